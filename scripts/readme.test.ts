import { existsSync, globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settingNames } from "@/lib/platform/env";
import { readCrons } from "./stack/cron";

const readme = readFileSync("README.md", "utf8");
const section = (title: string) => readme.split(/^#+ /m).find((part) => part.startsWith(title)) ?? "";
const trouble = section("When something is wrong");
const quoted = [...trouble.matchAll(/`([^`]+)`/g)].map(([, words = ""]) => words);
const source = globSync(["lib/**/*.ts", "supabase/migrations/*.sql"])
  .filter((file) => !file.endsWith(".test.ts"))
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

test("SESS-153 SYNC-053 it says what to do when Redis or Supabase fail, sessions don't last or messages are not saved", () => {
  const rows = trouble.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| You see"));
  expect(rows.map((row) => row.split("|").filter((cell) => cell.trim().length > 20).length)).toEqual(rows.map(() => 3));
  for (const trouble of [
    "Redis doesn't answer",
    "Supabase doesn't answer",
    "A session does not last",
    "Messages are not saved",
  ]) {
    expect(rows.filter((row) => row.includes(trouble))).toHaveLength(1);
  }
});

test("SESS-152 SESS-153 what it quotes is what the product logs, reads, keeps and serves", () => {
  expect(quoted.length).toBeGreaterThan(15);
  const isKnown = (words: string) => {
    if (/^[A-Z][A-Z_]+$/.test(words)) return settingNames.includes(words);
    if (words.startsWith("/api/cron/")) return readCrons().some(({ path }) => path === words);
    if (words.startsWith("GET /")) return existsSync(`app${words.slice(4)}/route.ts`);
    if (words === "supabase db push") return section("Deploy").includes(words);
    return source.includes(words);
  };
  expect(quoted.filter((words) => !isKnown(words))).toEqual([]);
});

test("SESS-152 setting up names the project, its tables, its keys and its variables", () => {
  const deploy = section("Deploy");
  for (const step of ["Make a Supabase project", "`supabase db push`", "URL, keys and JWT secret", "`.env.example`"]) {
    expect(deploy).toContain(step);
  }
});

test("SYNC-028 it names the policy by which Redis makes room", () => {
  expect(section("Deploy")).toContain("eviction `volatile-lru`");
});
