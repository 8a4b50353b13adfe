import type { Ctx } from "@/lib/platform/context";
import { AppError, notFound } from "@/lib/platform/errors";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import { olderThan, type Place } from "./cursor";
import type { ScrapeJob, ScrapeJobStatus, Site, UpdateSite } from "./schema";

const siteColumns = `id, name, url, siteKey:site_key, allowedOrigins:allowed_origins, widgetSeenAt:widget_seen_at,
  createdAt:created_at` as const;
const jobColumns = `jobId:job_id, siteId:site_id, status, currentUrl:current_url, queued:queued_urls,
  errorMessage:error_message, origin, startedBy:started_by, createdAt:created_at,
  startedAt:started_at, completedAt:completed_at,
  stats:scrape_job_stats(total_pages, successful_pages, failed_pages, skipped_pages, avg_processing_time_ms,
  pages_per_second)` as const;
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
  { from, to }: { from: ScrapeJobStatus[]; to: ScrapeJobStatus },
): Promise<ScrapeJob> {
  const jobs = ctx.db.from("scrape_jobs").update({ status: to }).eq("customer_id", ctx.customerId);
  unwrap(await jobs.eq("job_id", jobId).in("status", from));
  const job = await selectScrapeJob(ctx, jobId);
  if (job.status === to) return job;
  throw new AppError("conflict", `This job is ${job.status}; only one that is ${from.join(" or ")} can become ${to}`);
}

type JobRow = { status: string; origin: string; stats: (typeof noStats)[] } & Omit<
  ScrapeJob,
  "status" | "origin" | keyof typeof noStats
>;

const flat = ({ stats, ...job }: JobRow): ScrapeJob => ({ ...job, ...(stats[0] ?? noStats) }) as ScrapeJob;

function found<T>(what: string, row: T | null): T {
  if (row === null) throw notFound(what);
  return row;
}
