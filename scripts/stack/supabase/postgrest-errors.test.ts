import { inspect } from "node:util";
import { expect, test } from "vitest";
import { toPostgrestError } from "./postgrest-errors";

const failure = (code: string) => Object.assign(new Error("it failed"), { code, detail: "why", hint: "how" });

test.each([
  ["P0001", 400],
  ["23514", 400],
  ["28000", 403],
  ["53300", 503],
  ["57014", 500],
  ["08006", 503],
  ["XX000", 500],
])("SQLSTATE %s becomes PostgREST's answer with status %i", (code, status) => {
  const answer = toPostgrestError(failure(code)) as Error & { code: string; detail: string };
  expect(answer.code).toBe("PGRST");
  expect(JSON.parse(answer.message)).toEqual({ code, message: "it failed", details: "why", hint: "how" });
  expect(JSON.parse(answer.detail)).toEqual({ status, headers: {} });
});

test.each(["42501", "23505", "22P02", "PT404", "PGRST"])("SQLSTATE %s is left to the library", (code) => {
  const error = failure(code);
  expect(toPostgrestError(error)).toBe(error);
});

test("what isn't the database's is left alone", () => {
  for (const value of [new Error("x"), null, "text", { code: 404 }]) expect(toPostgrestError(value)).toBe(value);
});

test("a refusal is logged in one line", () => {
  expect(inspect(toPostgrestError(failure("42501")))).toBe("[database] 42501 it failed");
});
