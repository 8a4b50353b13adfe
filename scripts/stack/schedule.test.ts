import { expect, test } from "vitest";
import { isDue } from "./schedule";

const at = (iso: string) => new Date(`${iso}Z`);

test.each([
  ["* * * * *", "2026-11-21T05:43:59"],
  ["0 * * * *", "2026-11-21T05:00"],
  ["*/15 * * * *", "2026-11-21T05:45"],
  ["5/20 * * * *", "2026-11-21T05:45"],
  ["10-20/5,43 * * * *", "2026-11-21T05:43"],
  ["0 3 1,15 * *", "2026-11-15T03:00"],
  ["0 3 * 11 *", "2026-11-21T03:00"],
  ["0 0 * * 6", "2026-11-21T00:00"], // A Saturday.
  ["0 0 * * 0", "2026-11-22T00:00"],
  ["0 0 * * 7", "2026-11-22T00:00"],
  ["0 0 13 * 6", "2026-11-21T00:00"], // Two restricted days: either is enough.
  ["0 0 13 * 6", "2026-11-13T00:00"],
])("%s is due at %s", (expression, time) => {
  expect(isDue(expression, at(time))).toBe(true);
});

test.each([
  ["0 * * * *", "2026-11-21T05:01"],
  ["*/15 * * * *", "2026-11-21T05:44"],
  ["5/20 * * * *", "2026-11-21T05:00"],
  ["0 3 1,15 * *", "2026-11-16T03:00"],
  ["0 3 * 12 *", "2026-11-21T03:00"],
  ["0 0 * * 1-5", "2026-11-21T00:00"],
  ["0 0 21 * 1", "2026-11-20T00:00"],
])("%s is not due at %s", (expression, time) => {
  expect(isDue(expression, at(time))).toBe(false);
});

test.each([
  "* * * *",
  "60 * * * *",
  "* 24 * * *",
  "* * 0 * *",
  "5-1 * * * *",
  "*/0 * * * *",
  "a * * * *",
  "* * * JAN *",
])("%s is refused", (expression) => {
  expect(() => isDue(expression, new Date())).toThrow(/is not a/);
});
