import { describe, expect, test } from "vitest";
import { safePath } from "./safe-path";

describe("safePath", () => {
  test("a path of this host passes with its query and fragment", () => {
    expect(safePath("/dashboard/site?show=100#jobs", "/")).toBe("/dashboard/site?show=100#jobs");
  });

  test.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "dashboard",
    "",
    null,
    undefined,
  ])("%j leads to the fallback", (next) => {
    expect(safePath(next, "/dashboard")).toBe("/dashboard");
  });

  test("dots that climb don't end on another host", () => {
    expect(safePath("/../..//evil.example", "/dashboard")).toBe("/dashboard");
  });
});
