import { count } from "@/lib/platform/metrics/counters";
import type { Claim } from "./cache-claim";
import { type Ttl, ttl } from "./ttl";

/** Counts what a read found, and how old that was. `found` is nothing where Redis can't be trusted. */
export function watchRead(
  { ttl: cache, freshSeconds }: { ttl: Ttl; freshSeconds?: number },
  found: Claim<unknown> | undefined,
  now: number,
): void {
  count("cache_reads_total", { cache, result: resultOf(found, now) });
  if (!found?.entry) return;
  const storedAt = found.entry.freshUntil - (freshSeconds ?? ttl(cache)) * 1000;
  count("cache_age_seconds_total", { cache }, Math.max(0, now - storedAt) / 1000);
}

function resultOf(found: Claim<unknown> | undefined, now: number): string {
  if (!found) return "away";
  if (found.entry) return found.entry.freshUntil > now ? "hit" : "renewed";
  return found.isDropped ? "stale" : "miss";
}

/** Loads, and counts how long that took. */
export async function timedLoad<T>({ ttl: cache, load }: { ttl: Ttl; load: () => Promise<T> }): Promise<T> {
  const began = performance.now();
  try {
    return await load();
  } finally {
    count("cache_loads_total", { cache });
    count("cache_load_seconds_total", { cache }, (performance.now() - began) / 1000);
  }
}

export function watchStored(cache: Ttl, text: string): void {
  count("cache_stored_total", { cache });
  count("cache_stored_characters_total", { cache }, text.length);
}
