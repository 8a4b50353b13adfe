import { getRedisClient } from "@/lib/platform/redis/redis";
import { countedByAll, share } from "./shared";

type QueryCost = { query: string; calls: number; slow: number; meanMs: number };

const MOST = 10;

/**
 * The queries that cost most, by how often each was slow and how long all its calls took, as all processes have counted
 * them. Nothing while Redis is away.
 */
export async function slowestQueries(): Promise<QueryCost[]> {
  const redis = getRedisClient();
  await share(redis);
  const counted = await countedByAll(redis).catch(() => []);
  const sums = new Map<string, { calls: number; slow: number; seconds: number }>();
  for (const [series, value] of counted) {
    const [, counter, query] = /^omniops_database_(queries|slow|seconds)_total\{query="(.+?)"/.exec(series) ?? [];
    if (!counter || !query) continue;
    const sum = sums.get(query) ?? { calls: 0, slow: 0, seconds: 0 };
    sum[counter === "queries" ? "calls" : (counter as "slow" | "seconds")] += value;
    sums.set(query, sum);
  }
  return [...sums]
    .filter(([, { calls }]) => calls > 0)
    .toSorted(([, a], [, b]) => b.slow - a.slow || b.seconds - a.seconds)
    .slice(0, MOST)
    .map(([query, { calls, slow, seconds }]) => ({ query, calls, slow, meanMs: Math.round((seconds / calls) * 1000) }));
}
