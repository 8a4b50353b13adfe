import { Politeness } from "@/lib/knowledge/crawl/politeness";
import { ownLinks, type Reading, readPage } from "@/lib/knowledge/crawl/read-page";
import { readRobots } from "@/lib/knowledge/crawl/robots";
import { readSitemaps } from "@/lib/knowledge/crawl/sitemap";
import { AppError } from "@/lib/platform/errors";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import { log } from "@/lib/platform/log";
import { type EmbedJob, embedSite } from "./embed-site";
import { publishResult, publishState } from "./live-state";
import {
  type Claim,
  type Claimed,
  claimUrls,
  RENEW_MS,
  recordUrl,
  releaseUrls,
  renewLeases,
  settleJob,
  type UrlRecord,
} from "./queue";

/** Requests to one site at once, and how many URLs a worker takes for them. */
const LANES = 4;
const BATCH = 12;
const POLL_MS = 150;
const MAX_ATTEMPTS = 3;
const MAX_SITEMAP_PAGES = 5_000;

/** Works on one job until it is done, stopped, or the time is up. */
export async function readJob(system: SystemCtx, jobId: string, deadline: number): Promise<void> {
  const worker = new Worker(system, jobId, deadline);
  const renewal = setInterval(() => void worker.renew(), RENEW_MS);
  let isDone = false;
  try {
    const reading = Promise.all(Array.from({ length: LANES }, () => worker.lane()));
    [isDone] = await Promise.all([embedSite(system, worker), reading.finally(() => worker.endReading())]);
  } finally {
    clearInterval(renewal);
    await worker.leave(isDone);
  }
}

/** One process's share in a job: takes URLs with leases and reads them in a few lanes. */
class Worker implements EmbedJob {
  readonly jobId: string;
  readonly deadline: number;
  hasWork = true;
  isReading = true;

  private readonly waiting: Claimed[] = [];
  private readonly held = new Set<string>();
  private claim: Claim | null = null;
  private refill: Promise<void> | undefined;
  private reading: Promise<Reading> | undefined;
  private politeness: Politeness | undefined;
  private isOver = false;

  private readonly system: SystemCtx;

  constructor(system: SystemCtx, jobId: string, deadline: number) {
    this.system = system;
    this.jobId = jobId;
    this.deadline = deadline;
  }

  get customerId(): string {
    return this.claim?.customerId ?? "";
  }

  endReading(): void {
    this.isReading = false;
  }

  async lane(): Promise<void> {
    for (let next = await this.next(); next; next = await this.next()) await this.read(next);
  }

  /** The next URL to read; nothing when this worker has no more to do. */
  private async next(): Promise<Claimed | undefined> {
    while (!this.isOver && Date.now() < this.deadline) {
      const claimed = this.waiting.shift();
      if (claimed) return claimed;
      this.refill ??= this.take().finally(() => {
        this.refill = undefined;
      });
      await this.refill;
    }
    return undefined;
  }

  private async take(): Promise<void> {
    this.claim = await claimUrls(this.system, this.jobId, BATCH);
    const { status, urls, queued } = this.claim ?? { status: "cancelled", urls: [], queued: 0 };
    this.isOver = status !== "running" || queued === 0;
    for (const claimed of urls) this.held.add(claimed.url);
    this.waiting.push(...urls);
    // What is left is being read, here or by another worker; it may lead to more, or come back.
    if (!this.isOver && urls.length === 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }

  private async read(claimed: Claimed): Promise<void> {
    const started = performance.now();
    try {
      const record = await this.outcome(claimed);
      if (await this.postpone(claimed, record)) return;
      await this.record(claimed.url, record, Math.round(performance.now() - started));
    } catch (error) {
      // Not stored, so it stays in the queue: once the lease has run out it is somebody's again.
      log().error({ error, jobId: this.jobId, url: claimed.url }, "A page was not stored");
    } finally {
      this.held.delete(claimed.url);
    }
  }

  private async record(url: string, record: UrlRecord, processingTimeMs: number): Promise<void> {
    const recorded = await recordUrl(this.system, this.jobId, url, { ...record, processingTimeMs });
    if (!recorded) return;
    if (record.passages) this.hasWork = true;
    const { status, error_message: errorMessage } = recorded;
    publishResult(this.jobId, { url, status, httpStatus: record.httpStatus, processingTimeMs, errorMessage });
  }

  /** What became of a URL. The first of a site also brings those that its sitemaps name. */
  private async outcome(claimed: Claimed): Promise<UrlRecord> {
    if (claimed.attempts > MAX_ATTEMPTS) return failed(`${claimed.url} could not be read in ${MAX_ATTEMPTS} attempts`);
    try {
      const reading = await this.begin();
      await this.politeness?.turn();
      const [record, mapped] = await Promise.all([
        readPage(claimed, reading).catch(failure),
        claimed.depth === 0 ? sitemapPages(reading) : [],
      ]);
      return { ...record, links: [...new Set([...record.links, ...mapped])] };
    } catch (error) {
      return failure(error);
    }
  }

  private begin(): Promise<Reading> {
    this.reading ??= this.readRobots();
    return this.reading;
  }

  private async readRobots(): Promise<Reading> {
    const siteUrl = this.claim?.site.url ?? "";
    const isFirst = this.claim?.urls.some(({ depth }) => depth === 0) ?? false;
    const robots = await readRobots(siteUrl, { isNew: isFirst });
    this.politeness = new Politeness(new URL(siteUrl).host);
    await this.politeness.begin(robots.delayMs);
    return { siteUrl, robots };
  }

  /** A busy site gets the URL again later, and less at once. */
  private async postpone({ url, attempts }: Claimed, { httpStatus }: UrlRecord): Promise<boolean> {
    if ((httpStatus !== 429 && httpStatus !== 503) || attempts >= MAX_ATTEMPTS) return false;
    await this.politeness?.slowDown();
    await renewLeases(this.system, this.jobId, [url], 2 ** attempts);
    return true;
  }

  async renew(): Promise<void> {
    const urls = [...this.held];
    if (urls.length === 0) return;
    await renewLeases(this.system, this.jobId, urls).catch((error) =>
      log().warn({ error, jobId: this.jobId }, "Leases were not renewed"),
    );
  }

  /** Gives back what was not begun, and ends the job where nothing is left to do. */
  async leave(isDone: boolean): Promise<void> {
    const unread = this.waiting.map(({ url }) => url);
    if (unread.length > 0) await releaseUrls(this.system, this.jobId, unread);
    if (!isDone || this.claim?.status !== "running") return;
    const status = await settleJob(this.system, this.jobId);
    if (status !== "running") publishState({ jobId: this.jobId, status, currentUrl: null });
  }
}

/** What kept a URL from being read, as far as it is anybody's business. */
function failure(error: unknown): UrlRecord {
  if (error instanceof AppError) return failed(error.message);
  log().error({ error }, "A page broke its reader");
  return failed("This page could not be read");
}

const failed = (error: string): UrlRecord => ({ status: "failed", httpStatus: null, error, links: [], isGone: false });

async function sitemapPages({ siteUrl, robots }: Reading): Promise<string[]> {
  const named = robots.sitemaps.length > 0 ? robots.sitemaps : [new URL("/sitemap.xml", siteUrl).href];
  return ownLinks(await readSitemaps(named, MAX_SITEMAP_PAGES), siteUrl, robots);
}
