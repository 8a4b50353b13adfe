import { cleanup } from "@/lib/platform/jobs/cleanup";
import { unwrap } from "@/lib/platform/supabase/unwrap";

/** How long jobs are kept. */
export const SCRAPE_JOB_DAYS = 90;

/** Deletes the jobs that are older than 90 days with all that belongs to them, and says how many went. */
export const cleanUpScrapeJobs = cleanup("scrape_jobs", 100, async ({ db }, batch) =>
  unwrap(await db.rpc("cleanup_old_scrape_jobs", { days: SCRAPE_JOB_DAYS, batch })),
);
