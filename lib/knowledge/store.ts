import type { Ctx } from "@/lib/platform/context";
import { AppError, notFound } from "@/lib/platform/errors";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { ListPages, Page, ScrapeJob, ScrapeJobResult, ScrapeJobStatus, Site, UpdateSite } from "./schema";

const siteColumns = `id, name, url, siteKey:site_key, allowedOrigins:allowed_origins, widgetSeenAt:widget_seen_at,
  createdAt:created_at` as const;
const pageColumns = `id, url, title, language, status, httpStatus:http_status, passageCount:passage_count,
  readAt:read_at, changedAt:changed_at` as const;
const jobColumns = `jobId:job_id, siteId:site_id, status, currentUrl:current_url, queued:queued_urls,
  errorMessage:error_message, createdAt:created_at, startedAt:started_at, completedAt:completed_at,
  stats:scrape_job_stats(total_pages, successful_pages, failed_pages, skipped_pages, avg_processing_time_ms,
  pages_per_second)` as const;
const resultColumns = `url, status, httpStatus:http_status, processingTimeMs:processing_time_ms,
  errorMessage:error_message, createdAt:created_at` as const;
const noStats = {
  total_pages: 0,
  successful_pages: 0,
  failed_pages: 0,
  skipped_pages: 0,
  avg_processing_time_ms: 0,
  pages_per_second: 0,
};

/** Throws a conflict when the customer has a site at this address already. */
export async function insertSite(
  { db, customerId }: Ctx,
  site: Pick<Site, "name" | "url" | "siteKey" | "allowedOrigins">,
): Promise<Site> {
  const row = { name: site.name, url: site.url, site_key: site.siteKey, allowed_origins: site.allowedOrigins };
  return unwrap(
    await db
      .from("sites")
      .insert({ customer_id: customerId, ...row })
      .select(siteColumns)
      .single(),
  );
}

export async function selectSites({ db, customerId }: Ctx): Promise<Site[]> {
  return unwrap(await db.from("sites").select(siteColumns).eq("customer_id", customerId).order("created_at"));
}

export async function selectSite({ db, customerId }: Ctx, id: string): Promise<Site> {
  return found(
    "Site",
    await db.from("sites").select(siteColumns).eq("customer_id", customerId).eq("id", id).maybeSingle().then(unwrap),
  );
}

export async function updateSiteRow({ db, customerId }: Ctx, id: string, change: UpdateSite): Promise<Site> {
  const columns = {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.allowedOrigins !== undefined && { allowed_origins: change.allowedOrigins }),
  };
  const update = db.from("sites").update(columns).eq("customer_id", customerId).eq("id", id);
  return found("Site", unwrap(await update.select(siteColumns).maybeSingle()));
}

export async function deleteSiteRow({ db, customerId }: Ctx, id: string): Promise<void> {
  const remove = db.from("sites").delete().eq("customer_id", customerId).eq("id", id);
  found("Site", unwrap(await remove.select("id").maybeSingle()));
}

/** A site's pages by URL, from `cursor` on. */
export async function selectPages({ db, customerId }: Ctx, { siteId, limit, cursor }: ListPages): Promise<Page[]> {
  const pages = db.from("scraped_pages").select(pageColumns).eq("customer_id", customerId).eq("site_id", siteId);
  const after = cursor === undefined ? pages : pages.gt("url", cursor);
  return unwrap(await after.order("url").limit(limit)) as Page[];
}

export async function countPages({ db, customerId }: Ctx, siteId: string): Promise<number> {
  const pages = db.from("scraped_pages").select("id", { count: "exact", head: true });
  const { count, error } = await pages.eq("customer_id", customerId).eq("site_id", siteId).eq("status", "active");
  if (error) throw new AppError("internal", "Something went wrong", { cause: error });
  return count ?? 0;
}

/** Throws a conflict when the site is being read already. */
export async function insertScrapeJob(
  { db, customerId }: Ctx,
  job: { siteId: string; domain: string; maxPages: number },
): Promise<string> {
  const row = { customer_id: customerId, site_id: job.siteId, domain: job.domain, config: { maxPages: job.maxPages } };
  return unwrap(await db.from("scrape_jobs").insert(row).select("job_id").single()).job_id;
}

export async function selectScrapeJob({ db, customerId }: Ctx, jobId: string): Promise<ScrapeJob> {
  const jobs = db.from("scrape_jobs").select(jobColumns).eq("customer_id", customerId);
  return flat(found("Job", unwrap(await jobs.eq("job_id", jobId).maybeSingle())));
}

/** A site's jobs, the newest first. */
export async function selectScrapeJobs({ db, customerId }: Ctx, siteId: string, limit: number): Promise<ScrapeJob[]> {
  const jobs = db.from("scrape_jobs").select(jobColumns).eq("customer_id", customerId).eq("site_id", siteId);
  return unwrap(await jobs.order("created_at", { ascending: false }).limit(limit)).map(flat);
}

/** Moves a job that is in one of the states `from`. Throws not_found, or conflict unless it is in `to` already. */
export async function updateScrapeJobStatus(
  ctx: Ctx,
  jobId: string,
  { from, to }: { from: ScrapeJobStatus[]; to: ScrapeJobStatus },
): Promise<ScrapeJob> {
  const jobs = ctx.db.from("scrape_jobs").update({ status: to }).eq("customer_id", ctx.customerId);
  unwrap(await jobs.eq("job_id", jobId).in("status", from));
  const job = await selectScrapeJob(ctx, jobId);
  if (job.status === to) return job;
  throw new AppError("conflict", `This job is ${job.status}; only one that is ${from.join(" or ")} can become ${to}`);
}

/** What became of a job's URLs, the newest first. */
export async function selectScrapeJobResults(
  { db, customerId }: Ctx,
  jobId: string,
  limit: number,
): Promise<ScrapeJobResult[]> {
  const results = db.from("scrape_job_results").select(resultColumns).eq("customer_id", customerId);
  const newest = results.eq("job_id", jobId).order("created_at", { ascending: false }).limit(limit);
  return unwrap(await newest) as ScrapeJobResult[];
}

type JobRow = { status: string; stats: (typeof noStats)[] } & Omit<ScrapeJob, "status" | keyof typeof noStats>;

const flat = ({ stats, ...job }: JobRow): ScrapeJob => ({ ...job, ...(stats[0] ?? noStats) }) as ScrapeJob;

function found<T>(what: string, row: T | null): T {
  if (row === null) throw notFound(what);
  return row;
}
