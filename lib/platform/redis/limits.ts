import "server-only";
import { createHash } from "node:crypto";
import type { Redis } from "@upstash/redis";
import { AppError } from "@/lib/platform/errors";
import { addHeader } from "@/lib/platform/http/answer-headers";
import { count } from "@/lib/platform/metrics/counters";
import { getRedisClientWithFallback } from "./redis";
import { countIn, type Standing, type Window } from "./sliding-windows";
import { ttl } from "./ttl";

/** So many requests within a window, which is the rate window (a minute) unless it says otherwise. */
type Policy = { max: number; windowSeconds?: number };

/** All limits. A chat message counts by session, address and site, so that a new session is no new budget. */
export const limits = {
  chatBySession: { max: 20 },
  chatByIp: { max: 300 },
  chatBySite: { max: 1_200 },
  chatByMember: { max: 60 },
  attachBySession: { max: 30, windowSeconds: 600 },
  attachByIp: { max: 120, windowSeconds: 600 },
  attachBySite: { max: 600, windowSeconds: 600 },
  sessionStartByIp: { max: 300 },
  visitBySession: { max: 120 },
  visitByIp: { max: 1_200 },
  widgetConfigByIp: { max: 600 },
  apiKey: { max: 100, windowSeconds: 1 },
  signInByIp: { max: 20 },
  signInByEmail: { max: 10 },
  crawlStartByCustomer: { max: 30, windowSeconds: 3600 },
  evaluationByCustomer: { max: 60, windowSeconds: 3600 },
  exportByCustomer: { max: 60, windowSeconds: 3600 },
  exportByMember: { max: 60, windowSeconds: 3600 },
} satisfies Record<string, Policy>;

export type LimitName = keyof typeof limits;

export type Limit = (counted: Partial<Record<LimitName, string>>) => Promise<void>;

/** Limits kept in this Redis. */
export function createLimit(redis: Redis): Limit {
  return async (counted) => {
    const windows = (Object.entries(counted) as [LimitName, string][]).map(([name, identifier]) => {
      const { max, windowSeconds = ttl("rateWindow") }: Policy = limits[name];
      return { name, identifier: fingerprint(identifier), max, windowSeconds };
    });
    const standings = await countIn(redis, windows);
    const waitMs = Math.max(0, ...standings.map((standing) => standing.waitMs));
    tell(windows, standings, waitMs);
    for (const [i, { name }] of windows.entries()) if (standings[i]?.waitMs) count("refused_total", { limit: name });
    if (waitMs > 0) throw tooMany(Math.ceil(waitMs / 1000));
  };
}

/** Lets the caller know how the window stands that leaves the least. */
function tell(windows: Window[], standings: Standing[], waitMs: number): void {
  const taken = waitMs > 0 ? 0 : 1;
  const budgets = windows.map(({ max, windowSeconds }, i) => {
    const { used = 0, waitMs: wait = 0 } = standings[i] ?? {};
    const lengthMs = windowSeconds * 1000;
    const endsMs = wait || lengthMs - (Date.now() % lengthMs);
    return { max, remaining: Math.max(0, max - used - taken), seconds: Math.ceil(endsMs / 1000) };
  });
  const [least] = budgets.sort((a, b) => a.remaining - b.remaining || b.seconds - a.seconds);
  if (!least) return;
  addHeader("ratelimit-limit", least.max);
  addHeader("ratelimit-remaining", least.remaining);
  addHeader("ratelimit-reset", least.seconds);
}

/** Redis keeps no addresses and no e-mails. */
const fingerprint = (identifier: string) => createHash("sha256").update(identifier).digest("base64url").slice(0, 22);

const tooMany = (retryAfterSeconds: number) =>
  new AppError("rate_limited", `Too many requests, try again in ${retryAfterSeconds} s`, { retryAfterSeconds });

let shared: Limit | undefined;

/**
 * Counts one request under each policy named, by its identifier: `limit({ chatByIp: ip, chatBySite: siteId })`.
 * Throws `rate_limited` when one of them is used up; then none is counted. The answer carries how the tightest stands,
 * in RateLimit-Limit, -Remaining and -Reset (seconds). While Redis is away, each process counts.
 */
export const limit: Limit = (counted) => {
  shared ??= createLimit(getRedisClientWithFallback());
  return shared(counted);
};
