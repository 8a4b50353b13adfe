import { z } from "zod";
import { ScrapeJobStatus } from "@/lib/knowledge/schema";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import type { Json } from "@/lib/platform/supabase/types";
import { unwrap } from "@/lib/platform/supabase/unwrap";

/** How long a worker keeps a URL without a sign of life. */
const LEASE_SECONDS = 30;
export const RENEW_MS = (LEASE_SECONDS * 1000) / 3;

const Claimed = z.object({
  url: z.string(),
  depth: z.number(),
  attempts: z.number(),
  page: z
    .object({
      contentHash: z.string(),
      etag: z.string().nullable(),
      lastModified: z.string().nullable(),
    })
    .nullable(),
});
/** A URL that a worker holds, and what is known of it from an earlier reading. */
export type Claimed = z.infer<typeof Claimed>;

const Claim = z.object({
  status: ScrapeJobStatus,
  customerId: z.string(),
  site: z.object({ id: z.string(), url: z.string() }),
  queued: z.number(),
  urls: z.array(Claimed),
});
export type Claim = z.infer<typeof Claim>;

/** What became of a URL, as record_scrape_url takes it. */
export type UrlRecord = {
  status: "success" | "failed" | "skipped";
  httpStatus: number | null;
  error: string | null;
  links: string[];
  page?: PageRow;
  /** Left out when the page is unchanged. */
  passages?: PassageRow[];
  /** The page is not there any more, or must not be used. */
  isGone: boolean;
};

export type PageRow = {
  url: string;
  kind: "page" | "file";
  title: string;
  description: string;
  language: string | null;
  http_status: number;
  content_hash: string;
  etag: string | null;
  last_modified: string | null;
  bytes: number;
};

export type PassageRow = {
  heading_path: string[];
  content: string;
  terms: string;
};

/** Takes URLs of a job that nobody holds; starts the job where needed. Null when there is no such job. */
export async function claimUrls({ db }: SystemCtx, jobId: string, limit: number): Promise<Claim | null> {
  const claim = await db.rpc("claim_scrape_urls", { p_job: jobId, p_limit: limit, p_lease_seconds: LEASE_SECONDS });
  return Claim.nullable().parse(unwrap(claim));
}

/** Keeps URLs for another lease, or puts one off for as long as given. */
export async function renewLeases({ db }: SystemCtx, jobId: string, urls: string[], seconds = LEASE_SECONDS) {
  unwrap(await db.rpc("renew_scrape_leases", { p_job: jobId, p_urls: urls, p_lease_seconds: seconds }));
}

/** Gives URLs back unread. */
export async function releaseUrls({ db }: SystemCtx, jobId: string, urls: string[]): Promise<void> {
  unwrap(await db.rpc("release_scrape_urls", { p_job: jobId, p_urls: urls }));
}

const Recorded = z.object({ status: z.enum(["success", "failed", "skipped"]), error_message: z.string().nullable() });

/** Stores a URL's page and result in one transaction. Says how it was stored; null when another worker was first. */
export async function recordUrl(
  { db }: SystemCtx,
  jobId: string,
  url: string,
  record: UrlRecord & { processingTimeMs: number },
): Promise<z.infer<typeof Recorded> | null> {
  const result = {
    status: record.status,
    http_status: record.httpStatus,
    processing_time_ms: record.processingTimeMs,
    error_message: record.error,
  };
  const recorded = await db.rpc("record_scrape_url", {
    p_job: jobId,
    p_url: url,
    p_result: result,
    p_links: record.links,
    p_gone: record.isGone,
    ...(record.page && { p_page: record.page satisfies Json }),
    ...(record.passages && { p_passages: record.passages satisfies Json }),
  });
  return Recorded.nullable().parse(unwrap(recorded));
}

const Passages = z.array(z.object({ id: z.number(), text: z.string() })).nullable();

/** Passages of the job's site without a vector of this model; null while another worker has them. */
export async function claimPassages(
  { db }: SystemCtx,
  jobId: string,
  { worker, model, limit }: { worker: string; model: string; limit: number },
) {
  const claim = { p_job: jobId, p_worker: worker, p_model: model, p_limit: limit, p_lease_seconds: LEASE_SECONDS };
  return Passages.parse(unwrap(await db.rpc("claim_passages", claim)));
}

export async function putEmbeddings(
  { db }: SystemCtx,
  customerId: string,
  { model, ids, vectors }: { model: string; ids: number[]; vectors: string[] },
): Promise<void> {
  const rows = { p_customer: customerId, p_model: model, p_ids: ids, p_vectors: vectors };
  unwrap(await db.rpc("put_embeddings", rows));
}

/** Ends a running job that has nothing left to read; says how it stands. */
export async function settleJob({ db }: SystemCtx, jobId: string): Promise<ScrapeJobStatus> {
  return ScrapeJobStatus.parse(unwrap(await db.rpc("settle_scrape_job", { p_job: jobId })));
}

/** Jobs that a worker could go on with, those waiting longest first. */
export async function openJobs({ db }: SystemCtx, limit: number): Promise<string[]> {
  return unwrap(await db.rpc("open_scrape_jobs", { p_limit: limit })).map(({ job_id }) => job_id);
}

/** Sites that were last read longer ago than an interval in Postgres' words. */
export async function dueSites({ db }: SystemCtx, olderThan: string, limit: number) {
  return unwrap(await db.rpc("due_sites", { p_older_than: olderThan, p_limit: limit }));
}
