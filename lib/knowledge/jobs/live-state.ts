import type { ScrapeJobResult } from "@/lib/knowledge/readings/schema";
import type { ScrapeJobStatus } from "@/lib/knowledge/schema";
import { getRedisClient } from "@/lib/platform/redis/redis";
import { ttl } from "@/lib/platform/redis/ttl";

/** What those who look often see of a job. */
export type LiveJob = {
  jobId: string;
  customerId: string;
  siteId: string;
  domain: string;
  jobType: string;
  status: ScrapeJobStatus;
  currentUrl: string | null;
  /** How many URLs the job knows of, and how many of them are still to be read. */
  known: number;
  queued: number;
  errorMessage?: string | null;
};

// Nothing here is awaited and nothing fails: it is for those who look often, while Postgres holds the truth.

const keyOf = (jobId: string) => `crawl:job:${jobId}`;

/** Keeps what a job is doing in Redis for an hour, and tells those who follow it. */
export function publishJob(job: LiveJob): void {
  const value = { ...job, updatedAt: new Date().toISOString() };
  const key = keyOf(job.jobId);
  void getRedisClient()
    .pipeline()
    .set(key, value, { ex: ttl("job") })
    .publish(key, value)
    .exec()
    .catch(() => {});
}

/**
 * Calls `hear` at each step of a job, and once when the listening begins, until the returned function is called.
 * Nothing is heard while Redis is away, nor afterwards.
 */
export function hearOfJob(jobId: string, hear: () => void): () => void {
  const subscriber = getRedisClient().subscribe(keyOf(jobId));
  subscriber.on("subscribe", hear);
  subscriber.on("message", hear);
  return () => void subscriber.unsubscribe();
}

type Result = Omit<ScrapeJobResult, "createdAt" | "outcome" | "hashBefore" | "hashAfter"> &
  Partial<Pick<ScrapeJobResult, "hashBefore" | "hashAfter">>;

/** Adds to the job's results in Redis, which stay a day. */
export function publishResults(jobId: string, results: Result[]): void {
  if (results.length === 0) return;
  const key = `crawl:results:${jobId}`;
  const createdAt = new Date().toISOString();
  const values = results.map((result) => ({ ...result, createdAt }));
  void getRedisClient()
    .pipeline()
    .rpush(key, ...values)
    .expire(key, ttl("jobResults"))
    .exec()
    .catch(() => {});
}
