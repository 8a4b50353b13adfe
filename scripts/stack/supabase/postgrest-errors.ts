import { inspect } from "node:util";

/** PostgREST's HTTP status by class of SQLSTATE, where it isn't 400. */
const statusOfClass: Record<string, number> = {
  "08": 503,
  "09": 500,
  "0L": 403,
  "0P": 403,
  "25": 500,
  "28": 403,
  "2D": 500,
  "38": 500,
  "39": 500,
  "3B": 500,
  "40": 500,
  "53": 503,
  "54": 500,
  "55": 500,
  "57": 500,
  "58": 500,
  F0: 500,
  HV: 500,
  P0: 500,
  XX: 500,
};

/** What @supabase/lite answers as PostgREST does. */
const knownCodes = new Set(["42501", "42P01", "23505", "23503", "23502", "25006", "42883", "42P17"]);
const knownClasses = new Set(["42", "22", "21", "PT"]);

type DatabaseError = { code: string; message?: string; detail?: string; hint?: string };

/**
 * Makes an error of the database what PostgREST would answer. @supabase/lite turns most SQLSTATEs into
 * `{ code: "SUP", status: 500 }`, but passes on errors with the code "PGRST" as they are.
 */
export function toPostgrestError(error: unknown): unknown {
  if (!isDatabaseError(error)) return error;
  const { code, message = "", detail = null, hint = null } = error;
  // The library logs each refusal of the database; a line is enough.
  const inOneLine = { [inspect.custom]: () => `[database] ${code} ${message}` };
  if (knownCodes.has(code) || knownClasses.has(code.slice(0, 2))) return Object.assign(error, inOneLine);
  const status = code === "P0001" ? 400 : (statusOfClass[code.slice(0, 2)] ?? 400);
  return Object.assign(new Error(JSON.stringify({ code, message, details: detail, hint })), {
    code: "PGRST",
    detail: JSON.stringify({ status, headers: {} }),
    ...inOneLine,
  });
}

function isDatabaseError(error: unknown): error is DatabaseError {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    /^[0-9A-Z]{5}$/.test(String(error.code)) &&
    error.code !== "PGRST"
  );
}
