import { z } from "zod";

const Part = z.looseObject({ type: z.string(), text: z.string().optional() });

const Content = z
  .union([z.string(), z.array(Part)])
  .nullish()
  .transform((content) =>
    typeof content === "string" ? content : (content ?? []).map(({ text }) => text ?? "").join("\n"),
  );

const ToolCall = z.looseObject({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) });

/** One message of a conversation; its content is always plain text. */
export const Message = z.looseObject({
  role: z.enum(["system", "developer", "user", "assistant", "tool"]),
  content: Content,
  tool_calls: z.array(ToolCall).optional(),
  tool_call_id: z.string().optional(),
});
export type Message = z.infer<typeof Message>;

/** What was said by one side, oldest first. */
export function textsOf(messages: Message[], role: Message["role"]): string[] {
  return messages.filter((message) => message.role === role).map(({ content }) => content);
}
