import { randomUUID } from "node:crypto";
import type { Redis } from "@upstash/redis";
import { LIFE_SECONDS, tagKey } from "./cache-tags";
import { redisScript } from "./script";

type Entry<T> = { versions: string[]; freshUntil: number; value: T };

/**
 * What a reader finds: an entry that holds, or the right to load it, which one reader has at a time. `isDropped`: there
 * is an entry, and a tag of it was forgotten.
 */
export type Claim<T> = { entry: Entry<T> | undefined; isMine: boolean; isDropped: boolean; versions: string[] };

const LOCK_MS = 10_000;

/**
 * KEYS: the entry, its lock, its tags. ARGV: now, how long the lock holds, a version for tags that have none, how long
 * a version lives. An entry begins with the versions it was loaded under, so it is compared without being parsed.
 */
const claimEntry = redisScript(`
local versions = {}
for i = 3, #KEYS do
  local version = redis.call("get", KEYS[i])
  if not version then
    version = ARGV[3]
    redis.call("set", KEYS[i], version, "ex", ARGV[4])
  end
  versions[i - 2] = version
end
local quoted = #versions == 0 and "" or '"' .. table.concat(versions, '","') .. '"'
local head = '{"versions":[' .. quoted .. '],"freshUntil":'
local entry = redis.call("get", KEYS[1])
local dropped = entry and string.sub(entry, 1, #head) ~= head
if dropped then entry = false end
local fresh = entry and tonumber(string.match(entry, "^%d+", #head + 1)) > tonumber(ARGV[1])
local mine = not fresh and redis.call("set", KEYS[2], 1, "px", ARGV[2], "nx")
return { entry or false, mine and 1 or 0, dropped and 1 or 0, unpack(versions) }`);

const lockOf = (key: string) => `lock:${key}`;

/** Looks for an entry; where there is none, or none that is fresh, claims the right to load it. All in one round trip. */
export async function claim<T>(redis: Redis, key: string, tags: readonly string[], now: number): Promise<Claim<T>> {
  const keys = [key, lockOf(key), ...tags.map(tagKey)];
  const found = await claimEntry(redis, keys, [now, LOCK_MS, randomUUID(), LIFE_SECONDS]);
  if (!Array.isArray(found) || found.length !== tags.length + 3)
    throw new Error("Redis answered a claim with nonsense");
  const [entry, mine, dropped, ...versions] = found as [Entry<T> | null, number, number, ...string[]];
  return { entry: entry?.freshUntil ? entry : undefined, isMine: mine === 1, isDropped: dropped === 1, versions };
}

/** An entry as it is stored: the script reads it from its beginning. */
export const entryText = <T>({ versions, freshUntil, value }: Entry<T>) =>
  JSON.stringify({ versions, freshUntil, value });

/** Stores an entry and gives back the right to load it. After LOCK_MS that may be another's; it costs one more load. */
export async function keep(redis: Redis, key: string, text: string, seconds: number): Promise<void> {
  await redis.pipeline().set(key, text, { ex: seconds }).del(lockOf(key)).exec();
}

/** Gives back the right to load an entry, unused. */
export async function yieldClaim(redis: Redis, key: string): Promise<void> {
  await redis.del(lockOf(key));
}
