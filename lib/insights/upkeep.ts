import { env } from "@/lib/platform/env";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import { log } from "@/lib/platform/log";
import { redisMemory } from "@/lib/platform/redis/memory";
import { getRedisClient } from "@/lib/platform/redis/redis";
import { unwrap } from "@/lib/platform/supabase/unwrap";

const ALARM_ABOVE = 0.8;

/** How full something is: what is used of what there is. Nothing where nobody could be asked. */
type Use = { used: number; limit: number } | null;

/**
 * Looks how full Redis, the database and its pool of connections are. One that is fuller than 80 % is logged as an error
 * with `alert: "redis_memory"`, `"database_size"` or `"database_connections"`, for alarms to watch.
 */
export async function watchStores({ db }: SystemCtx) {
  const [memory, load] = await Promise.all([
    redisMemory(getRedisClient()).catch(unknown("Redis")),
    db.rpc("database_load").then((answer) => unwrap(answer)[0], unknown("The database")),
  ]);
  const size = env().DATABASE_SIZE_MB * 1_048_576;
  const stores: Record<string, Use> = {
    redis_memory: memory ? { used: memory.usedBytes, limit: memory.limitBytes } : null,
    database_size: load ? { used: load.bytes, limit: size } : null,
    database_connections: load ? { used: load.connections, limit: load.max_connections } : null,
  };
  for (const [alert, use] of Object.entries(stores)) {
    if (use && use.used > use.limit * ALARM_ABOVE) log().error({ alert, ...use }, "A store is nearly full");
  }
  return stores;
}

const unknown = (what: string) => (error: unknown) => {
  log().warn({ error }, `${what} did not say how full it is`);
  return undefined;
};
