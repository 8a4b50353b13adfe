import { randomUUID } from "node:crypto";
import { getChatHistory } from "@/lib/conversations/chat-history/service";
import { chatHistoryTag } from "@/lib/conversations/history";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { asSystem } from "@/lib/platform/jobs/system";
import { cache } from "@/lib/platform/redis/cache";
import type { Bench } from "./bench";
import { Synthetic } from "./synthetic";

const PEOPLE = 10_000;
const REQUESTS = 150_000;
const WRITES = 0.1;
const LANES = 64;

/** A day on which some open their history all the time and most hardly ever; it lives in the cache for a day. */
export const hitRate: Bench = {
  description: "How often the history is answered from the cache, on a day of 10,000 people, a tenth of it writes",
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
      let isMiss = false;
      const ctx = memberWhoseDatabaseIsUsed(userId, () => {
        isMiss = true;
      });
      // As behind an answer: what is cached is dropped, and what the person looks at is loaded again.
      if (isWrite) await cache.forget(chatHistoryTag(userId));
      await getChatHistory(ctx, { user_id: userId, limit: 50, offset: 0 });
      if (isWrite) continue;
      this.reads++;
      if (isMiss) this.misses++;
    }
  }
}

/** A member who tells when the database is asked, which is when the cache had no answer. */
function memberWhoseDatabaseIsUsed(userId: string, onUse: () => void): Ctx<ActorOf<"member">> {
  const { db } = asSystem("bench");
  return {
    customerId: userId,
    actor: { type: "member", userId, role: "owner" },
    get db() {
      onUse();
      return db;
    },
  };
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
