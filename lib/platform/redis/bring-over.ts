import type { Redis } from "@upstash/redis";
import type { Store } from "./store";
import { StringValue } from "./store/values";

/** The keys that go on when Redis is back; of all others its own values are right again. */
const GOES_ON = /^session:/;
const AT_ONCE = 200;

type Entry = { key: string; text: string; expiresAt: number };

/**
 * Writes what goes on from the store in this process to Redis, each entry for what is left of its life, and forgets
 * the rest. Where Redis has a value of before, its fields stay unless they have changed since. Fails while Redis is away.
 */
export async function bringOver({ database: { keys, now } }: Store, redis: Redis): Promise<void> {
  const live = [...keys.live()].map(([key, { value, expiresAt }]) => ({ key, value, expiresAt }));
  const entries = live.flatMap(({ key, value, expiresAt }): Entry[] => {
    const goesOn = GOES_ON.test(key) && value instanceof StringValue && Number.isFinite(expiresAt);
    return goesOn ? [{ key, text: value.text, expiresAt }] : [];
  });
  for (let at = 0; at < entries.length; at += AT_ONCE) await write(redis, entries.slice(at, at + AT_ONCE), now());
  for (const { key, value } of live) {
    if (keys.find(key)?.value === value) keys.remove(key); // What came while this was written goes on the next time.
  }
}

async function write(redis: Redis, entries: Entry[], now: number): Promise<void> {
  const before = await redis.mget<unknown[]>(entries.map(({ key }) => key));
  const pipeline = redis.pipeline();
  for (const [index, { key, text, expiresAt }] of entries.entries()) {
    pipeline.set(key, JSON.stringify(merge(before[index], JSON.parse(text))), { px: Math.max(1, expiresAt - now) });
  }
  await pipeline.exec({ keepErrors: true });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function merge(before: unknown, value: unknown): unknown {
  if (!isRecord(before) || !isRecord(value)) return value;
  const merged = Object.entries(value).map(([name, part]) => [name, merge(before[name], part)]);
  return { ...before, ...Object.fromEntries(merged) };
}
