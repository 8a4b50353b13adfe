import type { Ctx } from "@/lib/platform/context";
import { AppError, notFound } from "@/lib/platform/errors";
import type { Tables } from "@/lib/platform/supabase/types";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import { olderThan, type Place } from "./cursor";
import type { ScrapeJobResult } from "./readings/schema";
import type { ScrapeJob, ScrapeJobStatus, Site, UpdateSite } from "./schema";

const siteColumns = `id, name, url, siteKey:site_key, allowedOrigins:allowed_origins, widgetSeenAt:widget_seen_at,
  refreshHours:refresh_hours, createdAt:created_at` as const;
const jobColumns = `jobId:job_id, siteId:site_id, domain, jobType:job_type, status, currentUrl:current_url,
  known:known_urls, queued:queued_urls, errorMessage:error_message, origin, startedBy:started_by, createdAt:created_at,
  startedAt:started_at, completedAt:completed_at,
  stats:scrape_job_stats(total_pages, successful_pages, failed_pages, skipped_pages, avg_processing_time_ms,
  pages_per_second)` as const;
/** How many rows PostgREST gives at once. */
const ROWS = 1000;
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
    ...(change.refreshHours !== undefined && { refresh_hours: change.refreshHours }),
  };
  const update = db.from("sites").update(columns).eq("customer_id", customerId).eq("id", id);
  return found("Site", unwrap(await update.select(siteColumns).maybeSingle()));
}

export async function deleteSiteRow({ db, customerId }: Ctx, id: string): Promise<void> {
  const remove = db.from("sites").delete().eq("customer_id", customerId).eq("id", id);
  found("Site", unwrap(await remove.select("id").maybeSingle()));
}

/** Throws a conflict when the site is being read already. */
export async function insertScrapeJob(
  { db, customerId }: Ctx,
  job: {
    jobId: string;
    siteId: string;
    domain: string;
    jobType: ScrapeJob["jobType"];
    maxPages?: number;
  },
): Promise<string> {
  const row = {
    job_id: job.jobId,
    customer_id: customerId,
    site_id: job.siteId,
    domain: job.domain,
    job_type: job.jobType,
    config: job.maxPages === undefined ? {} : { maxPages: job.maxPages },
  };
  return unwrap(await db.from("scrape_jobs").insert(row).select("job_id").single()).job_id;
}

/** The customer's site on a host, the oldest where there are several. */
export async function selectSiteOfDomain({ db, customerId }: Ctx, domain: string): Promise<string> {
  const sites = unwrap(await db.from("sites").select("id, url").eq("customer_id", customerId).order("created_at"));
  return found("Site", sites.find(({ url }) => new URL(url).host === domain) ?? null).id;
}

/** Whose job it is; for those who act for the product itself. */
export async function selectJobCustomer({ db }: Pick<Ctx, "db">, jobId: string): Promise<string> {
  const job = await db.from("scrape_jobs").select("customer_id").eq("job_id", jobId).maybeSingle();
  return found("Job", unwrap(job)).customer_id;
}

export async function selectScrapeJob({ db, customerId }: Ctx, jobId: string): Promise<ScrapeJob> {
  const jobs = db.from("scrape_jobs").select(jobColumns).eq("customer_id", customerId);
  return flat(found("Job", unwrap(await jobs.eq("job_id", jobId).maybeSingle())));
}

/** A site's jobs, the newest first, from `after` on. */
export async function selectScrapeJobs(
  { db, customerId }: Ctx,
  { siteId, limit, after }: { siteId: string; limit: number; after?: Place | undefined },
): Promise<ScrapeJob[]> {
  const jobs = db.from("scrape_jobs").select(jobColumns).eq("customer_id", customerId).eq("site_id", siteId);
  const rest = after ? jobs.or(olderThan(after, "job_id")) : jobs;
  const newest = rest.order("created_at", { ascending: false }).order("job_id", { ascending: false });
  return unwrap(await newest.limit(limit)).map(flat);
}

/** Moves a job that is in one of the states `from`. Throws not_found, or conflict unless it is in `to` already. */
export async function updateScrapeJobStatus(
  ctx: Ctx,
  jobId: string,
  { from, to, errorMessage }: { from: ScrapeJobStatus[]; to: ScrapeJobStatus; errorMessage?: string | undefined },
): Promise<ScrapeJob> {
  const change = { status: to, ...(errorMessage !== undefined && { error_message: errorMessage }) };
  const jobs = ctx.db.from("scrape_jobs").update(change).eq("customer_id", ctx.customerId);
  unwrap(await jobs.eq("job_id", jobId).in("status", from));
  const job = await selectScrapeJob(ctx, jobId);
  if (job.status === to) return job;
  throw new AppError("conflict", `This job is ${job.status}; only one that is ${from.join(" or ")} can become ${to}`);
}

/** Adds a result unless the job has one for the URL; says whether it did. */
export async function insertScrapeJobResult(
  { db, customerId }: Ctx,
  jobId: string,
  result: Pick<ScrapeJobResult, "url" | "status" | "processingTimeMs"> & {
    httpStatus?: number | null;
    errorMessage?: string | null;
  },
): Promise<boolean> {
  const row = {
    job_id: jobId,
    customer_id: customerId,
    url: result.url,
    status: result.status,
    http_status: result.httpStatus ?? null,
    processing_time_ms: Math.round(result.processingTimeMs),
    error_message: result.errorMessage ?? null,
  };
  const once = { onConflict: "job_id,url", ignoreDuplicates: true };
  return unwrap(await db.from("scrape_job_results").upsert(row, once).select("id")).length > 0;
}

const resultRow = "job_id, url, status, http_status, processing_time_ms, error_message, created_at" as const;
export type JobResultRow = Pick<
  Tables<"scrape_job_results">,
  "job_id" | "url" | "status" | "http_status" | "processing_time_ms" | "error_message" | "created_at"
>;

/** Every result of a job, in the order they came. */
export async function selectAllScrapeJobResults({ db, customerId }: Ctx, jobId: string): Promise<JobResultRow[]> {
  const all: JobResultRow[] = [];
  for (let isMore = true; isMore; ) {
    const results = db.from("scrape_job_results").select(resultRow).eq("customer_id", customerId).eq("job_id", jobId);
    const next = unwrap(
      await results
        .order("created_at")
        .order("url")
        .range(all.length, all.length + ROWS - 1),
    );
    all.push(...next);
    isMore = next.length === ROWS;
  }
  return all;
}

export type JobStats = typeof noStats;

/** The sums of a job, zero before its first result. Throws not_found. */
export async function selectScrapeJobStats(ctx: Ctx, jobId: string): Promise<JobStats> {
  const job = await selectScrapeJob(ctx, jobId);
  const { total_pages, successful_pages, failed_pages, skipped_pages, avg_processing_time_ms, pages_per_second } = job;
  return { total_pages, successful_pages, failed_pages, skipped_pages, avg_processing_time_ms, pages_per_second };
}

type JobRow = { status: string; jobType: string; origin: string; stats: JobStats[] } & Omit<
  ScrapeJob,
  "status" | "jobType" | "origin" | keyof JobStats
>;

const flat = ({ stats, ...job }: JobRow): ScrapeJob => ({ ...job, ...(stats[0] ?? noStats) }) as ScrapeJob;

function found<T>(what: string, row: T | null): T {
  if (row === null) throw notFound(what);
  return row;
}
