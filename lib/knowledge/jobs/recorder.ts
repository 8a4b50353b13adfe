import { failed } from "@/lib/knowledge/crawl/outcome";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import { log } from "@/lib/platform/log";
import { alone, type Batch, batchOf } from "./batch";
import { postponeUrl, type Recorded, recordUrls, type Share, type TimedRecord } from "./queue";

const NOT_STORED = "This page could not be stored";
/** How much one transaction stores. An unchanged page weighs 1, any other as much as its passages. */
const BATCH = { pages: 256, weight: 384 };
/** From one batch that isn't full to the next: a transaction costs the database as much as several pages. */
const GATHER_MS = 250;
/** How much may wait to be stored before those who read wait as well. */
const BACKLOG = { pages: 512, weight: 1536 };

/**
 * Stores what a worker reads, beside the reading: while one batch is being stored the next one gets its words, and the one
 * after that gathers. A batch that fails is stored page by page, so that a page which can't be stored holds up no other.
 */
export class Recorder {
  private readonly system: SystemCtx;
  private readonly share: Share;
  private readonly onRecorded: (recorded: Recorded, records: TimedRecord[]) => Promise<void>;
  private readonly waiting: TimedRecord[] = [];
  private weight = 0;
  private next: Promise<Batch> | undefined;
  private storing: Promise<void> | undefined;
  private gathering: NodeJS.Timeout | undefined;
  private storedAt = -GATHER_MS;

  constructor(
    system: SystemCtx,
    share: Share,
    onRecorded: (recorded: Recorded, records: TimedRecord[]) => Promise<void>,
  ) {
    this.system = system;
    this.share = share;
    this.onRecorded = onRecorded;
  }

  /** Takes over a record. Resolves when there is room for more. Never fails. */
  async add(record: TimedRecord): Promise<void> {
    this.waiting.push(record);
    this.weight += weightOf(record);
    while (this.waiting.length >= BACKLOG.pages || this.weight >= BACKLOG.weight) await this.store();
    this.storeSoon();
  }

  /** Resolves when all that was added is stored. */
  async flush(): Promise<void> {
    while (this.isBusy) await this.store();
  }

  get isBusy(): boolean {
    return this.waiting.length > 0 || this.next !== undefined || this.storing !== undefined;
  }

  private storeSoon(): void {
    const isFull = this.waiting.length >= BATCH.pages || this.weight >= BATCH.weight;
    if (isFull) this.next ??= this.prepare();
    if (this.storing !== undefined || !(this.next || this.waiting.length > 0)) return;
    const early = this.storedAt + GATHER_MS - performance.now();
    if (this.next || early <= 0) void this.store();
    else this.gathering ??= setTimeout(() => void this.store(), early);
  }

  private store(): Promise<void> {
    clearTimeout(this.gathering);
    this.gathering = undefined;
    if (this.storing !== undefined) return this.storing;
    this.storedAt = performance.now();
    const batch = this.next ?? this.prepare();
    this.next = undefined;
    this.storing = this.storeBatch(batch).finally(() => {
      this.storing = undefined;
      this.storeSoon();
    });
    return this.storing;
  }

  private prepare(): Promise<Batch> {
    return batchOf(this.nextRecords(), this.share.jobId);
  }

  private nextRecords(): TimedRecord[] {
    let count = 0;
    let weight = 0;
    for (const record of this.waiting) {
      if (count > 0 && (count >= BATCH.pages || weight + weightOf(record) > BATCH.weight)) break;
      weight += weightOf(record);
      count += 1;
    }
    this.weight -= weight;
    return this.waiting.splice(0, count);
  }

  private async storeBatch(preparing: Promise<Batch>): Promise<void> {
    const batch = await preparing;
    try {
      await this.storeTogether(batch);
    } catch {
      for (const record of batch.records) await this.storeAlone(record, batch);
    }
  }

  private async storeTogether(batch: Batch): Promise<void> {
    if (batch.records.length === 0) return;
    await this.onRecorded(await recordUrls(this.system, this.share.jobId, batch), batch.records);
  }

  private async storeAlone(record: TimedRecord, batch: Batch): Promise<void> {
    const { url, httpStatus, processingTimeMs, finishedAt } = record;
    try {
      await this.storeTogether(alone(record, batch));
    } catch (error) {
      log().error({ error, jobId: this.share.jobId, url }, "A page was not stored");
      const instead = { ...failed(httpStatus, NOT_STORED), url, processingTimeMs, finishedAt };
      // With the database away not even that is stored: the page stays in the queue, and is anybody's after a while.
      await this.storeTogether(alone(instead, batch)).catch(() =>
        postponeUrl(this.system, this.share, url, 1).catch(() => {}),
      );
    }
  }
}

const weightOf = ({ passages }: TimedRecord) => 1 + (passages?.length ?? 0);
