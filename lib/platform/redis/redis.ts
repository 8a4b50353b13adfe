import "server-only";
import { Redis, type Requester, type UpstashRequest } from "@upstash/redis";
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from "cockatiel";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { inBatches } from "./batches";
import { bringOver } from "./bring-over";
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
  isAvailable: () => Promise<boolean>;
};

/**
 * Clients of one Upstash Redis that share a circuit breaker. Before Redis is used again, it is given the sessions that
 * were kept in the process; everything there is forgotten then, so no later outage brings an old value back.
 */
export function connectRedis({ url, token }: { url: string; token: string }): Clients {
  const upstash = new Upstash({
    url,
    token,
    enableAutoPipelining: false,
    retry: { retries: 1, backoff: () => 30 },
    signal: () => AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
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
    if ((await upstash.ping()) !== "PONG") throw new RedisAway();
    await bringOver(store, upstash);
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
    return breaker.execute(() => greetAfterOutage().then(() => upstash.requester.request<T>(request)));
  }

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

/** Whether Redis answers right now. */
export const isRedisAvailable = (): Promise<boolean> => connected().isAvailable();
