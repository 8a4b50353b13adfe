import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { failed } from "@/lib/knowledge/crawl/outcome";
import { readPage } from "@/lib/knowledge/crawl/read-page";
import { beginReading, type Reading, sitemapPages } from "@/lib/knowledge/crawl/reading";
import type { ScrapeJobStatus } from "@/lib/knowledge/schema";
import { knowledgeTag } from "@/lib/knowledge/search/cache";
import { AppError } from "@/lib/platform/errors";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import { log } from "@/lib/platform/log";
import { cache } from "@/lib/platform/redis/cache";
import { type EmbedJob, embedSite } from "./embed-site";
import { publishJob, publishResults } from "./live-state";
import {
  type Claim,
  type Claimed,
  claimUrls,
  compactSearch,
  leaveJob,
  postponeUrl,
  type Recorded,
  renewLeases,
  settleJob,
  type TimedRecord,
  type UrlRecord,
} from "./queue";
import { Recorder } from "./recorder";

/** Requests to one site at once. */
const LANES = 4;
/** How many URLs a worker takes for them: few at first, more as long as it comes back soon for the next ones. */
const CLAIM = { first: 8, most: 256, soonMs: 2_000 };
const POLL_MS = 150;
/** How often a worker shows that it is alive, and sees whether its job was paused. */
const HEARTBEAT_MS = 800;
/** How long pages that are being read when the time is up may still take. */
const GRACE_MS = 8_000;
/** How often a busy site is asked for a page. */
const MAX_ATTEMPTS = 3;
/** How often a page may be lost with its worker, until it is taken for the reason. */
const MAX_LOSSES = 20;

/** Reads and embeds for one job until it is done, stopped, or the time is up; then holds nothing of it any more. */
export async function readJob(system: SystemCtx, jobId: string, deadline: number): Promise<void> {
  const worker = new Worker(system, jobId, deadline);
  await worker.work(async () => {
    const reading = worker.read().finally(() => worker.endReading());
    const compacted = reading.then(() => worker.compact());
    const [embedding, read] = await Promise.allSettled([embedSite(system, worker), compacted]);
    if (read.status === "rejected") throw read.reason;
    if (embedding.status === "rejected") throw embedding.reason;
    return embedding.value;
  });
}

/** Reads for one job as `readJob` does, and leaves its passages without vectors; the job stays open. */
export async function readPages(system: SystemCtx, jobId: string, deadline: number): Promise<void> {
  const worker = new Worker(system, jobId, deadline);
  await worker.work(async () => {
    await worker.read();
    return false;
  });
}

/** One process's share in a job: takes URLs with leases, reads them in a few lanes and stores them beside that. */
class Worker implements EmbedJob {
  readonly jobId: string;
  readonly workerId = randomUUID();
  readonly deadline: number;
  hasWork = true;
  isReading = true;
  readonly whenRead = Promise.withResolvers<void>();

  private readonly system: SystemCtx;
  private readonly recorder: Recorder;
  private readonly waiting: Claimed[] = [];
  private claim: Claim | null = null;
  private refill: Promise<void> | undefined;
  private reading: Promise<Reading> | undefined;
  private share = CLAIM.first;
  private claimedAt = 0;
  /** Ends the wait for URLs, of which there may be some now. */
  private news = new AbortController();
  private isOver = false;
  private broken: unknown;

  constructor(system: SystemCtx, jobId: string, deadline: number) {
    this.system = system;
    this.jobId = jobId;
    this.deadline = deadline;
    this.recorder = new Recorder(system, this, (recorded, records) => this.report(recorded, records));
  }

  get customerId(): string {
    return this.claim?.customerId ?? "";
  }

  /** Does the work and leaves the job, settled where the work says that nothing is left to do. */
  async work(run: () => Promise<boolean>): Promise<void> {
    const heartbeat = setInterval(() => void this.beat(), HEARTBEAT_MS);
    let isDone = false;
    try {
      isDone = await run();
    } finally {
      clearInterval(heartbeat);
      await this.leave(isDone);
    }
  }

  /** Reads until nothing is left or the time is up, and stores all that was read. */
  async read(): Promise<void> {
    const lanes = Promise.all(Array.from({ length: LANES }, () => this.lane()));
    const grace = new AbortController();
    const left = Math.max(this.deadline + GRACE_MS - Date.now(), 0);
    // A page that takes too long is left behind; its lane ends with it, and finds nothing more to do.
    const tooLong = sleep(left, undefined, { signal: grace.signal }).catch(() => {});
    await Promise.race([lanes, tooLong]).finally(() => grace.abort());
    await this.recorder.flush();
    if (this.broken) throw this.broken;
  }

  /** Counts what was read together while its passages get their vectors; with no time left the next worker does. */
  async compact(): Promise<void> {
    if (this.claim && Date.now() < this.deadline) await compactSearch(this.system, this.claim.customerId);
  }

  endReading(): void {
    this.isReading = false;
    this.whenRead.resolve();
  }

  private async lane(): Promise<void> {
    for (let next = await this.next(); next; next = await this.next()) await this.readUrl(next);
  }

  private get mayGoOn(): boolean {
    return !this.isOver && Date.now() < this.deadline;
  }

  /** The next URL to read; nothing when this worker has no more to do. */
  private async next(): Promise<Claimed | undefined> {
    while (this.mayGoOn) {
      // The next ones are fetched while the last ones are being read; the database may be busy storing.
      if (this.waiting.length < Math.max(LANES, this.share / 2)) this.refill ??= this.take();
      const claimed = this.waiting.shift();
      if (claimed) return claimed;
      await this.refill;
    }
    return undefined;
  }

  private async take(): Promise<void> {
    try {
      const isSoon = Date.now() - this.claimedAt < CLAIM.soonMs;
      this.share = isSoon ? Math.min(this.share * 2, CLAIM.most) : CLAIM.first;
      this.claim = await claimUrls(this.system, this, this.share);
      this.claimedAt = Date.now();
      const { status, urls, queued } = this.claim ?? { status: "cancelled", urls: [], queued: 0 };
      this.isOver ||= status !== "running" || (queued === 0 && urls.length === 0);
      this.waiting.push(...urls);
      // What is left is being read or stored, here or by another worker; it may lead to more, or come back.
      if (!this.isOver && urls.length === 0) await (this.recorder.isBusy ? this.recorder.flush() : this.waitForNews());
    } catch (error) {
      this.broken = error;
      this.isOver = true;
    } finally {
      this.refill = undefined;
    }
  }

  private async waitForNews(): Promise<void> {
    this.news = new AbortController();
    await sleep(POLL_MS, undefined, { signal: this.news.signal }).catch(() => {});
  }

  private async readUrl(claimed: Claimed): Promise<void> {
    const started = performance.now();
    const record = await this.outcome(claimed);
    if (!record) {
      this.waiting.push(claimed);
      return;
    }
    if (await this.postpone(claimed, record)) return;
    const timed = { ...record, url: claimed.url, finishedAt: Date.now() };
    await this.recorder.add({ ...timed, processingTimeMs: Math.round(performance.now() - started) });
  }

  /** What became of a URL; nothing if it was stopped before its turn came. */
  private async outcome(claimed: Claimed): Promise<UrlRecord | undefined> {
    if (claimed.attempts > MAX_LOSSES)
      return failed(null, `${claimed.url} could not be read in ${MAX_LOSSES} attempts`);
    try {
      const reading = await this.begin();
      if (!(await this.turn(reading))) return undefined;
      // The first URL of a site also brings those that its sitemaps name.
      const [record, mapped] = await Promise.all([
        readPage(claimed, reading)
          .catch(failure)
          .finally(() => reading.politeness.done()),
        claimed.depth === 0 ? sitemapPages(reading) : null,
      ]);
      if (!mapped) return record;
      return { ...record, links: [...new Set([...record.links, ...mapped.links])], lastmods: mapped.lastmods };
    } catch (error) {
      return failure(error);
    }
  }

  private begin(): Promise<Reading> {
    const isNew = this.claim?.urls.some(({ depth }) => depth === 0) ?? false;
    const { id: siteId = "", url = "" } = this.claim?.site ?? {};
    this.reading ??= beginReading(url, { siteId, isNew });
    return this.reading;
  }

  /** Waits for the host to bear another request; false when this worker is to stop before that. */
  private async turn({ politeness }: Reading): Promise<boolean> {
    const hasTurn = await politeness.turn(this.deadline);
    if (hasTurn && this.mayGoOn) return true;
    if (hasTurn) politeness.done();
    this.isOver = true;
    return false;
  }

  /** A busy site gets the URL again later, and less at once. */
  private async postpone({ url, attempts }: Claimed, { httpStatus, againInMs = 0 }: UrlRecord): Promise<boolean> {
    if ((httpStatus !== 429 && httpStatus !== 503) || attempts >= MAX_ATTEMPTS) return false;
    const seconds = Math.max(2 ** attempts, Math.ceil(againInMs / 1000));
    await postponeUrl(this.system, this, url, seconds).catch((error: unknown) => this.warn(error));
    return true;
  }

  private async report({ status, known, queued, recorded }: Recorded, records: TimedRecord[]): Promise<void> {
    if (status !== "running") this.isOver = true;
    this.news.abort();
    if (records.some(({ passages }) => passages)) this.hasWork = true;
    const results = recorded.map((result) => ({
      url: result.url,
      status: result.status,
      httpStatus: result.http_status,
      processingTimeMs: result.processing_time_ms,
      errorMessage: result.error_message,
      hashBefore: result.hash_before,
      hashAfter: result.hash_after,
    }));
    publishResults(this.jobId, results);
    this.publish({ status, known, queued, currentUrl: recorded.at(-1)?.url ?? null });
    const isChanged = records.some(({ passages, isGone }) => passages || isGone);
    if (isChanged) await cache.forget(knowledgeTag(this.customerId));
  }

  private publish(now: { status: ScrapeJobStatus; known: number; queued: number; currentUrl: string | null }): void {
    if (!this.claim) return;
    const { customerId, domain, jobType, site } = this.claim;
    publishJob({ jobId: this.jobId, customerId, siteId: site.id, domain, jobType, ...now });
  }

  private async beat(): Promise<void> {
    try {
      if ((await renewLeases(this.system, this)) !== "running" && this.claim) this.isOver = true;
    } catch (error) {
      this.warn(error);
    }
  }

  private warn(error: unknown): void {
    log().warn({ error, jobId: this.jobId }, "A lease was not changed");
  }

  /** Gives back what it holds, and ends the job where nothing is left to do. */
  private async leave(isDone: boolean): Promise<void> {
    this.isOver = true;
    void this.reading?.then(({ politeness }) => politeness.end()).catch(() => {});
    await leaveJob(
      this.system,
      this,
      this.waiting.map(({ url }) => url),
    );
    if (!isDone || this.claim?.status !== "running") return;
    const status = await settleJob(this.system, this.jobId);
    if (status === null || status === "running") return;
    this.publish({ status, known: this.claim.known, queued: 0, currentUrl: null });
  }
}

/** What kept a URL from being read, as far as it is anybody's business. */
function failure(error: unknown): UrlRecord {
  if (error instanceof AppError) return failed(null, error.message);
  log().error({ error }, "A page broke its reader");
  return failed(null, "This page could not be read");
}
