import type { ChatCompletionFunctionTool } from "openai/resources/chat/completions";
import { type ZodObject, z } from "zod";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import type { AnyOperation } from "@/lib/platform/operation";

/** The operations that this actor's assistant may run by itself, as the model's `tools` parameter wants them. */
export function describeTools(operations: readonly AnyOperation[], ctx: Ctx): ChatCompletionFunctionTool[] {
  return operations
    .filter((operation) => mayRun(operation, ctx))
    .map(({ name, description, input }) => ({
      type: "function",
      function: { name, description, parameters: parametersOf(input), strict: true },
    }));
}

/** Runs what the model asked for and says in JSON what came of it. Whatever is wrong is told in words, so that it can try again. */
export async function callTool(
  operations: readonly AnyOperation[],
  ctx: Ctx,
  name: string,
  args: string,
): Promise<string> {
  try {
    const operation = operations.find((known) => known.name === name && mayRun(known, ctx));
    if (!operation) throw new AppError("not_found", `There is no tool ${name}`);
    const input = operation.input.parse(withoutNulls(operation.input, json(args)));
    return JSON.stringify(operation.output.parse(await operation.run(ctx, input)));
  } catch (error) {
    return JSON.stringify({ error: messageFor(error) });
  }
}

// What changes something needs a person's consent first, which is not asked for here.
const mayRun = ({ callers, risk }: AnyOperation, { actor }: Ctx) => risk === "read" && callers.includes(actor.type);

const FORMATS = ["date-time", "date", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"];

function parametersOf(input: ZodObject): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(input, { override: ({ jsonSchema }) => makeStrict(jsonSchema) });
  return schema;
}

/** One keyword that strict mode doesn't know fails the whole request; callTool checks all of them anyway. */
function makeStrict(schema: z.core.JSONSchema.BaseSchema) {
  delete schema.default;
  delete schema.minLength;
  delete schema.maxLength;
  delete schema.pattern;
  if (schema.format && !FORMATS.includes(schema.format)) delete schema.format;
  if (!schema.properties) return;
  for (const [name, property] of Object.entries(schema.properties)) {
    const isOptional = !schema.required?.includes(name);
    if (isOptional) schema.properties[name] = { anyOf: [property as z.core.JSONSchema.BaseSchema, { type: "null" }] };
  }
  schema.required = Object.keys(schema.properties); // Strict mode wants every field; null stands for one left out.
}

function withoutNulls(input: ZodObject, given: unknown): unknown {
  if (typeof given !== "object" || given === null) return given;
  const isLeftOut = ([name, value]: [string, unknown]) =>
    value === null && !z.safeParse(input.shape[name] ?? z.any(), null).success;
  return Object.fromEntries(Object.entries(given).filter((entry) => !isLeftOut(entry)));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text || "{}");
  } catch {
    throw new AppError("invalid", "The arguments are not JSON");
  }
}

function messageFor(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  if (error instanceof AppError && error.status < 500) return error.message;
  log().error({ error }, "a tool failed");
  return "It failed for a reason that is not yours; go on without it.";
}
