import "server-only";
import { pageOf, placeOf } from "@/lib/knowledge/cursor";
import { selectScrapeJob, selectScrapeJobs, selectSite } from "@/lib/knowledge/store";
import type { Ctx } from "@/lib/platform/context";
import type {
  ListScrapeJobResults,
  ListScrapeJobs,
  ScrapeJobList,
  ScrapeJobResultList,
  ScrapeJobSummary,
} from "./schema";
import { selectScrapeJobResults, selectScrapeJobSummary } from "./store";

/** A site's readings, the newest first, and where to go on. */
export async function listScrapeJobs(ctx: Ctx, { siteId, limit, cursor }: ListScrapeJobs): Promise<ScrapeJobList> {
  await selectSite(ctx, siteId);
  const jobs = await selectScrapeJobs(ctx, { siteId, limit: limit + 1, after: placeOf(cursor) });
  const { shown, nextCursor } = pageOf(jobs, limit, ({ jobId }) => jobId);
  return { jobs: shown, nextCursor };
}

/** What became of a job's URLs, the newest first, and where to go on. */
export async function listScrapeJobResults(
  ctx: Ctx,
  { limit, cursor, ...wanted }: ListScrapeJobResults,
): Promise<ScrapeJobResultList> {
  await selectScrapeJob(ctx, wanted.jobId);
  const results = await selectScrapeJobResults(ctx, { ...wanted, limit: limit + 1, after: placeOf(cursor) });
  const { shown, nextCursor } = pageOf(results, limit, ({ id }) => id);
  return { results: shown, nextCursor };
}

/** A job's results in sums: how many pages came to what, and why pages weren't read. */
export async function getScrapeJobSummary(ctx: Ctx, jobId: string): Promise<ScrapeJobSummary> {
  await selectScrapeJob(ctx, jobId);
  return selectScrapeJobSummary(ctx, jobId);
}
