import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { AppError } from "@/lib/platform/errors";
import { respond } from "@/lib/platform/http/respond";
import { testEnvironment } from "@/lib/platform/test-environment";
import { startRedis } from "@/scripts/stack/redis/server";
import { createLimit, type Limit, limits } from "./limits";
import { connectRedis } from "./redis";

let server: Awaited<ReturnType<typeof startRedis>>;

beforeAll(async () => {
  for (const [name, value] of Object.entries(testEnvironment)) vi.stubEnv(name, value);
  server = await startRedis({ port: 0, token: "secret" });
});

afterAll(() => server.close());

const connect = (url = server.url) => connectRedis({ url, token: "secret" });

/** Two processes that share one Redis. */
const processes = (): [Limit, Limit] => [createLimit(connect().withFallback), createLimit(connect().withFallback)];

/** How many of so many calls at once get through. */
async function passing(times: number, call: (index: number) => Promise<void>): Promise<number> {
  const results = await Promise.allSettled(Array.from({ length: times }, (_, index) => call(index)));
  for (const result of results) if (result.status === "rejected") expect(result.reason).toBeInstanceOf(AppError);
  return results.filter(({ status }) => status === "fulfilled").length;
}

/** A sliding window counts by the clock's minutes; a test must not lie across two. */
async function withinOneMinute(seconds = 10) {
  const left = 60_000 - (Date.now() % 60_000);
  if (left < seconds * 1000) await sleep(left + 50);
}

test("fifty calls at once over two processes get through exactly as often as the limit says", async () => {
  await withinOneMinute();
  const both = processes();
  const passed = await passing(50, (i) => (both[i % 2] as Limit)({ chatBySession: "session 1" }));
  expect(passed).toBe(limits.chatBySession.max);
});

test("a refusal says when to try again, in its headers too", async () => {
  await withinOneMinute();
  const [limit] = processes();
  await passing(20, () => limit({ chatBySession: "session 2" }));
  const ask = () =>
    respond(new Request("http://127.0.0.1/"), async () => {
      await limit({ chatBySession: "session 2", chatByIp: "192.0.2.9" });
      return new Response("passed");
    });
  const response = await ask();
  expect(response.status).toBe(429);
  const wait = Number(response.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(budgetOf(response)).toEqual({ limit: 20, remaining: 0, reset: wait });
});

test("an answer says how much is left of the tightest limit, and until when", async () => {
  await withinOneMinute();
  const [limit] = processes();
  const ask = () =>
    respond(new Request("http://127.0.0.1/"), async () => {
      await limit({ chatBySession: "session 6", chatByIp: "192.0.2.8", chatBySite: "site 2" });
      return new Response("passed");
    });
  const budgets = [budgetOf(await ask()), budgetOf(await ask())];
  expect(budgets.map(({ limit: max, remaining }) => [max, remaining])).toEqual([
    [20, 19],
    [20, 18],
  ]);
  expect(budgets[0]?.reset).toBeGreaterThan(0);
  expect(budgets[0]?.reset).toBeLessThanOrEqual(60);
});

function budgetOf({ headers }: Response) {
  const [max, remaining, reset] = ["limit", "remaining", "reset"].map((name) =>
    Number(headers.get(`ratelimit-${name}`)),
  );
  return { limit: max, remaining, reset };
}

test("D12 a new session is no new budget: the address counts on", async () => {
  await withinOneMinute();
  const [limit] = processes();
  const passed = await passing(limits.chatByIp.max + 20, (i) =>
    limit({ chatBySession: `new ${i}`, chatByIp: "192.0.2.1" }),
  );
  expect(passed).toBe(limits.chatByIp.max);
});

test("a refused request uses up nobody's budget, so one address can't silence a site", async () => {
  await withinOneMinute(20);
  const [limit] = processes();
  await passing(limits.chatBySite.max + 200, (i) =>
    limit({ chatBySession: `s${i % 3}`, chatByIp: "192.0.2.2", chatBySite: "site 1" }),
  );
  expect(await passing(20, () => limit({ chatBySession: "another", chatBySite: "site 1" }))).toBe(20);
});

test("one who is limited doesn't limit another", async () => {
  await withinOneMinute();
  const [limit] = processes();
  await passing(30, () => limit({ chatBySession: "session 3" }));
  expect(await passing(1, () => limit({ chatBySession: "session 4" }))).toBe(1);
});

test("an API key may send fifty requests a second for as long as it likes", async () => {
  const [limit] = processes();
  let passed = 0;
  for (let round = 0; round < 30; round++) {
    passed += await passing(5, () => limit({ apiKey: "key 1" }));
    await sleep(100);
  }
  expect(passed).toBe(150);
});

test("after a refusal, a sender that keeps within the limit is served again", async () => {
  const [limit] = processes();
  expect(await passing(300, () => limit({ apiKey: "key 2" }))).toBeLessThanOrEqual(200);
  const error = await limit({ apiKey: "key 2" }).catch((thrown: unknown) => thrown);
  await sleep(((error as AppError | undefined)?.retryAfterSeconds ?? 1) * 1000);
  let passed = 0;
  for (let round = 0; round < 20; round++) {
    passed += await passing(5, () => limit({ apiKey: "key 2" }));
    await sleep(100);
  }
  expect(passed).toBeGreaterThanOrEqual(95);
});

test("D12 while Redis is away each process holds the limits itself, without delay", async () => {
  await withinOneMinute();
  const limit = createLimit(connect("http://127.0.0.1:9").withFallback);
  await passing(3, () => limit({ chatBySession: "warm up" }));
  const start = performance.now();
  expect(await passing(50, () => limit({ chatBySession: "session 5" }))).toBe(limits.chatBySession.max);
  expect(performance.now() - start).toBeLessThan(500);
});

test("Redis keeps no address and no e-mail", async () => {
  const [limit] = processes();
  await limit({ signInByIp: "192.0.2.77", signInByEmail: "ann@example.com" });
  const keys = await connect().redisOnly.keys("*");
  expect(keys.filter((key) => key.includes("192.0.2") || key.includes("ann"))).toEqual([]);
  expect(keys.some((key) => key.startsWith("limit:signInByEmail:"))).toBe(true);
});
