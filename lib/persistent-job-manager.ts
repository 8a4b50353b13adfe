import "server-only";
import { publishJob, publishResults } from "@/lib/knowledge/jobs/live-state";
import type { ScrapeJob, ScrapeJobStatus } from "@/lib/knowledge/schema";
import {
  insertScrapeJob,
  insertScrapeJobResult,
  type JobResultRow,
  type JobStats,
  selectAllScrapeJobResults,
  selectJobCustomer,
  selectScrapeJobStats,
  selectSiteOfDomain,
  updateScrapeJobStatus,
} from "@/lib/knowledge/store";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { asSystem, type SystemCtx } from "@/lib/platform/jobs/system";
import { log } from "@/lib/platform/log";

export type JobSettings = {
  jobId: string;
  customerId: string;
  /** The host of the site to be read. */
  domain: string;
  jobType: ScrapeJob["jobType"];
  /** Fewer pages than the customer's plan allows. */
  config?: { maxPages: number };
};

export type JobResult = {
  url: string;
  status: "success" | "failed" | "skipped";
  httpStatus?: number | null;
  processingTimeMs: number;
  errorMessage?: string | null;
};

/** From which states a job can come into each. */
const from: Record<ScrapeJobStatus, ScrapeJobStatus[]> = {
  queued: ["paused"],
  running: ["queued"],
  paused: ["queued", "running"],
  completed: ["queued", "running"],
  failed: ["queued", "running"],
  cancelled: ["queued", "running", "paused"],
};

/**
 * Reading jobs, kept in Redis for those who look often and in Supabase for good. The product starts and steers its own
 * jobs with it, with the rights of whoever asks; without a caller it acts for the product itself. The workers, which
 * store many pages with their results in one transaction, publish them to Redis by the same lines.
 */
export const getPersistentJobManager = (caller: Ctx | SystemCtx = asSystem("job_manager")): PersistentJobManager =>
  new PersistentJobManager(caller);

export class PersistentJobManager {
  private readonly caller: Ctx | SystemCtx;

  constructor(caller: Ctx | SystemCtx) {
    this.caller = caller;
  }

  /**
   * Starts a job, in Redis for an hour and in Supabase for good; workers take it from there. `jobData` is kept with the
   * live state and may name the `siteId`; otherwise it is the customer's site on that domain. Throws not_found without
   * such a site, and conflict while the site is being read.
   */
  async createJob(id: string, jobData: Record<string, unknown>, settings: JobSettings): Promise<string> {
    const { customerId, domain, jobType, config } = settings;
    const ctx = { ...this.caller, customerId };
    const siteId = typeof jobData.siteId === "string" ? jobData.siteId : await selectSiteOfDomain(ctx, domain);
    const jobId = await insertScrapeJob(ctx, { jobId: id, siteId, domain, jobType, ...config });
    const live = { jobId, customerId, siteId, domain, jobType, status: "queued", known: 0, queued: 0 } as const;
    publishJob({ ...jobData, ...live, currentUrl: null });
    return jobId;
  }

  /**
   * Adds what became of a page: to the job's results in Redis, with `pageData`, for a day, and to Supabase, where a
   * trigger keeps the sums. A second result for the same URL of a job changes nothing.
   */
  async addJobResult(id: string, pageData: Record<string, unknown>, result: JobResult): Promise<void> {
    const isNew = await insertScrapeJobResult(await this.ctxOf(id), id, result);
    const { httpStatus = null, errorMessage = null, ...rest } = result;
    if (isNew) publishResults(id, [{ ...pageData, ...rest, httpStatus, errorMessage }]);
  }

  /** Moves a job, in both places. Throws not_found, or conflict where it can't come from the state it is in. */
  async updateJobStatus(id: string, status: ScrapeJobStatus, errorMessage?: string): Promise<ScrapeJob> {
    const ctx = await this.ctxOf(id);
    const job = await updateScrapeJobStatus(ctx, id, { from: from[status], to: status, errorMessage });
    const { jobId, siteId, domain, jobType, currentUrl, known, queued } = job;
    const live = { jobId, customerId: ctx.customerId, siteId, domain, jobType, status: job.status };
    publishJob({ ...live, currentUrl, known, queued, errorMessage: job.errorMessage });
    return job;
  }

  /** All results of a job in the order they came, from Supabase. Null while the database is away. */
  async getJobResultsFromSupabase(id: string): Promise<JobResultRow[] | null> {
    return orNull(async () => selectAllScrapeJobResults(await this.ctxOf(id), id));
  }

  /** The sums of a job's results, zero before the first one. Null without such a job, or while the database is away. */
  async getJobStats(id: string): Promise<JobStats | null> {
    return orNull(async () => selectScrapeJobStats(await this.ctxOf(id), id));
  }

  private async ctxOf(id: string): Promise<Ctx> {
    if ("customerId" in this.caller) return this.caller;
    return { ...this.caller, customerId: await selectJobCustomer(this.caller, id) };
  }
}

async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    const isExpected = error instanceof AppError && (error.code === "not_found" || error.code === "unavailable");
    if (!isExpected) throw error;
    log().warn({ error }, "A job could not be looked up");
    return null;
  }
}
