import type { SystemCtx } from "@/lib/platform/jobs/system";
import { unwrap } from "@/lib/platform/supabase/unwrap";

const DAYS = 90;
const BATCH = 100;

/** Deletes the jobs that are older than 90 days with all that belongs to them, and says how many went. */
export async function cleanUpScrapeJobs({ db }: SystemCtx): Promise<{ deleted: number }> {
  let deleted = 0;
  for (let last = BATCH; last === BATCH; deleted += last) {
    last = unwrap(await db.rpc("cleanup_old_scrape_jobs", { days: DAYS, batch: BATCH }));
  }
  return { deleted };
}
