import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import { step } from "./progress";

afterEach(() => void vi.restoreAllMocks());

function printed(): string[] {
  const lines: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((line) => lines.push(String(line)) > 0);
  return lines;
}

test("a quick step says nothing", async () => {
  const lines = printed();
  expect(await step("Quick", async () => "done")).toBe("done");
  expect(lines).toEqual([]);
});

test("a step of more than a second has a line while it runs and one when it is over, with what it did", async () => {
  const lines = printed();
  await step("Reading", async (note) => {
    note("3 of 9 pages");
    await sleep(1200);
    note("9 of 9 pages");
  });
  expect(lines).toEqual([
    "Reading … 1 s  3 of 9 pages\n",
    expect.stringMatching(/^Reading {2}1\.\d s {2}9 of 9 pages\n$/),
  ]);
});

test("a step that fails says no more, and passes its error on", async () => {
  const lines = printed();
  await expect(step("Failing", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(lines).toEqual([]);
});
