import { type ZodType, z } from "zod";
import { AppError } from "@/lib/platform/errors";

/** `value` as the schema wants it, or a 400 that says in words what to change. */
export function parse<T>(schema: ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw new AppError("invalid", z.prettifyError(result.error));
  return result.data;
}
