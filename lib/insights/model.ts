import "server-only";
import type { ZodType } from "zod";
import { env } from "@/lib/platform/env";
import { openai } from "@/lib/platform/llm/client";

type Ask<T> = { name: string; schema: ZodType<T>; jsonSchema: Record<string, unknown>; rules: string; text: string };

/** What the model makes of a text, in the shape of the schema. Throws where it answers in no such shape, or not at all. */
export async function askModel<T>({ name, schema, jsonSchema, rules, text }: Ask<T>): Promise<T> {
  const model = env().OPENAI_CHAT_MODEL;
  const completion = await openai().chat.completions.create({
    model,
    ...(model.startsWith("gpt-5") && { reasoning_effort: "low" as const }), // Others refuse the field.
    messages: [
      { role: "system", content: rules },
      { role: "user", content: text },
    ],
    response_format: { type: "json_schema", json_schema: { name, strict: true, schema: jsonSchema } },
    max_completion_tokens: 2_000,
  });
  return schema.parse(JSON.parse(completion.choices[0]?.message.content ?? ""));
}
