import "server-only";
import { redisMemory } from "@/lib/platform/redis/memory";
import { getRedisClient } from "@/lib/platform/redis/redis";
import { type Counter, counters, giveBack, seriesOf, takeCounted } from "./counters";
import { countedByAll, share } from "./shared";

type Sample = readonly [series: string, value: number];

/**
 * How the product runs, as Prometheus reads it: what all processes have counted in a day without a pause, how often each
 * cache hit, and Redis' memory. While Redis is away, only what this process has counted since, and `omniops_redis_up 0`.
 */
export async function metricsReport(): Promise<string> {
  const redis = getRedisClient();
  await share(redis);
  const found = await Promise.all([countedByAll(redis), redisMemory(redis)]).catch(() => undefined);
  const counted: Sample[] = found?.[0] ?? ownCounts();
  const blocks = (Object.keys(counters) as Counter[]).map((name) =>
    block(
      name,
      "counter",
      counters[name],
      counted.filter(([series]) => nameOf(series) === `omniops_${name}`),
    ),
  );
  const gauges = [
    block("cache_hit_ratio", "gauge", "Reads that a cache answered, of all", hitRatios(counted)),
    block("redis_up", "gauge", "Whether Redis answers", [[seriesOf("redis_up", {}), found ? 1 : 0]]),
  ];
  if (found) gauges.push(...memoryBlocks(found[1]));
  return [...blocks, ...gauges].join("");
}

function ownCounts(): Sample[] {
  const taken = takeCounted();
  giveBack(taken);
  return taken;
}

/** By cache, of the reads that it was asked while Redis was there. */
function hitRatios(counted: Sample[]): Sample[] {
  const reads = new Map<string, { hits: number; all: number }>();
  for (const [series, value] of counted) {
    const [, name, result] = /^omniops_cache_reads_total\{cache="(.+?)",result="(.+?)"\}$/.exec(series) ?? [];
    if (!name || result === "away") continue;
    const { hits, all } = reads.get(name) ?? { hits: 0, all: 0 };
    const isHit = result === "hit" || result === "renewed";
    reads.set(name, { hits: hits + (isHit ? value : 0), all: all + value });
  }
  return [...reads].map(([name, { hits, all }]) => [seriesOf("cache_hit_ratio", { cache: name }), hits / all]);
}

const memoryBlocks = ({ usedBytes, limitBytes, policy, keys }: Awaited<ReturnType<typeof redisMemory>>) => [
  block("redis_memory_bytes", "gauge", "What Redis uses", [[seriesOf("redis_memory_bytes", {}), usedBytes]]),
  block("redis_memory_limit_bytes", "gauge", "What Redis may use, and what it does when that is full", [
    [seriesOf("redis_memory_limit_bytes", { policy }), limitBytes],
  ]),
  block("redis_keys", "gauge", "Keys in Redis", [[seriesOf("redis_keys", {}), keys]]),
];

function block(name: string, type: "counter" | "gauge", help: string, samples: Sample[]): string {
  const lines = [...samples].sort().map(([series, value]) => `${series} ${value}`);
  return [`# HELP omniops_${name} ${help}`, `# TYPE omniops_${name} ${type}`, ...lines, ""].join("\n");
}

const nameOf = (series: string) => series.split("{", 1)[0];
