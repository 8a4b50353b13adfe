import type { PostgrestSingleResponse } from "@supabase/supabase-js";
import { AppError, type ErrorCode } from "@/lib/platform/errors";

/** What a caller can act on; every other code is our fault. */
const codeOf: Record<string, ErrorCode> = {
  "23505": "conflict", // unique_violation
  "42501": "forbidden", // row level security said no
  PGRST116: "not_found", // .single() found no row
  "": "unavailable", // nobody answered
  PGRST000: "unavailable", // no connection to the database
  PGRST001: "unavailable",
  PGRST002: "unavailable",
  PGRST003: "unavailable", // no free connection in time
  "57P01": "unavailable", // the database is shutting down
  "57P03": "unavailable", // or starting
};

/** The rows, or the failure as an AppError. Its message is PostgREST's only in the log; callers see a plain one. */
export function unwrap<T>({ data, error }: PostgrestSingleResponse<T>): T {
  if (!error) return data;
  // Without a code it is not PostgREST that speaks, but what stands in its place.
  const code = codeOf[error.code ?? ""] ?? "internal";
  throw new AppError(code, messages[code] ?? "Something went wrong", { cause: error });
}

const messages: Partial<Record<ErrorCode, string>> = {
  conflict: "That exists already",
  forbidden: "You may not do that",
  not_found: "Not found",
  unavailable: "The database is away for a moment, try again",
};
