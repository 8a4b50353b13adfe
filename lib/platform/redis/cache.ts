import "server-only";
import type { Redis } from "@upstash/redis";
import { after } from "next/server";
import { log } from "@/lib/platform/log";
import { Tags, tagKey } from "./cache-tags";
import { getRedisClient } from "./redis";
import { type Ttl, ttl } from "./ttl";

type Entry<T> = { value: T; freshUntil: number; versions: string[] };

type Remember<T> = {
  /** The key in Redis, as documented. */
  key: string;
  /** What the value was made from; forgetting one of them drops the entry. */
  tags: readonly string[];
  ttl: Ttl;
  /** After this long the entry is still served, while one caller loads it anew. Without it, it is fresh to its end. */
  freshSeconds?: number;
  /** Whether to store what was loaded; without it, always. */
  keep?: (value: NoInfer<T>) => boolean;
  /** Its result must be JSON. */
  load: () => Promise<T>;
};

type Options = { now?: () => number; background?: (work: Promise<unknown>) => void };

const LOCK_MS = 10_000;
const POLL_MS = 50;
const MAX_ENTRY_CHARACTERS = 900_000;

/**
 * A cache whose entries carry the versions their tags had before they were loaded: a forgotten tag makes them
 * void, also those that are just being loaded. `redis` must fail when it is away: then each read is a load.
 */
export function createCache(redis: Redis, { now = Date.now, background = () => {} }: Options = {}) {
  const running = new Map<string, Promise<unknown>>();
  const known = new Tags(redis);

  /** Reads through the cache. Callers who come at once cost one load, across processes too. */
  async function remember<T>(wanted: Remember<T>): Promise<T> {
    const found = await read(wanted);
    if (!found) return once(`${wanted.key} ${known.forgets}`, wanted.load);
    const { entry, versions } = found;
    if (entry && entry.freshUntil > now()) return entry.value;
    const renewed = once(`${wanted.key} ${versions}`, () => renew(wanted));
    if (!entry) return renewed;
    background(renewed.catch((error: unknown) => log().warn({ error }, "A cached value was not renewed")));
    return entry.value;
  }

  /** The entry and its tags' versions in one round trip; nothing when Redis can't be trusted. */
  async function read<T>({ key, tags }: Remember<T>) {
    if (!(await known.areSettled(tags))) return undefined;
    try {
      const [stored, ...versions] = await redis.mget<[Entry<T> | null, ...(string | null)[]]>(key, ...tags.map(tagKey));
      const isValid = stored !== null && isSame(stored.versions, versions);
      return { versions, entry: isValid ? stored : undefined };
    } catch {
      return undefined;
    }
  }

  /** Loads and stores, or waits for whoever does. */
  async function renew<T>(wanted: Remember<T>): Promise<T> {
    const lock = `lock:${wanted.key}`;
    const isLocked = await redis.set(lock, 1, { px: LOCK_MS, nx: true }).catch(() => "OK");
    if (isLocked !== "OK") {
      const { entry } = (await sleep(POLL_MS).then(() => read(wanted))) ?? {};
      return entry && entry.freshUntil > now() ? entry.value : renew(wanted);
    }
    try {
      const versions = await known.versions(wanted.tags);
      const value = await wanted.load();
      if (versions && (wanted.keep?.(value) ?? true)) await store(wanted, value, versions);
      return value;
    } finally {
      // After LOCK_MS this may be another's lock; that costs one more load, so it needs no owner.
      await redis.del(lock).catch(() => {});
    }
  }

  async function store<T>({ key, ttl: name, freshSeconds }: Remember<T>, value: T, versions: string[]) {
    const seconds = ttl(name);
    const freshUntil = now() + (freshSeconds ?? seconds) * 1000;
    const text = JSON.stringify({ value, freshUntil, versions } satisfies Entry<T>);
    if (text.length <= MAX_ENTRY_CHARACTERS) await redis.set(key, text, { ex: seconds }).catch(() => {});
  }

  /** Callers in this process share one run. */
  function once<T>(name: string, run: () => Promise<T>): Promise<T> {
    const shared = running.get(name) ?? run().finally(() => running.delete(name));
    running.set(name, shared);
    return shared as Promise<T>;
  }

  /**
   * Drops every entry that has one of the tags: call it after the write is committed. Never fails; while Redis is
   * away this process loads such entries anew, and the others' are dropped as soon as Redis is back.
   */
  const forget = (...tags: string[]): Promise<void> => known.forget(tags);

  return { remember, forget };
}

const isSame = (a: readonly unknown[], b: readonly unknown[]) => a.length === b.length && a.every((x, i) => x === b[i]);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export type Cache = ReturnType<typeof createCache>;

let connected: Cache | undefined;

function shared(): Cache {
  connected ??= createCache(getRedisClient(), { background: keepAlive });
  return connected;
}

function keepAlive(work: Promise<unknown>) {
  try {
    after(work);
  } catch {
    // Outside a request nothing ends before the work does.
  }
}

/** The product's cache. What it holds may vanish; what it answers is never older than the last `forget`. */
export const cache: Cache = {
  remember: (wanted) => shared().remember(wanted),
  forget: (...tags) => shared().forget(...tags),
};
