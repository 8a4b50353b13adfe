import { expect, test } from "vitest";
import { relativeParts } from "./relative-time";

const now = Date.parse("2026-11-21T12:00:00Z");

test.each([
  ["2026-11-21T11:59:30Z", { count: 0, unit: "second" }],
  ["2026-11-21T11:59:00Z", { count: 1, unit: "minute" }],
  ["2026-11-21T11:00:01Z", { count: 59, unit: "minute" }],
  ["2026-11-21T11:00:00Z", { count: 1, unit: "hour" }],
  ["2026-11-20T12:00:01Z", { count: 23, unit: "hour" }],
  ["2026-11-20T12:00:00Z", { count: 1, unit: "day" }],
  ["2026-11-14T12:00:01Z", { count: 6, unit: "day" }],
  ["2026-11-14T12:00:00Z", null],
])("%s is told as %j", (moment, parts) => {
  expect(relativeParts(Date.parse(moment), now)).toEqual(parts);
});

test("a clock that is ahead never shows the future", () => {
  expect(relativeParts(now + 5 * 60_000, now)).toEqual({ count: 0, unit: "second" });
});
