import { SCRAPE_JOB_DAYS } from "@/lib/knowledge/jobs/cleanup";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import { log } from "@/lib/platform/log";
import { slowestQueries } from "@/lib/platform/metrics/slow-queries";
import { unwrap } from "@/lib/platform/supabase/unwrap";

/** Each cleanup runs at least once a week: what is due for longer was missed. */
const MISSED_AFTER_MS = 8 * 86_400_000;

/**
 * Says for each cleanup how many rows are kept, how many should be gone and since when, and what its runs of the last
 * thirty days removed, and which queries cost most. Rows that should have been gone for more than a week are logged as
 * an error with `alert: "cleanup_missed"` and the cleanup's name, for alarms to watch.
 */
export async function reviewRetention({ db }: SystemCtx) {
  const cleanups = unwrap(await db.rpc("review_cleanups", { p_scrape_job_days: SCRAPE_JOB_DAYS }));
  for (const { cleanup, overdue, overdue_since: since } of cleanups) {
    if (since === null || Date.parse(since) > Date.now() - MISSED_AFTER_MS) continue;
    log().error({ alert: "cleanup_missed", cleanup, overdue, since }, "What should be gone is still there");
  }
  const review = { cleanups, slowestQueries: await slowestQueries() };
  log().info({ review }, "What is kept was reviewed");
  return review;
}
