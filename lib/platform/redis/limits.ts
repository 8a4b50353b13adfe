import "server-only";
import { createHash } from "node:crypto";
import { Ratelimit } from "@upstash/ratelimit";
import type { Redis } from "@upstash/redis";
import { AppError } from "@/lib/platform/errors";
import { getRedisClientWithFallback } from "./redis";
import { ttl } from "./ttl";

/** So many requests within a window, which is the rate window (a minute) unless it says otherwise. */
type Policy = { max: number; windowSeconds?: number };

/** All limits. A chat message counts by session, address and site, so that a new session is no new budget. */
export const limits = {
  chatBySession: { max: 20 },
  chatByIp: { max: 300 },
  chatBySite: { max: 1_200 },
  chatByMember: { max: 60 },
  sessionStartByIp: { max: 300 },
  visitBySession: { max: 120 },
  visitByIp: { max: 1_200 },
  widgetConfigByIp: { max: 600 },
  apiKey: { max: 100, windowSeconds: 1 },
  signInByIp: { max: 20 },
  signInByEmail: { max: 10 },
  crawlStartByCustomer: { max: 30, windowSeconds: 3600 },
  evaluationByCustomer: { max: 60, windowSeconds: 3600 },
} satisfies Record<string, Policy>;

export type LimitName = keyof typeof limits;

export type Limit = (counted: Partial<Record<LimitName, string>>) => Promise<void>;

/** Limits kept in this Redis. */
export function createLimit(redis: Redis): Limit {
  const limiters = new Map<LimitName, Ratelimit>();

  function limiterOf(name: LimitName): Ratelimit {
    const known = limiters.get(name);
    if (known) return known;
    const { max, windowSeconds = ttl("rateWindow") }: Policy = limits[name];
    const limiter = new Ratelimit({
      redis,
      limiter: Ratelimit.slidingWindow(max, `${windowSeconds} s`),
      prefix: `limit:${name}`,
      // The client decides when Redis is away; Ratelimit's own timeout would let everyone pass.
      timeout: 0,
      // It would block until the window ends, though a sliding window frees budget all along.
      ephemeralCache: false,
    });
    limiters.set(name, limiter);
    return limiter;
  }

  return async (counted) => {
    const entries = Object.entries(counted) as [LimitName, string][];
    const results = await Promise.all(
      entries.map(async ([name, identifier]) => {
        const limiter = limiterOf(name);
        const key = fingerprint(identifier);
        return { limiter, key, ...(await limiter.limit(key)) };
      }),
    );
    const refused = results.filter(({ success }) => !success);
    if (refused.length === 0) return;
    // A refused request costs nothing, or one address could use up a whole site's budget.
    const accepted = results.filter(({ success }) => success);
    await Promise.all(accepted.map(({ limiter, key }) => limiter.limit(key, { rate: -1 })));
    throw tooMany(Math.max(...refused.map(({ reset }) => reset)));
  };
}

/** Redis keeps no addresses and no e-mails. */
const fingerprint = (identifier: string) => createHash("sha256").update(identifier).digest("base64url").slice(0, 22);

function tooMany(reset: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil((reset - Date.now()) / 1000));
  return new AppError("rate_limited", `Too many requests, try again in ${retryAfterSeconds} s`, { retryAfterSeconds });
}

let shared: Limit | undefined;

/**
 * Counts one request under each policy named, by its identifier: `limit({ chatByIp: ip, chatBySite: siteId })`.
 * Throws `rate_limited` when one of them is used up; then none is counted. While Redis is away, each process counts.
 */
export const limit: Limit = (counted) => {
  shared ??= createLimit(getRedisClientWithFallback());
  return shared(counted);
};
