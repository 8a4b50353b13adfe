import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const source = (file: string) => readFileSync(file, "utf8");

test("the dashboard hands the browser the texts that its components ask for", () => {
  const files = globSync("{app/dashboard,components}/**/*.tsx");
  const asked = files.flatMap((file) => [...source(file).matchAll(/useTranslations\("(\w+)/g)].map(([, name]) => name));
  const [, list = ""] = /namespaces=\{\[([^\]]+)\]\}/.exec(source("app/dashboard/layout.tsx")) ?? [];
  const given = [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name);
  expect(given).toEqual(expect.arrayContaining([...new Set(asked)]));
  expect(asked.length).toBeGreaterThan(10);
});
