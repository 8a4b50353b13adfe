import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getRedisClientWithFallback } from "@/lib/platform/redis/redis";
import { testEnvironment } from "@/lib/platform/test-environment";
import { startRedis } from "@/scripts/stack/redis/server";
import { Politeness, retryAfterOf } from "./politeness";

let server: Awaited<ReturnType<typeof startRedis>>;

beforeAll(async () => {
  server = await startRedis({ port: 0, token: "secret" });
  const redis = { UPSTASH_REDIS_REST_URL: server.url, UPSTASH_REDIS_REST_TOKEN: "secret", LOG_LEVEL: "silent" };
  for (const [name, value] of Object.entries({ ...testEnvironment, ...redis })) vi.stubEnv(name, value);
});

const newHost = () => `${randomUUID()}.example`;

/** Workers that read the same host, as those of several processes do. */
async function workers(host: string, count: number, robotsDelayMs = 0) {
  const all = Array.from({ length: count }, () => new Politeness(host));
  for (const worker of [...all, ...all]) await worker.begin(robotsDelayMs);
  return all;
}

/** How many turns the workers get at this moment, none of them done. */
async function turnsNow(all: Politeness[]): Promise<number> {
  const soon = Date.now() + 400;
  const turns = await Promise.all(all.flatMap((worker) => Array.from({ length: 12 }, () => worker.turn(soon))));
  return turns.filter(Boolean).length;
}

const redis = () => getRedisClientWithFallback();
const quick = { status: 200, latencyMs: 5 };

test.each([1, 2, 3, 11])("%i workers together ask a host for eight pages at once", async (count) => {
  expect(await turnsNow(await workers(newHost(), count))).toBe(8);
});

test("a turn that is done is free for the next, and who leaves makes room for the others", async () => {
  const host = newHost();
  const [one, two] = (await workers(host, 2)) as [Politeness, Politeness];
  expect(await turnsNow([one])).toBe(4);
  one.done();
  expect(await turnsNow([one])).toBe(1);
  await one.end();
  await two.begin(0);
  expect(await turnsNow([two])).toBe(8);
});

test("the delay that robots.txt asks for holds between the requests of all workers", async () => {
  const [one, two] = (await workers(newHost(), 2, 5_000)) as [Politeness, Politeness];
  expect(await turnsNow([one, two])).toBe(1);
});

test("STORE-078 the requests of a minute are counted for the host", async () => {
  const host = newHost();
  const all = await workers(host, 2);
  expect(await turnsNow(all)).toBe(8);
  await Promise.all(all.map((worker) => worker.end()));
  expect(await redis().get(`rate:${host}`)).toBe(8);
  const life = await redis().ttl(`rate:${host}`);
  expect(life).toBeGreaterThan(0);
  expect(life).toBeLessThanOrEqual(60);
});

test.each([429, 503])("STORE-079 after a %i every worker is slower, for five minutes", async (status) => {
  const host = newHost();
  const [one, two] = (await workers(host, 2)) as [Politeness, Politeness];
  one.heard({ status, latencyMs: 5 });
  await expect.poll(() => redis().get(`rate:delay:${host}`)).toBe(500);
  const life = await redis().ttl(`rate:delay:${host}`);
  expect(life).toBeGreaterThan(290);
  expect(life).toBeLessThanOrEqual(300);
  await two.begin(0);
  expect(await turnsNow([one, two])).toBe(1);
});

test("STORE-079 answers that become slow make it slower, quick ones faster again", async () => {
  const host = newHost();
  const [one] = (await workers(host, 1)) as [Politeness];
  for (let answer = 0; answer < 10; answer++) one.heard(quick);
  expect(await redis().get(`rate:delay:${host}`)).toBeNull();
  for (let answer = 0; answer < 4; answer++) one.heard({ status: 200, latencyMs: 6_000 });
  await expect.poll(() => redis().get(`rate:delay:${host}`)).toBe(500);
  for (let answer = 0; answer < 60; answer++) one.heard(quick);
  await expect.poll(() => redis().get(`rate:delay:${host}`)).toBeNull();
  expect(await turnsNow([one])).toBe(8);
});

test("a host that was always slow is not made slower", async () => {
  const host = newHost();
  const [one] = (await workers(host, 1)) as [Politeness];
  for (let answer = 0; answer < 50; answer++) one.heard({ status: 200, latencyMs: 3_000 });
  await one.end();
  expect(await redis().get(`rate:delay:${host}`)).toBeNull();
});

test("Retry-After holds for every worker", async () => {
  const host = newHost();
  const [one, two] = (await workers(host, 2)) as [Politeness, Politeness];
  one.heard({ status: 429, latencyMs: 5, retryAfterMs: 60_000 });
  await expect.poll(() => redis().get(`rate:next:${host}`)).toBeGreaterThan(Date.now() + 50_000);
  await two.begin(0);
  expect(await turnsNow([one, two])).toBe(0);
});

test.each([
  ["30", 30_000],
  ["86400", 120_000],
  ["Thu, 01 Jan 1970 00:01:00 GMT", 60_000],
  ["Wed, 31 Dec 1969 00:00:00 GMT", 0],
  ["soon", 0],
  ["-5", 0],
  [null, 0],
])("Retry-After: %s asks for %i ms", (value, ms) => {
  expect(retryAfterOf(value, 0)).toBe(ms);
});

// The last of this file: Redis does not come back.
test("STORE-081 without Redis a worker still keeps the delay", async () => {
  await server.close();
  const [one] = (await workers(newHost(), 1, 5_000)) as [Politeness];
  expect(await turnsNow([one])).toBe(1);
});

afterAll(() => vi.unstubAllEnvs());
