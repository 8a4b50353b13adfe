import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { testEnvironment } from "@/lib/platform/test-environment";
import { startRedis } from "@/scripts/stack/redis/server";
import { createCache } from "./cache";
import { clientsOver, connectRedis } from "./redis";
import { Store } from "./store";
import { storeRequester } from "./store-requester";

const token = "secret";
const entry = { key: "chat:history:u1:20:0", tags: ["user:u1"], ttl: "history" } as const;

let server: Awaited<ReturnType<typeof startRedis>>;

beforeAll(async () => {
  for (const [name, value] of Object.entries(testEnvironment)) vi.stubEnv(name, value);
  server = await startRedis({ port: 0, token });
});

beforeEach(() => connect().redisOnly.flushall());

afterAll(() => server.close());

const connect = (url = server.url) => connectRedis({ url, token });

/** A cache as another process would have it: its own client, its own memory. */
function newProcess(now = Date.now) {
  const { redisOnly: redis } = connect();
  return { redis, cache: createCache(redis, { now }) };
}

const counted = <T>(value: T, ms = 0) => vi.fn(() => sleep(ms).then(() => value));

test("HIST-022 SYNC-005 SYNC-006 the first read loads, the next is a hit, under its documented key for 24 h", async () => {
  const { cache, redis } = newProcess();
  const load = counted([{ text: "hello" }]);
  expect(await cache.remember({ ...entry, load })).toEqual([{ text: "hello" }]);
  expect(await cache.remember({ ...entry, load })).toEqual([{ text: "hello" }]);
  expect(load).toHaveBeenCalledTimes(1);
  expect(await redis.ttl("chat:history:u1:20:0")).toBe(86_400);
});

test("null is a value too", async () => {
  const { cache } = newProcess();
  const load = counted(null);
  await cache.remember({ ...entry, load });
  expect(await cache.remember({ ...entry, load })).toBeNull();
  expect(load).toHaveBeenCalledTimes(1);
});

test("a hit costs one round trip", async () => {
  const { cache } = newProcess();
  const tags = ["user:u1", "customer:c1", "site:s1"];
  await cache.remember({ ...entry, tags, load: counted(1) });
  const requests = vi.spyOn(globalThis, "fetch");
  await cache.remember({ ...entry, tags, load: counted(2) });
  expect(requests).toHaveBeenCalledTimes(1);
  requests.mockRestore();
});

test("a hundred callers at once cost one load, across processes too", async () => {
  const load = counted("hello", 120);
  const processes = [newProcess(), newProcess(), newProcess()];
  const calls = Array.from({ length: 100 }, (_, i) => processes[i % 3]?.cache.remember({ ...entry, load }));
  expect(new Set(await Promise.all(calls))).toEqual(new Set(["hello"]));
  expect(load).toHaveBeenCalledTimes(1);
});

test("when a load fails, another process takes over", async () => {
  const failing = newProcess().cache.remember({ ...entry, load: () => sleep(50).then(() => Promise.reject("no")) });
  await sleep(20);
  const waiting = newProcess().cache.remember({ ...entry, load: counted("yes") });
  await expect(failing).rejects.toBe("no");
  expect(await waiting).toBe("yes");
});

test("the old value is served while one caller loads the next, when that is asked for", async () => {
  let time = 0;
  const { cache } = newProcess(() => time);
  const wanted = { ...entry, freshSeconds: 1 };
  await cache.remember({ ...wanted, load: counted("old") });
  time = 1500;
  const load = counted("new", 50);
  expect(await Promise.all(Array.from({ length: 10 }, () => cache.remember({ ...wanted, load })))).toContain("old");
  await vi.waitFor(async () => expect(await cache.remember({ ...wanted, load })).toBe("new"));
  expect(load).toHaveBeenCalledTimes(1);
});

test("HIST-025 SYNC-024 a forgotten tag drops all its entries, and no others", async () => {
  const [one, two] = [newProcess(), newProcess()];
  const other = { ...entry, key: "chat:history:u2:20:0", tags: ["user:u2"] };
  await one.cache.remember({ ...entry, load: counted("before") });
  await one.cache.remember({ ...entry, key: "chat:history:u1:20:20", load: counted("before") });
  await one.cache.remember({ ...other, load: counted("before") });
  await two.cache.forget("user:u1");
  expect(await one.cache.remember({ ...entry, load: counted("after") })).toBe("after");
  expect(await one.cache.remember({ ...entry, key: "chat:history:u1:20:20", load: counted("after") })).toBe("after");
  expect(await one.cache.remember({ ...other, load: counted("after") })).toBe("before");
});

test("D10 a read that races a write leaves no old entry behind", async () => {
  const [reader, writer] = [newProcess(), newProcess()];
  let stored = "before";
  const load = async () => {
    const value = stored;
    await sleep(80);
    return value;
  };
  const racing = reader.cache.remember({ ...entry, load });
  await sleep(40);
  stored = "after";
  await writer.cache.forget("user:u1");
  // Whoever asks after the write sees it, in the same process and while the older load still runs.
  const [inReader, inWriter] = await Promise.all([
    reader.cache.remember({ ...entry, load }),
    writer.cache.remember({ ...entry, load }),
  ]);
  expect([await racing, inReader, inWriter]).toEqual(["before", "after", "after"]);
  expect(await reader.cache.remember({ ...entry, load })).toBe("after");
});

test("many reads and writes at once never show a value older than the last finished write", async () => {
  const processes = [newProcess(), newProcess()];
  let version = 0;
  let finished = 0;
  const write = async () => {
    const mine = ++version;
    await processes[mine % 2]?.cache.forget("user:u1");
    finished = Math.max(finished, mine);
  };
  const read = async (i: number) => {
    const atLeast = finished;
    const load = async () => {
      const seen = version;
      await sleep(Math.random() * 20);
      return seen;
    };
    const seen = await processes[i % 2]?.cache.remember({ ...entry, load });
    expect(seen).toBeGreaterThanOrEqual(atLeast);
  };
  const work: Promise<void>[] = [];
  for (let i = 0; i < 200; i++) {
    work.push(i % 5 ? read(i) : write());
    await sleep(3);
  }
  await Promise.all(work);
});

test("a tag whose version was lost voids its entries", async () => {
  const { cache, redis } = newProcess();
  await cache.remember({ ...entry, load: counted("before") });
  await redis.del("tag:user:u1");
  expect(await cache.remember({ ...entry, load: counted("after") })).toBe("after");
});

test("STORE-081 without Redis every read is a load, and callers at once share it", async () => {
  const cache = createCache(connect("http://127.0.0.1:9").redisOnly);
  const load = counted("hello", 30);
  await Promise.all(Array.from({ length: 50 }, () => cache.remember({ ...entry, load })));
  expect(load).toHaveBeenCalledTimes(1);
  expect(await cache.remember({ ...entry, load })).toBe("hello");
  expect(load).toHaveBeenCalledTimes(2);
});

test("without Redis whoever asks after a write sees it", async () => {
  const cache = createCache(connect("http://127.0.0.1:9").redisOnly);
  const racing = cache.remember({ ...entry, load: counted("before", 100) });
  await sleep(50);
  await cache.forget("user:u1");
  expect(await cache.remember({ ...entry, load: counted("after") })).toBe("after");
  expect(await racing).toBe("before");
});

/** A process that cached "before" and, while Redis was away, forgot it; Redis is back with the old entry. */
async function forgottenWhileAway() {
  const home = await startRedis({ port: 0, token });
  const { url } = home;
  const cache = createCache(connect(url).redisOnly);
  await cache.remember({ ...entry, load: counted("before") });
  const [kept, version] = await connect(url).redisOnly.mget<[unknown, string]>(entry.key, "tag:user:u1");
  await home.close();
  await cache.forget("user:u1");
  const back = await startRedis({ port: Number(new URL(url).port), token });
  await connect(url).redisOnly.mset({ [entry.key]: kept, "tag:user:u1": version });
  return { url, cache, close: back.close };
}

test("what was forgotten while Redis was away doesn't come back with it", async () => {
  const { cache, close } = await forgottenWhileAway();
  expect(await cache.remember({ ...entry, load: counted("after") })).toBe("after");
  await close();
});

test("what was forgotten while Redis was away is soon forgotten for all", async () => {
  const { url, close } = await forgottenWhileAway();
  const other = createCache(connect(url).redisOnly);
  await vi.waitFor(async () => expect(await other.remember({ ...entry, load: counted("after") })).toBe("after"), {
    timeout: 6000,
    interval: 100,
  });
  await close();
});

/** Processes on one Redis, which can be away. */
function sharedRedis() {
  const store = new Store();
  const { request } = storeRequester(store);
  let isAway = false;
  const go = (away: boolean) => {
    isAway = away;
  };
  const newProcess = () => {
    const clients = clientsOver((asked) => (isAway ? Promise.reject(new Error("fetch failed")) : request(asked)));
    return { ...clients, cache: createCache(clients.redisOnly, { probing: clients.probing }) };
  };
  return { go, newProcess };
}

test("a process that has noticed an outage and not its end tells Redis of a write before that is acknowledged", async () => {
  const { go, newProcess } = sharedRedis();
  const [noticed, other] = [newProcess(), newProcess()];
  await other.cache.remember({ ...entry, load: counted("before") });
  vi.useFakeTimers({ toFake: ["Date"] });
  go(true);
  for (let failures = 0; failures < 3; failures++) await noticed.withFallback.get("k");
  go(false);
  vi.advanceTimersByTime(10_000);
  vi.useRealTimers();
  await noticed.cache.forget("user:u1");
  expect(await other.cache.remember({ ...entry, load: counted("after") })).toBe("after");
});

test("however much was forgotten while Redis was away, it hears of all of it", async () => {
  const { go, newProcess } = sharedRedis();
  const [one, other] = [newProcess(), newProcess()];
  const entries = Array.from({ length: 2500 }, (_, i) => ({ ...entry, key: `k${i}`, tags: [`t${i}`] }));
  const watched = [entries[0], entries[2499]].filter((each) => each !== undefined);
  for (const each of watched) await other.cache.remember({ ...each, load: counted("before") });
  go(true);
  await one.cache.forget(...entries.flatMap(({ tags }) => tags));
  go(false);
  for (const each of watched) expect(await one.cache.remember({ ...each, load: counted("after") })).toBe("after");
  for (const each of watched) expect(await other.cache.remember({ ...each, load: counted("after") })).toBe("after");
});

test("who waits for a load whose process has died loads after a moment", async () => {
  const { newProcess } = sharedRedis();
  void newProcess().cache.remember({ ...entry, load: () => new Promise<string>(() => {}) });
  expect(await newProcess().cache.remember({ ...entry, load: counted("after") })).toBe("after");
});

test("an entry too large for Redis is loaded each time", async () => {
  const { cache } = newProcess();
  const load = counted("x".repeat(1_000_000));
  await cache.remember({ ...entry, load });
  await cache.remember({ ...entry, load });
  expect(load).toHaveBeenCalledTimes(2);
});
