import { randomUUID } from "node:crypto";
import { getChatHistoryCacheKey } from "@/lib/conversations/chat-history/service";
import { chatHistoryTag, rememberSealed } from "@/lib/conversations/history";
import { cache } from "@/lib/platform/redis/cache";
import type { Bench } from "./bench";
import { Synthetic } from "./synthetic";

const PEOPLE = 10_000;
const REQUESTS = 150_000;
const WRITES = 0.1;
const LANES = 64;

/**
 * A day on which some open their history all the time and most hardly ever; it lives in the cache for a day.
 * Pages come from memory instead of the database: what counts is how often it would be asked.
 */
export const hitRate: Bench = {
  description: "How often the history is answered from the cache, on a day of 10,000 people, a tenth of it writes",
  proves: "HIST-062 the history is answered from the cache in more than 70 % of its reads",
  needsApp: false,
  run: async () => {
    const lanes = Array.from({ length: LANES }, () => new Lane());
    const chance = new Synthetic(19);
    const sums = zipf(PEOPLE);
    const people = Array.from({ length: PEOPLE }, () => randomUUID());
    for (let request = 0; request < REQUESTS; request++) {
      const rank = pick(sums, chance.next());
      lanes[rank % LANES]?.add({ userId: people[rank] ?? "", isWrite: chance.next() < WRITES });
    }
    const started = performance.now();
    await Promise.all(lanes.map((lane) => lane.replay()));
    const seconds = (performance.now() - started) / 1000;
    const reads = sum(lanes.map((lane) => lane.reads));
    const hits = reads - sum(lanes.map((lane) => lane.misses));
    return { "chat history": { requests: REQUESTS, reads, "hit rate %": (100 * hits) / reads, seconds } };
  },
};

type Request = { userId: string; isWrite: boolean };

/** What some of the people do, in its order. */
class Lane {
  reads = 0;
  misses = 0;
  private readonly requests: Request[] = [];

  add(request: Request) {
    this.requests.push(request);
  }

  async replay(): Promise<void> {
    for (const { userId, isWrite } of this.requests) {
      // As behind an answer: what is cached is dropped, and what the person looks at is loaded again.
      if (isWrite) await cache.forget(chatHistoryTag(userId));
      const isHit = await isCached(userId);
      if (isWrite) continue;
      this.reads++;
      if (!isHit) this.misses++;
    }
  }
}

/** Reads the newest page of somebody's history as the history route does; says whether the cache had it. */
async function isCached(userId: string): Promise<boolean> {
  let isHit = true;
  await rememberSealed(
    { customerId: userId },
    {
      key: getChatHistoryCacheKey(userId, 50, 0),
      tags: [chatHistoryTag(userId)],
      ttl: "history",
      load: async () => {
        isHit = false;
        return { messages: [], total: 0, has_more: false };
      },
    },
  );
  return isHit;
}

/** Sums of the shares of ranks 1 to `count`, each in proportion to 1 / rank. */
function zipf(count: number): number[] {
  const sums: number[] = [];
  for (let rank = 1; rank <= count; rank++) sums.push((sums.at(-1) ?? 0) + 1 / rank);
  return sums;
}

function pick(sums: number[], share: number): number {
  const wanted = share * (sums.at(-1) ?? 0);
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
