import "server-only";
import type { Redis } from "@upstash/redis";
import { background } from "@/lib/platform/background";
import { getRedisClient } from "@/lib/platform/redis/redis";
import { giveBack, takeCounted } from "./counters";

const KEY = "metrics";
const SHARE_EVERY_MS = 60_000;
/** Counters that nobody adds to for a day begin anew. */
const LIFE_SECONDS = 86_400;

const ADD = `
  for i = 2, #ARGV, 2 do redis.call('HINCRBYFLOAT', KEYS[1], ARGV[i], ARGV[i + 1]) end
  redis.call('EXPIRE', KEYS[1], ARGV[1])
  return #ARGV
`;

let sharedAt = Date.now();

/** Adds what this process counted to what all have counted, once a minute, beside the answer. */
export function shareNowAndThen(): void {
  if (Date.now() - sharedAt < SHARE_EVERY_MS) return;
  sharedAt = Date.now();
  background("Metrics were not shared", share(getRedisClient()));
}

/** Adds what this process counted to what all have counted. While Redis is away the process keeps it; never fails. */
export async function share(redis: Redis): Promise<void> {
  const taken = takeCounted();
  if (taken.length === 0) return;
  const words = taken.flatMap(([series, by]) => [series, String(by)]);
  await redis.eval(ADD, [KEY], [String(LIFE_SECONDS), ...words]).catch(() => giveBack(taken));
}

/** What all processes have counted, by series. */
export async function countedByAll(redis: Redis): Promise<[series: string, total: number][]> {
  const found = (await redis.hgetall<Record<string, number>>(KEY)) ?? {};
  return Object.entries(found).map(([series, total]) => [series, Number(total)]);
}
