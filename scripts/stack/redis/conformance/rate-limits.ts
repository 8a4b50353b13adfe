import { setTimeout as sleep } from "node:timers/promises";
import { Ratelimit } from "@upstash/ratelimit";
import type { Redis } from "@upstash/redis";
import type { Check } from "./check";

type Limiter = ConstructorParameters<typeof Ratelimit>[0]["limiter"];
type Config = Partial<ConstructorParameters<typeof Ratelimit>[0]>;

const ratelimit = (redis: Redis, prefix: string, limiter: Limiter, config: Config = {}) =>
  new Ratelimit({ redis, limiter, prefix, analytics: false, ephemeralCache: false, ...config });

async function successes(limiter: Ratelimit, times: number): Promise<string> {
  let text = "";
  for (let i = 0; i < times; i++) text += (await limiter.limit("a")).success ? "+" : "-";
  return text;
}

/** Waits until a window has just begun, so that a check doesn't lie across two. */
const beginOf = (windowMs: number) => sleep(windowMs - (Date.now() % windowMs));

export const rateLimits: Check[] = [
  [
    "a fixed window lets its number pass",
    (r, k) => beginOf(5000).then(() => successes(ratelimit(r, k, Ratelimit.fixedWindow(5, "5 s")), 7)),
    "+++++--",
  ],
  [
    "a sliding window lets its number pass",
    (r, k) => successes(ratelimit(r, k, Ratelimit.slidingWindow(5, "1 d")), 7),
    "+++++--",
  ],
  [
    "a sliding window says what remains",
    async (r, k) => {
      const limiter = ratelimit(r, k, Ratelimit.slidingWindow(10, "1 d"));
      const { remaining } = await limiter.limit("a", { rate: 4 });
      return [remaining, (await limiter.getRemaining("a")).remaining];
    },
    [6, 6],
  ],
  [
    "a sliding window frees up again",
    async (r, k) => {
      const limiter = ratelimit(r, k, Ratelimit.slidingWindow(4, "1 s"));
      await beginOf(1000);
      const before = await successes(limiter, 5);
      await sleep(2050);
      return [before, await successes(limiter, 1)];
    },
    ["++++-", "+"],
  ],
  [
    "a fixed window ends",
    async (r, k) => {
      const limiter = ratelimit(r, k, Ratelimit.fixedWindow(2, "500 ms"));
      await beginOf(500);
      const before = await successes(limiter, 3);
      await sleep(600);
      return [before, await successes(limiter, 1)];
    },
    ["++-", "+"],
  ],
  [
    "a token bucket refills",
    async (r, k) => {
      const limiter = ratelimit(r, k, Ratelimit.tokenBucket(2, "1 s", 5));
      const before = await successes(limiter, 7);
      await sleep(1100);
      return [before, await successes(limiter, 3)];
    },
    ["+++++--", "++-"],
  ],
  [
    "a token bucket keeps tokens with a deadline",
    async (r, k) => {
      await ratelimit(r, k, Ratelimit.tokenBucket(3, "1 s", 10)).limit("a", { rate: 4 });
      return [(await r.ttl(`${k}:a`)) > 0, (await r.hgetall<{ tokens: number }>(`${k}:a`))?.tokens];
    },
    [true, 6],
  ],
  [
    "its keys have a deadline",
    async (r, k) => {
      await ratelimit(r, k, Ratelimit.slidingWindow(4, "60 s")).limit("a");
      const [key = ""] = await r.keys(`${k}:*`);
      return r.ttl(key);
    },
    121,
  ],
  [
    "used tokens can be given back",
    async (r, k) => {
      const limiter = ratelimit(r, k, Ratelimit.slidingWindow(2, "1 d"));
      const before = await successes(limiter, 3);
      await limiter.resetUsedTokens("a");
      return [before, await successes(limiter, 1)];
    },
    ["++-", "+"],
  ],
  [
    "a blocked identifier can be kept in the process",
    async (r, k) => {
      const limiter = ratelimit(r, k, Ratelimit.slidingWindow(1, "1 d"), { ephemeralCache: new Map() });
      await successes(limiter, 2);
      return (await limiter.limit("a")).reason;
    },
    "cacheBlock",
  ],
  [
    "a limit can be changed while it runs",
    async (r, k) => {
      const limiter = ratelimit(r, k, Ratelimit.slidingWindow(1, "1 d"), { dynamicLimits: true });
      await limiter.setDynamicLimit({ limit: 3 });
      return successes(limiter, 4);
    },
    "+++-",
  ],
  [
    "a cached fixed window lets its number pass",
    (r, k) =>
      beginOf(5000).then(() =>
        successes(ratelimit(r, k, Ratelimit.cachedFixedWindow(2, "5 s"), { ephemeralCache: new Map() }), 3),
      ),
    "++-",
  ],
  [
    "fifty calls at once pass exactly ten times",
    async (r, k) => {
      const limiter = ratelimit(r, k, Ratelimit.slidingWindow(10, "1 d"));
      const results = await Promise.all(Array.from({ length: 50 }, () => limiter.limit("a")));
      return results.filter(({ success }) => success).length;
    },
    10,
  ],
  [
    "analytics are kept",
    async (r, k) => {
      const { pending, success } = await ratelimit(r, k, Ratelimit.slidingWindow(9, "1 d"), {
        analytics: true,
      }).limit("a");
      await pending;
      return [success, (await r.keys(`${k}:events:*`)).length];
    },
    [true, 1],
  ],
];
