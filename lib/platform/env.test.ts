import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settingNames } from "./env";

const example = readFileSync(".env.example", "utf8").split("\n");

test(".env.example and the app name the same settings", () => {
  const named = example.flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? []);
  expect(named.sort()).toEqual([...settingNames].sort());
});

test("every setting of .env.example has a line that says what it is for", () => {
  const bare = example.filter((line, index) => /^[A-Z_]+=/.test(line) && !example[index - 1]?.startsWith("# "));
  expect(bare).toEqual([]);
});
