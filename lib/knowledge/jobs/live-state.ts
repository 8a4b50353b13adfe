import type { ScrapeJobResult } from "@/lib/knowledge/readings/schema";
import type { ScrapeJobStatus } from "@/lib/knowledge/schema";
import { getRedisClient } from "@/lib/platform/redis/redis";
import { ttl } from "@/lib/platform/redis/ttl";

type State = { jobId: string; status: ScrapeJobStatus; currentUrl: string | null };

// Nothing here is awaited and nothing fails: it is for those who look often, while Postgres holds the truth.

/** Keeps what a job is doing in Redis for an hour. */
export function publishState(state: State): void {
  const value = { ...state, updatedAt: new Date().toISOString() };
  void getRedisClient()
    .set(`crawl:job:${state.jobId}`, value, { ex: ttl("job") })
    .catch(() => {});
}

type Result = Pick<ScrapeJobResult, "url" | "status" | "httpStatus" | "processingTimeMs" | "errorMessage">;

/** Adds to the job's results in Redis, which stay a day. */
export function publishResult(jobId: string, result: Result): void {
  const key = `crawl:results:${jobId}`;
  publishState({ jobId, status: "running", currentUrl: result.url });
  void getRedisClient()
    .pipeline()
    .rpush(key, { ...result, createdAt: new Date().toISOString() })
    .expire(key, ttl("jobResults"))
    .exec()
    .catch(() => {});
}
