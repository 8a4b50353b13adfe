import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { log } from "@/lib/platform/log";
import { testEnvironment } from "@/lib/platform/test-environment";
import { startRedis } from "@/scripts/stack/redis/server";
import { connectRedis, getRedisClientWithFallback, isRedisAvailable } from "./redis";

const token = "secret";
const cleanups: (() => Promise<unknown>)[] = [];

beforeAll(() => {
  for (const [name, value] of Object.entries(testEnvironment)) vi.stubEnv(name, value);
});

afterEach(async () => {
  vi.restoreAllMocks();
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** A client of a Redis that can be stopped and started again at the same address. */
async function setup() {
  let server: Awaited<ReturnType<typeof startRedis>> | undefined = await startRedis({ port: 0, token });
  const { url } = server;
  const port = Number(new URL(url).port);
  const stop = async () => {
    await server?.close();
    server = undefined;
  };
  const start = async () => {
    server = await startRedis({ port, token });
  };
  cleanups.push(stop);
  return { ...connectRedis({ url, token }), url, port, stop, start };
}

async function serve(port: number, listener: RequestListener) {
  const server = createServer(listener).listen(port, "127.0.0.1");
  await once(server, "listening");
  cleanups.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  return [await work(), performance.now() - start];
}

test("STORE-081 STORE-082 SESS-026 while Redis is away, what is written is kept in the process", async () => {
  const { withFallback: redis, stop } = await setup();
  await stop();
  await redis.set("session:1", { language: "es" }, { ex: 60 });
  expect(await redis.get("session:1")).toEqual({ language: "es" });
  expect(await redis.ttl("session:1")).toBe(60);
  expect(await redis.pipeline().incr("a").incr("a").exec()).toEqual([1, 2]);
  expect(await redis.multi().hset("h", { a: 1 }).hgetall("h").exec()).toEqual([1, { a: 1 }]);
  expect(await redis.eval("return redis.call('incr', KEYS[1])", ["a"], [])).toBe(3);
  expect(await redis.createScript("return ARGV[1]").exec([], ["k"])).toBe("k");
});

test("STORE-083 a Redis that refuses connections delays nobody", async () => {
  const { withFallback: redis, stop } = await setup();
  await stop();
  for (let i = 0; i < 3; i++) expect((await timed(() => redis.incr("n")))[1]).toBeLessThan(300);
  const [count, ms] = await timed(() => Promise.all(Array.from({ length: 200 }, () => redis.incr("n"))));
  expect(Math.max(...count)).toBe(203);
  expect(ms).toBeLessThan(300);
});

test("STORE-083 a Redis that doesn't answer costs three callers a moment, and those after them nothing", async () => {
  const url = await serve(0, () => {});
  const { withFallback: redis } = connectRedis({ url, token });
  for (let i = 0; i < 3; i++) expect((await timed(() => redis.incr("n")))[1]).toBeLessThan(1000);
  const longest = await busyFor(3000, async () => (await timed(() => redis.incr("n")))[1]);
  // Longer than the breaker's pause: the call that asks whether Redis is back makes nobody wait either.
  expect(longest).toBeLessThan(200);
});

async function busyFor(ms: number, work: () => Promise<number>): Promise<number> {
  const end = performance.now() + ms;
  let longest = 0;
  while (performance.now() < end) {
    longest = Math.max(longest, await work());
    await sleep(20);
  }
  return longest;
}

test.each([
  ["an error 500", 500, '{"error":"boom"}'],
  ["a page of a proxy", 502, "<html>bad gateway</html>"],
  ["a used-up quota", 400, '{"error":"ERR max daily request limit exceeded. Limit: 10000"}'],
])("%s counts as away", async (_, status, body) => {
  const url = await serve(0, (_request, response) => void response.writeHead(status).end(body));
  const { withFallback: redis } = connectRedis({ url, token });
  expect(await redis.incr("n")).toBe(1);
  expect(await redis.incr("n")).toBe(2);
});

test("a mistake of the caller stays an error, and is no reason to leave Redis", async () => {
  const { withFallback: redis, isAvailable } = await setup();
  await redis.set("text", "x");
  for (let i = 0; i < 5; i++) {
    await expect(redis.lpush("text", "y")).rejects.toThrow("WRONGTYPE");
    await expect(redis.exec(["LPUSH", "text", "y"])).rejects.toThrow("WRONGTYPE");
  }
  expect(await isAvailable()).toBe(true);
  expect(await redis.get("text")).toBe("x");
});

test("SESS-024 the health check says whether Redis answers, before, during and after an outage", async () => {
  const { isAvailable, stop, start } = await setup();
  expect(await isAvailable()).toBe(true);
  await stop();
  for (let i = 0; i < 4; i++) expect(await isAvailable()).toBe(false);
  await start();
  await vi.waitUntil(isAvailable, { timeout: 4000, interval: 100 });
});

test("when Redis is back it is used again, and both changes are logged once", async () => {
  const warn = vi.spyOn(log(), "warn");
  const info = vi.spyOn(log(), "info");
  const { withFallback: redis, isAvailable, stop, start } = await setup();
  await stop();
  const end = performance.now() + 2500;
  while (performance.now() < end) {
    await redis.set("k", "in process");
    await sleep(100);
  }
  await start();
  await vi.waitUntil(isAvailable, { timeout: 4000, interval: 100 });
  expect(await redis.get("k")).toBeNull();
  expect(warn).toHaveBeenCalledTimes(1);
  expect(info).toHaveBeenCalledTimes(1);
});

test("a value from an earlier outage never comes back in a later one", async () => {
  const { withFallback: redis, isAvailable, stop, start } = await setup();
  await stop();
  await redis.set("k", "first outage");
  await start();
  await redis.set("k", "Redis");
  await stop();
  expect(await redis.get("k")).toBeNull();
  await redis.set("k", "second outage");
  for (let i = 0; i < 3; i++) await redis.ping();
  await start();
  await vi.waitUntil(isAvailable, { timeout: 4000, interval: 100 });
  await redis.get("k");
  await stop();
  expect(await redis.get("k")).toBeNull();
});

test("SESS-151 a session that was kept in the process is in Redis as soon as that is back, for the rest of its life and without a request", async () => {
  const { withFallback: redis, url, stop, start } = await setup();
  await stop();
  await redis.set("session:1", { id: "1", metadata: { language: "es" } }, { ex: 60 });
  await redis.set("rate:1", 7, { ex: 60 });
  for (let i = 0; i < 3; i++) await redis.get("session:1");
  await start();
  const { redisOnly: elsewhere } = connectRedis({ url, token });
  await expect
    .poll(() => elsewhere.get("session:1"), { timeout: 10_000 })
    .toEqual({ id: "1", metadata: { language: "es" } });
  expect(await elsewhere.ttl("session:1")).toBeLessThanOrEqual(60);
  expect(await elsewhere.ttl("session:1")).toBeGreaterThan(30);
  expect(await elsewhere.get("rate:1")).toBeNull();
});

test("after a short outage a session goes over before Redis is asked anything, and what Redis knew of it stays", async () => {
  const { withFallback: redis, url, stop, start } = await setup();
  await stop();
  await redis.set("session:1", { id: "1", metadata: { language: "es" } }, { ex: 60 });
  await start();
  const { redisOnly: elsewhere } = connectRedis({ url, token });
  await elsewhere.set("session:1", { id: "1", metadata: { language: "en", clientId: "c" } }, { ex: 10 });
  const session = { id: "1", metadata: { language: "es", clientId: "c" } };
  const answers: unknown[] = [];
  const ask = () => redis.get("session:1").then((answer) => answers.push(answer) && answer);
  await expect.poll(ask, { timeout: 10_000 }).toEqual(session);
  expect(answers).not.toContainEqual({ id: "1", metadata: { language: "en", clientId: "c" } });
  expect(await elsewhere.get("session:1")).toEqual(session);
  await stop();
  expect(await redis.get("session:1")).toBeNull();
});

test("the client for caches fails while Redis is away, at once when that is known", async () => {
  const { redisOnly, stop } = await setup();
  await redisOnly.set("k", "v");
  await stop();
  for (let i = 0; i < 3; i++) await expect(redisOnly.get("k")).rejects.toThrow();
  const [, ms] = await timed(() => redisOnly.get("k").catch(() => null));
  expect(ms).toBeLessThan(20);
});

test("STORE-084 getRedisClientWithFallback() works without any Redis", async () => {
  await getRedisClientWithFallback().set("k", { a: 1 });
  expect(await getRedisClientWithFallback().get("k")).toEqual({ a: 1 });
  expect(await isRedisAvailable()).toBe(false);
});
