import { containsAddress } from "@/lib/knowledge/contains";
import { olderThan, type Place } from "@/lib/knowledge/cursor";
import type { Ctx } from "@/lib/platform/context";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import { type ListScrapeJobResults, type ScrapeJobResult, ScrapeJobSummary } from "./schema";

const columns = `id, url, status, outcome, httpStatus:http_status, processingTimeMs:processing_time_ms,
  errorMessage:error_message, hashBefore:hash_before, hashAfter:hash_after, createdAt:created_at` as const;
const read = ["new", "changed", "unchanged"];

type Wanted = Omit<ListScrapeJobResults, "cursor"> & { after?: Place | undefined };

/** What became of a job's URLs, the newest first. */
export async function selectScrapeJobResults(
  { db, customerId }: Ctx,
  { jobId, outcome, query, limit, after }: Wanted,
): Promise<(ScrapeJobResult & { id: string })[]> {
  let results = db.from("scrape_job_results").select(columns).eq("customer_id", customerId).eq("job_id", jobId);
  if (outcome) results = results.in("outcome", outcome === "read" ? read : [outcome]);
  if (query) results = results.ilike("url", containsAddress(query));
  if (after) results = results.or(olderThan(after, "id"));
  const newest = results.order("created_at", { ascending: false }).order("id", { ascending: false });
  return unwrap(await newest.limit(limit)) as (ScrapeJobResult & { id: string })[];
}

/** The sums of a job's results; those of nothing for a job that isn't the customer's. */
export async function selectScrapeJobSummary({ db, customerId }: Ctx, jobId: string): Promise<ScrapeJobSummary> {
  return ScrapeJobSummary.parse(unwrap(await db.rpc("summarize_scrape_job", { p_customer: customerId, p_job: jobId })));
}
