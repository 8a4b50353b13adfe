import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { getRedisClient, isRedisAvailable } from "@/lib/platform/redis/redis";
import { Browser, newReadSite, startGateways } from "@/scripts/stack/chat-testing";
import { dies } from "@/scripts/stack/gateway";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { GET } from "./route";

let stack: TestStack;
let gateways: Awaited<ReturnType<typeof startGateways>>;

beforeAll(async () => {
  stack = await startTestStack();
  gateways = await startGateways(stack);
});
afterEach(() => gateways.open());
afterAll(async () => {
  await gateways.close();
  await stack.close();
});

const ask = (secret: string) =>
  GET(new Request("http://127.0.0.1:3000/api/metrics", { headers: { authorization: `Bearer ${secret}` } }));

/** Every sample of the report by its series. */
async function read(): Promise<Record<string, number>> {
  const response = await ask(stack.keys.cronSecret);
  expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = (await response.text()).split("\n").filter((line) => line && !line.startsWith("#"));
  for (const line of lines) expect(line).toMatch(/^omniops_[a-z_]+(\{([a-z]+="[^"\\]*",?)+\})? [\d.e+-]+$/);
  return Object.fromEntries(lines.map((line) => [line.replace(/ \S+$/, ""), Number(line.split(" ").at(-1))]));
}

const of = (cache: string, result?: string) => `{cache="${cache}"${result ? `,result="${result}"` : ""}}`;

/** A conversation that is loaded and found again, and dropped by a message. */
async function chat() {
  const { site } = await newReadSite(stack);
  const browser = new Browser(site);
  await browser.start();
  const { body } = await browser.send("Hello");
  const conversationId = body.conversationId as string;
  for (let i = 0; i < 3; i++) await browser.history({ conversationId });
  await browser.send("Hello again", { conversationId });
  await browser.history({ conversationId });
  return conversationId;
}

test("SYNC-050 SYNC-053 SYNC-055 SYNC-061 SYNC-062 how often caches hit, how old and how large entries are, how long queries and answers take is read at /api/metrics", async () => {
  await chat();
  const seen = await read();
  expect(seen[`omniops_cache_reads_total${of("messageList", "hit")}`]).toBeGreaterThanOrEqual(2);
  expect(seen[`omniops_cache_reads_total${of("activeChat", "miss")}`]).toBeGreaterThanOrEqual(1);
  expect(seen[`omniops_cache_reads_total${of("messageList", "stale")}`]).toBeGreaterThanOrEqual(1);
  expect(seen[`omniops_cache_hit_ratio${of("messageList")}`]).toBeGreaterThan(0);
  expect(seen[`omniops_cache_hit_ratio${of("messageList")}`]).toBeLessThan(1);
  expect(seen[`omniops_cache_stored_characters_total${of("messageList")}`]).toBeGreaterThan(100);
  expect(seen[`omniops_cache_load_seconds_total${of("messageList")}`]).toBeGreaterThan(0);
  expect(seen[`omniops_cache_age_seconds_total${of("messageList")}`]).toBeGreaterThan(0);
  expect(seen['omniops_database_queries_total{query="store_question",outcome="ok"}']).toBeGreaterThanOrEqual(2);
  expect(seen['omniops_database_queries_total{query="POST messages",outcome="ok"}']).toBeGreaterThanOrEqual(2);
  expect(seen['omniops_database_seconds_total{query="find_site"}']).toBeGreaterThan(0);
  expect(seen['omniops_requests_total{route="/api/chat",status="2xx"}']).toBeGreaterThanOrEqual(6);
  expect(seen['omniops_request_seconds_total{route="/api/chat"}']).toBeGreaterThan(0);
});

test("SYNC-028 SYNC-033 SYNC-055 SYNC-057 the memory of Redis, its limit and what it does when full are among them", async () => {
  const seen = await read();
  expect(seen.omniops_redis_up).toBe(1);
  expect(seen.omniops_redis_memory_bytes).toBeGreaterThan(0);
  expect(seen['omniops_redis_memory_limit_bytes{policy="volatile-lru"}']).toBe(256 * 1024 * 1024);
  expect(seen.omniops_redis_keys).toBeGreaterThan(0);
});

test("what every process counted adds up, and is counted once", async () => {
  const series = 'omniops_refused_total{limit="chatBySite"}';
  await getRedisClient().hincrbyfloat("metrics", series, 41); // As another process does.
  expect((await read())[series]).toBe(41);
  expect((await read())[series]).toBe(41);
  expect(await getRedisClient().ttl("metrics")).toBeGreaterThan(86_000);
});

test("while Redis is away a process tells what it has counted, keeps it, and shares it later", async () => {
  const route = 'omniops_requests_total{route="/api/metrics",status="2xx"}';
  const before = (await read())[route] ?? 0;
  gateways.redis.during(dies);
  for (let i = 0; i < 4; i++) await isRedisAvailable();
  expect(await read()).toMatchObject({ omniops_redis_up: 0 });
  expect((await read())[route]).toBeGreaterThanOrEqual(1);
  gateways.open();
  await expect.poll(isRedisAvailable, { timeout: 5000 }).toBe(true);
  expect((await read())[route]).toBe(before + 3);
});

test("SESS-150 SYNC-050 SYNC-054 a slow query is logged by its name, without what was asked or answered", async () => {
  const warn = vi.spyOn(log(), "warn");
  const threshold = env().SLOW_QUERY_MS;
  env().SLOW_QUERY_MS = 0;
  const conversationId = await chat();
  env().SLOW_QUERY_MS = threshold;
  const lines = warn.mock.calls.filter(([, message]) => message === "A query was slow").map(([line]) => line);
  expect(lines).toContainEqual({ slowQuery: "POST messages", ms: expect.any(Number), outcome: "ok" });
  expect(lines).toContainEqual({ slowQuery: "find_site", ms: expect.any(Number), outcome: "ok" });
  expect(JSON.stringify(lines)).not.toMatch(new RegExp(`Hello|${conversationId}`));
});

test.each(["", "wrong"])("nobody reads them with the secret %j", async (secret) => {
  expect((await ask(secret)).status).toBe(401);
});
