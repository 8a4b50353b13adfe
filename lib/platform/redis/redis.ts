import "server-only";
import { Redis, type Requester, type UpstashRequest } from "@upstash/redis";
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from "cockatiel";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { type Ask, inBatches } from "./batches";
import { bringOver } from "./bring-over";
import { soundly } from "./replies";
import { Store } from "./store";
import { storeRequester } from "./store-requester";

const ANSWER_WITHIN_MS = 600;
const OPEN_AFTER_FAILURES = 3;
const PROBE_AFTER_MS = 500;
const WATCH_EVERY_MS = 1_000;

export type Clients = {
  /** Redis, or the store in this process while Redis is away: for sessions and limits. Never fails because of Redis. */
  withFallback: Redis;
  /** Redis alone; fails at once while it is away: for caches, where an old value is worse than none. */
  redisOnly: Redis;
  /** As `redisOnly`, but its requests ask whether Redis is back: for what Redis must hear as soon as it is. */
  probing: Redis;
  isAvailable: () => Promise<boolean>;
};

/** Clients of one Upstash Redis. */
export function connectRedis({ url, token }: { url: string; token: string }): Clients {
  const { requester } = new Upstash({
    url,
    token,
    enableAutoPipelining: false,
    retry: { retries: 1, backoff: () => 30 },
    signal: () => AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  return clientsOver((request) => requester.request(request));
}

/**
 * Clients that share a circuit breaker over one way to Redis. Before Redis is used again, it is given the sessions that
 * were kept in the process; everything there is forgotten then, so no later outage brings an old value back.
 */
export function clientsOver(transport: Ask): Clients {
  const ask = soundly(transport);
  const redis = new Redis({ request: ask });
  const breaker = circuitBreaker(handleWhen(isOutage), {
    halfOpenAfter: PROBE_AFTER_MS,
    breaker: new ConsecutiveBreaker(OPEN_AFTER_FAILURES),
  });
  let watch: NodeJS.Timeout | undefined;
  breaker.onBreak(() => {
    if (watch) return;
    log().warn("Redis is away: sessions and limits are kept in this process");
    watch = setInterval(probe, WATCH_EVERY_MS).unref();
  });
  breaker.onReset(() => {
    log().info("Redis is back");
    clearInterval(watch);
    watch = undefined;
  });

  const store = new Store({ maxKeys: 100_000, maxBytes: 64 * 1024 * 1024 });
  const local = storeRequester(store);
  let returning: Promise<void> | undefined;

  /** Asks whether Redis answers, and gives it what was kept here meanwhile. */
  async function greet(): Promise<void> {
    await redis.ping();
    await bringOver(store, redis);
  }

  async function greetAfterOutage(): Promise<void> {
    if (store.database.keys.bytes === 0) return;
    returning ??= greet().finally(() => {
      returning = undefined;
    });
    await returning;
  }

  /** Only this ever waits for a Redis that was away; every other call is answered from here meanwhile. */
  function probe(): Promise<boolean> {
    return breaker.execute(greet).then(
      () => true,
      () => false,
    );
  }

  async function askRedis<T>(request: UpstashRequest) {
    if (breaker.state !== CircuitState.Closed) {
      if (breaker.state === CircuitState.Open) void probe();
      throw new RedisAway();
    }
    return askNow<T>(request);
  }

  async function askProbing<T>(request: UpstashRequest) {
    if (breaker.state === CircuitState.HalfOpen) throw new RedisAway();
    return askNow<T>(request);
  }

  const askNow = <T>(request: UpstashRequest) => breaker.execute(() => greetAfterOutage().then(() => ask<T>(request)));

  const askBatched = inBatches(askRedis);

  async function askEither<T>(request: UpstashRequest) {
    try {
      return await askBatched<T>(request);
    } catch (error) {
      if (isOutage(error)) return local.request<T>(request);
      throw error;
    }
  }

  return {
    withFallback: new Redis({ request: askEither }),
    redisOnly: new Redis({ request: askBatched }),
    probing: new Redis({ request: inBatches(askProbing) }),
    isAvailable: probe,
  };
}

class Upstash extends Redis {
  /** The client's transport, below its commands. */
  get requester(): Requester {
    return this.client;
  }
}

class RedisAway extends Error {
  override readonly name = "RedisAway";
}

/** Whether Redis couldn't answer; an answer such as WRONGTYPE is the caller's mistake and stays one. */
function isOutage(error: unknown): boolean {
  const isRefusal = /^(WRONGTYPE|NOSCRIPT|EXECABORT|ERR (?!max ))/.test((error as Error).message);
  return !isRefusal;
}

let clients: Clients | undefined;

function connected(): Clients {
  clients ??= connectRedis({ url: env().UPSTASH_REDIS_REST_URL, token: env().UPSTASH_REDIS_REST_TOKEN });
  return clients;
}

/** Redis for sessions, limits, locks and job state; while it is away, a store in this process, with the same commands. */
export const getRedisClientWithFallback = (): Redis => connected().withFallback;

/** Redis for caches: every command fails at once while it is away. */
export const getRedisClient = (): Redis => connected().redisOnly;

/** As `getRedisClient`, for what Redis must hear as soon as it is back: its requests find out. */
export const getProbingRedisClient = (): Redis => connected().probing;

/** Whether Redis answers right now. */
export const isRedisAvailable = (): Promise<boolean> => connected().isAvailable();
