import { cleanup } from "@/lib/platform/jobs/cleanup";
import { unwrap } from "@/lib/platform/supabase/unwrap";

const DAYS = 90;

/** Deletes the jobs that are older than 90 days with all that belongs to them, and says how many went. */
export const cleanUpScrapeJobs = cleanup("scrape_jobs", 100, async ({ db }, batch) =>
  unwrap(await db.rpc("cleanup_old_scrape_jobs", { days: DAYS, batch })),
);
