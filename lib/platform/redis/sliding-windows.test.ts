import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { testEnvironment } from "@/lib/platform/test-environment";
import { isInstalled, startRedisServer } from "@/scripts/stack/redis/conformance/redis-server";
import { startRedis } from "@/scripts/stack/redis/server";
import { connectRedis } from "./redis";
import { countIn, type Window } from "./sliding-windows";

let server: Awaited<ReturnType<typeof startRedis>>;
const opened = new AsyncDisposableStack();

beforeAll(async () => {
  for (const [name, value] of Object.entries(testEnvironment)) vi.stubEnv(name, value);
  if (isInstalled) {
    const real = opened.adopt(await startRedisServer(), ({ stop }) => stop());
    server = await startRedis({ port: 0, token: "secret", redisUrl: real.url });
  } else server = await startRedis({ port: 0, token: "secret" });
  opened.defer(() => server.close());
});
afterAll(() => opened.disposeAsync());

/** Within the life of what Redis keeps, and the first millisecond of a window of 60 s. */
const BEGIN = Math.ceil(Date.now() / 60_000) * 60_000;

const redisOf = {
  Redis: () => connectRedis({ url: server.url, token: "secret" }).withFallback,
  "the process": () => connectRedis({ url: "http://127.0.0.1:9", token: "secret" }).withFallback,
};

let visits = 0;

/** A sender under one policy of so many a minute, by a clock of its own. */
function sender(redis: ReturnType<(typeof redisOf)["Redis"]>, max: number) {
  const window: Window = { name: "test", identifier: `sender ${++visits}`, max, windowSeconds: 60 };
  return async (seconds: number) => {
    const [standing] = await countIn(redis, [window], BEGIN + seconds * 1000);
    return standing ?? { used: -1, waitMs: -1 };
  };
}

test.each(Object.entries(redisOf))(
  "counted by %s, a steady sender recovers from a burst and is served at its pace",
  async (_, connect) => {
    const send = sender(connect(), 20);
    for (let i = 0; i < 25; i++) await send(30);
    const passed: number[] = [];
    for (let second = 33; second < 240; second += 4) if ((await send(second)).waitMs === 0) passed.push(second);
    const perMinute = [60, 120, 180].map((from) => passed.filter((at) => at >= from && at < from + 60).length);
    expect(passed.some((at) => at < 60)).toBe(false);
    expect(perMinute[0]).toBeGreaterThan(5);
    expect(perMinute.slice(1)).toEqual([15, 15]);
  },
);

test.each([0, 7, 30, 59.5])(
  "whoever is refused %i s into a minute is served exactly when it was said, not before",
  async (second) => {
    const redis = redisOf.Redis();
    const send = sender(redis, 10);
    for (let i = 0; i < 10; i++) await send(second);
    let at = second;
    for (let i = 0; i < 12; i++) {
      const { waitMs } = await send(at);
      if (waitMs === 0) continue;
      expect((await send(at + (waitMs - 2) / 1000)).waitMs).toBeGreaterThan(0);
      at += waitMs / 1000;
      expect((await send(at)).waitMs).toBe(0);
    }
    expect(at).toBeGreaterThan(60);
  },
);

test("no minute holds more than the limit, wherever it begins, but for the one request that rounding lets in", async () => {
  const send = sender(redisOf.Redis(), 12);
  const passed: number[] = [];
  for (let second = 0; second < 200; second += 1.7) if ((await send(second)).waitMs === 0) passed.push(second);
  const busiest = Math.max(...passed.map((from) => passed.filter((at) => at >= from && at < from + 60).length));
  expect(busiest).toBeLessThanOrEqual(13);
});

test("a request that one window refuses counts in none", async () => {
  const redis = redisOf.Redis();
  const window = (name: string, max: number): Window => ({ name, identifier: "shared", max, windowSeconds: 60 });
  const both = [window("wide", 100), window("narrow", 1)];
  for (let i = 0; i < 5; i++) await countIn(redis, both, BEGIN);
  expect((await countIn(redis, [window("wide", 100)], BEGIN))[0]).toEqual({ used: 1, waitMs: 0 });
});

test("STORE-070 a counter of a minute is gone when the minute after it ends", async () => {
  const redis = redisOf.Redis();
  const now = Date.now();
  await countIn(redis, [{ name: "test", identifier: "expiring", max: 5, windowSeconds: 60 }], now);
  const [key = ""] = await redis.keys("limit:test:expiring:*");
  const end = (Math.floor(now / 60_000) + 2) * 60_000;
  const left = await redis.pttl(key);
  expect(Math.abs(Date.now() + left - end)).toBeLessThan(1_000);
});
