import { beforeAll, expect, test, vi } from "vitest";
import { testEnvironment } from "@/lib/platform/test-environment";
import { open, seal } from "./seal";

beforeAll(() => {
  for (const [name, value] of Object.entries(testEnvironment)) vi.stubEnv(name, value);
});

test.each(["ann@example.com", "+34 600 000 000", "", "héllo 世界 😀", "x".repeat(100_000)])(
  "D8 SESS-130 what is sealed opens again and can't be read meanwhile (%#)",
  (text) => {
    const sealed = seal(text, "customer 1");
    expect(open(sealed, "customer 1")).toBe(text);
    if (text) expect(Buffer.from(sealed, "base64url").includes(text.slice(0, 8))).toBe(false);
  },
);

test("D8 SYNC-057 what was sealed for one customer doesn't open for another", () => {
  const sealed = seal("ann@example.com", "customer 1");
  expect(() => open(sealed, "customer 2")).toThrow();
});

test("the same text is sealed differently each time", () => {
  expect(seal("text", "c")).not.toBe(seal("text", "c"));
});

test("a change of any byte is noticed", () => {
  const bytes = Buffer.from(seal("text", "c"), "base64url");
  for (const index of bytes.keys()) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => open(changed.toString("base64url"), "c")).toThrow();
  }
});

test.each(["", "abc", "no base64 at all!", "x".repeat(37)])("%j isn't taken for a sealed text", (text) => {
  expect(() => open(text, "c")).toThrow();
});

test("another secret opens nothing", async () => {
  const sealed = seal("text", "c");
  vi.stubEnv("APP_SECRET", "y".repeat(32));
  vi.resetModules();
  const elsewhere = await import("./seal");
  expect(() => elsewhere.open(sealed, "c")).toThrow();
});
