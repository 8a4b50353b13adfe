import type { Redis } from "@upstash/redis";
import { redisScript } from "./script";

/** A counter of one policy: at most `max` requests of this identifier in any `windowSeconds`. */
export type Window = { name: string; identifier: string; max: number; windowSeconds: number };

/** How a window stood when a request came. */
export type Standing = {
  /** Counted in the last `windowSeconds`, without this request. */
  used: number;
  /** Until it takes the next request; 0 when it takes this one. */
  waitMs: number;
};

/**
 * Weighs the count of the window before by how much of it still lies within the last `windowSeconds`. Counts in every
 * window or, when one of them is used up, in none. A counter is gone when the window after its own ends.
 */
const count = redisScript(`
  local now, standing, isFree = tonumber(ARGV[1]), {}, true
  for i = 1, #KEYS, 2 do
    local max, length = tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2])
    local here = tonumber(redis.call('GET', KEYS[i]) or '0')
    local before = tonumber(redis.call('GET', KEYS[i + 1]) or '0')
    local passed = now % length
    local used = math.floor(before * (1 - passed / length)) + here
    local wait = 0
    if here >= max then
      wait = math.floor(length - passed + length * (1 - max / here)) + 1
    elseif used >= max then
      wait = math.floor(length * (1 - (max - here) / before) - passed) + 1
    end
    if wait > 0 then isFree = false end
    standing[i], standing[i + 1] = used, wait
  end
  for i = 1, isFree and #KEYS or 0, 2 do
    redis.call('INCR', KEYS[i])
    redis.call('PEXPIREAT', KEYS[i], now + 2 * ARGV[i + 2] - now % ARGV[i + 2])
  end
  return standing
`);

/** Counts one request in all of the windows at once, or in none, and says how each stood. */
export async function countIn(redis: Redis, windows: readonly Window[], now = Date.now()): Promise<Standing[]> {
  const keys = windows.flatMap(({ name, identifier, windowSeconds }) => {
    const number = Math.floor(now / (windowSeconds * 1000));
    return [`limit:${name}:${identifier}:${number}`, `limit:${name}:${identifier}:${number - 1}`];
  });
  const sizes = windows.flatMap(({ max, windowSeconds }) => [max, windowSeconds * 1000]);
  const found: unknown = await count(redis, keys, [now, ...sizes]);
  // What answers nonsense is no Redis, and nobody is refused on its word.
  const counts = Array.isArray(found) && found.length === keys.length ? found.map(Number) : [];
  return windows.map((_, i) => ({ used: counts[2 * i] || 0, waitMs: counts[2 * i + 1] || 0 }));
}
