import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { missingOptional } from "./check-lock";

test("package-lock.json answers every optional dependency, so that any machine finds its binaries", () => {
  expect(missingOptional(JSON.parse(readFileSync("package-lock.json", "utf8")))).toEqual([]);
});

test("an optional dependency is answered where Node would find it, and named where it is not", () => {
  const optional = (...names: string[]) => ({
    optionalDependencies: Object.fromEntries(names.map((name) => [name, "1"])),
  });
  const packages = {
    "": optional("top", "gone"),
    "node_modules/top": optional("inner", "@s/side"),
    "node_modules/top/node_modules/inner": optional("deep", "lost"),
    "node_modules/top/node_modules/deep": {},
    "node_modules/@s/side": {},
  };
  expect(missingOptional({ packages })).toEqual(["package.json → gone", "node_modules/top/node_modules/inner → lost"]);
});
