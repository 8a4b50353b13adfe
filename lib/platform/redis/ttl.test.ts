import { expect, test, vi } from "vitest";
import { testEnvironment } from "@/lib/platform/test-environment";
import type { Ttl } from "./ttl";

test.each<[string, Ttl, string, number]>([
  ["SESS-005 D9", "session", "REDIS_SESSION_TTL", 86_400],
  ["SYNC-020 SYNC-027 D9", "recentChats", "TTL_RECENT_CHATS", 300],
  ["SYNC-021 SYNC-027 D9", "activeChat", "TTL_ACTIVE_CHAT", 1800],
  ["SYNC-022 SYNC-027 D9", "messageList", "TTL_MESSAGE_LIST", 900],
  ["D9", "history", "TTL_HISTORY", 86_400],
  ["STORE-073 D9", "search", "TTL_SEARCH", 3600],
  ["STORE-071 D9", "job", "TTL_JOB", 3600],
  ["STORE-072 D9", "jobResults", "TTL_JOB_RESULTS", 86_400],
  ["STORE-070 D9", "rateWindow", "TTL_RATE_WINDOW", 60],
  ["D9", "rateDelay", "TTL_RATE_DELAY", 300],
  ["D9", "contentHash", "TTL_CONTENT_HASH", 86_400],
  ["RFC 9309 2.4", "robots", "TTL_ROBOTS", 86_400],
])("%s %s is set by %s and is %i seconds when it isn't", async (_, name, variable, seconds) => {
  for (const [key, value] of Object.entries(testEnvironment)) vi.stubEnv(key, value);
  expect(await fresh(name)).toBe(seconds);
  vi.stubEnv(variable, "7");
  expect(await fresh(name)).toBe(7);
  vi.unstubAllEnvs();
});

test("SYNC-029 what changes more often lives shorter, and nothing outlives its session", async () => {
  for (const [key, value] of Object.entries(testEnvironment)) vi.stubEnv(key, value);
  const lives: number[] = [];
  for (const name of ["recentChats", "messageList", "activeChat", "search", "session"] as const)
    lives.push(await fresh(name));
  expect(lives).toEqual([...new Set(lives)].toSorted((a, b) => a - b));
  expect(await fresh("history")).toBeLessThanOrEqual(await fresh("session"));
  vi.unstubAllEnvs();
});

/** Read as by a process that just started. */
async function fresh(name: Ttl): Promise<number> {
  vi.resetModules();
  const { ttl } = await import("./ttl");
  return ttl(name);
}
