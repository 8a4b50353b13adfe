import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { env, settingNames } from "./env";
import { testEnvironment } from "./test-environment";

const example = readFileSync(".env.example", "utf8").split("\n");

test(".env.example and the app name the same settings", () => {
  const named = example.flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? []);
  expect(named.sort()).toEqual([...settingNames].sort());
});

test("every setting of .env.example has a line that says what it is for", () => {
  const bare = example.filter((line, index) => /^[A-Z_]+=/.test(line) && !example[index - 1]?.startsWith("# "));
  expect(bare).toEqual([]);
});

test("SESS-007 SESS-008 SESS-137 without Supabase's address and keys the app says which are missing", () => {
  for (const [name, value] of Object.entries(testEnvironment)) vi.stubEnv(name, value);
  vi.stubEnv("SUPABASE_URL", undefined);
  vi.stubEnv("SUPABASE_SERVICE_ROLE_KEY", undefined);
  expect(() => env()).toThrow(/SUPABASE_URL[\s\S]*SUPABASE_SERVICE_ROLE_KEY/);
});

test("SESS-005 SYNC-027 D9 times to live have their promised values and can be set", () => {
  for (const [name, value] of Object.entries(testEnvironment)) vi.stubEnv(name, value);
  vi.stubEnv("TTL_RECENT_CHATS", "60");
  expect(env()).toMatchObject({ REDIS_SESSION_TTL: 86_400, TTL_RECENT_CHATS: 60, TTL_ACTIVE_CHAT: 1800 });
});
