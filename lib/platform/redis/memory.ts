import type { Redis } from "@upstash/redis";
import { env } from "@/lib/platform/env";

/** What Redis uses of what it may use, and what it does when that is full. */
export type RedisMemory = { usedBytes: number; limitBytes: number; policy: string; keys: number };

/** Where Redis names no limit of its own, REDIS_MEMORY_MB is one. Fails while Redis is away. */
export async function redisMemory(redis: Redis): Promise<RedisMemory> {
  const [info, keys] = await Promise.all([redis.exec<string>(["INFO"]), redis.dbsize()]);
  const field = (name: string) => new RegExp(`^${name}:(.*?)\r?$`, "m").exec(String(info))?.[1];
  return {
    usedBytes: Number(field("used_memory") ?? 0),
    limitBytes: Number(field("maxmemory") ?? 0) || env().REDIS_MEMORY_MB * 1_048_576,
    policy: field("maxmemory_policy") ?? "unknown",
    keys,
  };
}
