import { z } from "zod";
import { byPlan } from "@/lib/knowledge/plans";
import { ScrapeJobStatus } from "@/lib/knowledge/schema";
import type { Told } from "@/lib/knowledge/words/likeness";
import { env } from "@/lib/platform/env";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import type { Json } from "@/lib/platform/supabase/types";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { Batch } from "./batch";

/** How many workers may read one site at once. */
const WORKERS = 4;

/** A worker's share in a job. What it holds is its own for JOB_LEASE_SECONDS, renewed while it is alive. */
export type Share = { jobId: string; workerId: string };

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
  domain: z.string(),
  jobType: z.string(),
  site: z.object({ id: z.string(), url: z.string() }),
  known: z.number(),
  queued: z.number(),
  urls: z.array(Claimed),
});
export type Claim = z.infer<typeof Claim>;

/** What became of a URL. */
export type UrlRecord = {
  status: "success" | "failed" | "skipped";
  httpStatus: number | null;
  error: string | null;
  links: string[];
  page?: PageRow;
  /** Left out when the page is unchanged. */
  passages?: PassageRow[];
  /** What other pages of the site may say nearly the same as. */
  told?: Told;
  /** When pages of the site changed, as ISO times by URL: those that were read before that are read next. */
  lastmods?: Record<string, string>;
  /** The page is not there any more, or must not be used. */
  isGone: boolean;
  /** How long the server asks to wait before it is asked for this again. */
  againInMs?: number;
};

/** A URL's record with when it was made: `finishedAt` in the milliseconds of Date.now(). */
export type TimedRecord = UrlRecord & { url: string; processingTimeMs: number; finishedAt: number };

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

export type PassageRow = { heading_path: string[]; content: string };

/** The job that a worker turns to next and may share, other than those of `except`. Nothing when no job waits for one. */
export async function nextJob({ db }: SystemCtx, except: string[]): Promise<string | undefined> {
  const next: string | null = unwrap(await db.rpc("next_scrape_job", { p_not: except, p_workers: WORKERS }));
  return next ?? undefined;
}

/** Whether any job waits for one more worker. */
export async function doesWorkWait({ db }: SystemCtx): Promise<boolean> {
  return unwrap(await db.rpc("scrape_work_waits", { p_workers: WORKERS }));
}

/** Takes URLs of a job that nobody holds; starts the job where needed. Null when there is no such job. */
export async function claimUrls({ db }: SystemCtx, share: Share, limit: number): Promise<Claim | null> {
  const claim = { ...own(share), p_limit: limit, p_lease_seconds: leaseSeconds(), p_caps: byPlan("maxPages") };
  return Claim.nullable().parse(unwrap(await db.rpc("claim_scrape_urls", claim)));
}

/** Keeps the worker's URLs for another lease. Says how the job stands; null when there is none any more. */
export async function renewLeases({ db }: SystemCtx, share: Share): Promise<ScrapeJobStatus | null> {
  const renewed = await db.rpc("renew_scrape_leases", { ...own(share), p_lease_seconds: leaseSeconds() });
  return ScrapeJobStatus.nullable().parse(unwrap(renewed));
}

/** Gives a URL up for so many seconds; then whoever comes first reads it. */
export async function postponeUrl({ db }: SystemCtx, share: Share, url: string, seconds: number): Promise<void> {
  unwrap(await db.rpc("postpone_scrape_url", { ...own(share), p_url: url, p_seconds: seconds }));
}

/** Gives back whatever the worker holds; its `unread` URLs count no attempt. */
export async function leaveJob({ db }: SystemCtx, share: Share, unread: string[]): Promise<void> {
  unwrap(await db.rpc("leave_scrape_job", { ...own(share), p_unread: unread }));
}

const Recorded = z.object({
  status: ScrapeJobStatus,
  known: z.number(),
  queued: z.number(),
  recorded: z.array(
    z.object({
      url: z.string(),
      status: z.enum(["success", "failed", "skipped"]),
      http_status: z.number().nullable(),
      processing_time_ms: z.number(),
      error_message: z.string().nullable(),
      hash_before: z.string().nullable(),
      hash_after: z.string().nullable(),
    }),
  ),
});
export type Recorded = z.infer<typeof Recorded>;

/**
 * Stores what became of URLs, their pages and their links, in one transaction. Says how each was stored, leaving out
 * those that another worker recorded first, and how the job stands.
 */
export async function recordUrls(
  { db }: SystemCtx,
  jobId: string,
  { records, likeness, words }: Batch,
): Promise<Recorded> {
  const alike = records.flatMap(({ url }) => {
    const { bands, words } = likeness.get(url) ?? {};
    return bands && words ? [[url, { bands, words }] as const] : [];
  });
  const recorded = await db.rpc("record_scrape_urls", {
    p_job: jobId,
    p_records: narrow(JSON.stringify(rowsOf(records))),
    p_likeness: Object.fromEntries(alike) satisfies Json,
    ...(await words),
  });
  return Recorded.parse(unwrap(recorded));
}

/** JSON in ASCII: a single wider letter would have all that is sent with it kept and written at twice the size. */
const narrow = (json: string) =>
  json.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Records as the database takes them: with the place at which each page's passages begin among all. */
function rowsOf(records: TimedRecord[]) {
  let place = 1;
  return records.map((record) => {
    const { passages } = record;
    if (!passages) return rowOf(record);
    const row = { ...rowOf(record), passages, place };
    place += passages.length;
    return row;
  });
}

const rowOf = (record: TimedRecord) => ({
  url: record.url,
  status: record.status,
  http_status: record.httpStatus,
  processing_time_ms: record.processingTimeMs,
  waited_ms: Math.max(0, Math.round(Date.now() - record.finishedAt)),
  error_message: record.error,
  links: record.links,
  gone: record.isGone,
  page: record.page ?? null,
  ...(record.lastmods && { lastmods: record.lastmods }),
});

const Passages = z.array(z.object({ id: z.number(), text: z.string() })).nullable();

/**
 * The next passages of the job's site, after the one with the id `after`, without a vector of this model. Null while
 * another worker has them, or when the job isn't running.
 */
export async function claimPassages(
  { db }: SystemCtx,
  share: Share,
  { model, after, limit }: { model: string; after: number; limit: number },
) {
  const claim = { p_model: model, p_after: after, p_limit: limit, p_lease_seconds: leaseSeconds() };
  return Passages.parse(unwrap(await db.rpc("claim_passages", { ...own(share), ...claim })));
}

export async function putEmbeddings(
  { db }: SystemCtx,
  customerId: string,
  { model, ids, vectors }: { model: string; ids: number[]; vectors: string[] },
): Promise<void> {
  const rows = { p_customer: customerId, p_model: model, p_ids: ids, p_vectors: vectors };
  unwrap(await db.rpc("put_embeddings", rows));
}

/** Counts the customer's words together, which makes searches quicker. */
export async function compactSearch({ db }: SystemCtx, customerId: string): Promise<void> {
  unwrap(await db.rpc("search_compact", { p_customer: customerId }));
}

/** Ends a running job that has nothing left to read; says how it stands, null when there is none any more. */
export async function settleJob({ db }: SystemCtx, jobId: string): Promise<ScrapeJobStatus | null> {
  return ScrapeJobStatus.nullable().parse(unwrap(await db.rpc("settle_scrape_job", { p_job: jobId })));
}

/** Sites whose time to be read anew has come: their own, or their plan's. */
export async function dueSites({ db }: SystemCtx, limit: number) {
  return unwrap(await db.rpc("due_sites", { p_hours: byPlan("refreshHours"), p_limit: limit }));
}

const own = ({ jobId, workerId }: Share) => ({ p_job: jobId, p_worker: workerId });
const leaseSeconds = () => env().JOB_LEASE_SECONDS;
