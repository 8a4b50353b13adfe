import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCache } from "@/lib/platform/redis/cache";
import { connectRedis } from "@/lib/platform/redis/redis";
import { loopback } from "@/scripts/stack/addresses";
import { startProcess } from "@/scripts/stack/child-process";
import { freePort } from "@/scripts/stack/listen";
import { serviceProcess } from "@/scripts/stack/services";
import { type Bench, quantile, type Table } from "./bench";

const FEW = 100;
const MANY = 100_000;
const ROUNDS = 1000;
const WARM_UP = 100;
const AT_ONCE = 100;
const TAG = "messages:bench";

/** Dropping a tag touches the tag alone, however much is cached under it. Each number of keys has a Redis of its own. */
export const invalidation: Bench = {
  description: `Dropping ${FEW} cached pages, and ${MANY}, by their tag (promised: at most 1.1 x)`,
  needsApp: false,
  run: async () => {
    const dir = await mkdtemp(join(tmpdir(), "omniops-cache-"));
    const few = await openCache(dir, FEW);
    const many = await openCache(dir, MANY);
    try {
      return await compareForgets(few.cache, many.cache);
    } finally {
      await Promise.all([few.close(), many.close()]);
      await rm(dir, { recursive: true, force: true });
    }
  },
};

type Opened = Awaited<ReturnType<typeof openCache>>;

/** The two take turns, so that what else the machine does hits both alike. */
async function compareForgets(few: Opened["cache"], many: Opened["cache"]): Promise<Table> {
  const contenders = [
    { cache: few, times: [] as number[] },
    { cache: many, times: [] as number[] },
  ];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const { cache, times } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      const started = performance.now();
      await cache.forget(TAG);
      if (round >= 0) times.push(performance.now() - started);
    }
  }
  const [first = Number.NaN, second = Number.NaN] = contenders.map(({ times }) => quantile(times, 0.5));
  return {
    [`${FEW} keys`]: { "p50 ms": first, ratio: 1 },
    [`${MANY} keys`]: { "p50 ms": second, ratio: second / first },
  };
}

/** A cache on a Redis of its own, with so many entries under one tag. */
async function openCache(dir: string, keys: number) {
  const [port, token] = [await freePort(4360), `bench-${keys}`];
  const settings = { port, token, file: join(dir, `${keys}.json`) };
  const process = startProcess(
    { ...serviceProcess("redis", settings), name: `redis-${keys}` },
    join(dir, `${keys}.log`),
  );
  await process.ready;
  const { redisOnly: redis } = connectRedis({ url: loopback(port), token });
  const cache = createCache(redis);
  const entry = { tags: [TAG], ttl: "messageList" } as const;
  const page = "A page of messages, as long as a short one is. ".repeat(10);
  await cache.remember({ ...entry, key: "page:0", load: async () => page });
  const stored = await storedEntry(redis);
  for (let from = 1; from < keys; from += AT_ONCE) {
    const pipeline = redis.pipeline();
    for (let i = from; i < Math.min(keys, from + AT_ONCE); i++) pipeline.set(`page:${i}`, stored, { ex: 3600 });
    await pipeline.exec();
  }
  const isHit = await cache.remember({ ...entry, key: `page:${keys - 1}`, load: async () => "" });
  if (isHit !== page || (await redis.dbsize()) < keys) throw new Error("The cache was not filled.");
  return { cache, close: process.stop };
}

/** The first entry as the cache wrote it, which it does beside its answer. */
async function storedEntry(redis: ReturnType<typeof connectRedis>["redisOnly"]): Promise<object> {
  for (;;) {
    const stored = await redis.get<object>("page:0");
    if (stored) return stored;
  }
}
