import { z } from "zod";
import { Message } from "./messages";

const Tool = z
  .object({
    type: z.literal("function"),
    function: z.object({ name: z.string().min(1), description: z.string().default(""), parameters: z.unknown() }),
  })
  .transform((tool) => tool.function);
export type Tool = z.infer<typeof Tool>;

const ToolChoice = z.union([
  z.enum(["none", "auto", "required"]),
  z.object({ type: z.literal("function"), function: z.object({ name: z.string() }) }),
]);

const ResponseFormat = z.looseObject({
  type: z.enum(["text", "json_object", "json_schema"]),
  json_schema: z.looseObject({ name: z.string().optional(), schema: z.unknown() }).optional(),
});

export type JsonFormat = z.infer<typeof ResponseFormat>["json_schema"];

/** The part of OpenAI's request that this model heeds; the rest (temperature and the like) is taken and has no effect. */
export const ChatRequest = z.looseObject({
  model: z.string(),
  messages: z.array(Message).min(1),
  tools: z.array(Tool).default([]),
  tool_choice: ToolChoice.default("auto"),
  response_format: ResponseFormat.optional(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
});
export type ChatRequest = z.infer<typeof ChatRequest>;
