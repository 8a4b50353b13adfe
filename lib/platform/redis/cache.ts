import "server-only";
import type { Redis } from "@upstash/redis";
import { after } from "next/server";
import { log } from "@/lib/platform/log";
import { type Claim, entryText, keep, yieldClaim } from "./cache-claim";
import { createLine } from "./cache-line";
import { timedLoad, watchRead, watchStored } from "./cache-metrics";
import { TrustedRedis } from "./cache-trust";
import { getProbingRedisClient, getRedisClient } from "./redis";
import { type Ttl, ttl } from "./ttl";

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

type Options = {
  now?: () => number;
  background?: (work: Promise<unknown>) => void;
  /** A client that finds out whether Redis is back, to tell it what was forgotten. */
  probing?: Redis;
};

const POLL_MS = 50;
/** Who loads for others takes no longer; or it has died, and they load themselves. */
const WAIT_MS = 1000;
const MAX_ENTRY_CHARACTERS = 900_000;

/**
 * A cache whose entries carry the versions their tags had before they were loaded: a forgotten tag makes them
 * void, also those that are just being loaded. `redis` must fail when it is away: then each read is a load.
 */
export function createCache(redis: Redis, { now = Date.now, background = () => {}, probing = redis }: Options = {}) {
  const running = new Map<string, Promise<unknown>>();
  const trusted = new TrustedRedis({ redis, probing, now });
  const look = <T>({ key, tags }: Remember<T>) => trusted.look<T>(key, tags);
  const loadAnew = createLine();

  /** Reads through the cache. Callers who come at once cost one load, across processes too. */
  async function remember<T>(wanted: Remember<T>): Promise<T> {
    const found = await look(wanted);
    watchRead(wanted, found, now());
    if (!found) return loadAnew(wanted.key, () => timedLoad(wanted));
    if (isFresh(found)) return found.entry.value;
    const renewed = renew(wanted, found);
    if (!found.entry) return renewed;
    background(renewed.catch((error: unknown) => log().warn({ error }, "A cached value was not renewed")));
    return found.entry.value;
  }

  const isFresh = <T>(found: Claim<T>): found is Claim<T> & { entry: object } =>
    found.entry !== undefined && found.entry.freshUntil > now();

  /** Loads and stores, or waits for whoever does: in this process for that one's value, else for the entry. */
  function renew<T>(wanted: Remember<T>, { isMine, versions }: Claim<T>): Promise<T> {
    const name = `${wanted.key} ${versions}`;
    if (isMine) return load(name, wanted, versions);
    return (running.get(name) as Promise<T> | undefined) ?? once(`${name} elsewhere`, () => wait(wanted));
  }

  /** What was loaded is shared here until it is stored; nobody waits for that. */
  async function load<T>(name: string, wanted: Remember<T>, versions: string[]): Promise<T> {
    const loading = timedLoad(wanted);
    running.set(name, loading);
    const stored = loading
      .then((value) => store(wanted, value, versions))
      .catch(() => yieldClaim(redis, wanted.key))
      .catch(() => {})
      .finally(() => {
        if (running.get(name) === loading) running.delete(name);
      });
    background(stored);
    return loading;
  }

  async function wait<T>(wanted: Remember<T>): Promise<T> {
    for (const until = now() + WAIT_MS; now() < until; ) {
      await sleep(POLL_MS);
      const found = await look(wanted);
      if (!found) break;
      if (isFresh(found)) return found.entry.value;
      if (found.isMine) return load(`${wanted.key} ${found.versions}`, wanted, found.versions);
    }
    return timedLoad(wanted);
  }

  async function store<T>({ key, ttl: name, freshSeconds, keep: isWanted }: Remember<T>, value: T, versions: string[]) {
    const seconds = ttl(name);
    const text = entryText({ versions, freshUntil: now() + (freshSeconds ?? seconds) * 1000, value });
    const isKept = (isWanted?.(value) ?? true) && text.length <= MAX_ENTRY_CHARACTERS;
    if (isKept) watchStored(name, text);
    await (isKept ? keep(redis, key, text, seconds) : yieldClaim(redis, key));
  }

  /** Callers in this process share one run. */
  function once<T>(name: string, run: () => Promise<T>): Promise<T> {
    const shared = running.get(name) ?? run().finally(() => running.delete(name));
    running.set(name, shared);
    return shared as Promise<T>;
  }

  /**
   * Drops every entry that has one of the tags: call it after the write is committed. Never fails; while Redis is
   * away this process loads such entries anew, and the others' are dropped as soon as Redis is back. Until then a
   * process that did without Redis loads too; only one that asked for nothing all the while may give an old value.
   */
  const forget = (...tags: string[]): Promise<void> => trusted.forget(tags);

  return { remember, forget };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export type Cache = ReturnType<typeof createCache>;

let connected: Cache | undefined;

function shared(): Cache {
  connected ??= createCache(getRedisClient(), { background: keepAlive, probing: getProbingRedisClient() });
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
