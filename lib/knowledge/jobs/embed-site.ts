import { setTimeout as sleep } from "node:timers/promises";
import { knowledgeTag } from "@/lib/knowledge/search/cache";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import { embed, embeddingModel } from "@/lib/platform/llm/embeddings";
import { log } from "@/lib/platform/log";
import { cache } from "@/lib/platform/redis/cache";
import { claimPassages, putEmbeddings, type Share } from "./queue";

const BATCH = 64;
const POLL_MS = 300;

export type EmbedJob = Share & {
  customerId: string;
  deadline: number;
  /** Whether pages may still come. */
  isReading: boolean;
  /** Resolves when none come any more. */
  whenRead: { promise: Promise<void> };
  /** Whether there may be passages without vectors; set by whoever stores or leaves some. */
  hasWork: boolean;
};

/**
 * Gives the passages of a job's site their vectors while its pages are being read, and until all have one. False when
 * some are left because the time is up or another worker is at it. A model that is away leaves them for the next job:
 * until then they are found by their words.
 */
export async function embedSite(system: SystemCtx, job: EmbedJob): Promise<boolean> {
  const model = embeddingModel();
  let after = 0; // What is stored later has a higher id; the last round looks at all once more.
  while (Date.now() < job.deadline) {
    await somethingToDo(job);
    const isLast = !job.isReading && after === 0;
    job.hasWork = false;
    const passages = await claimPassages(system, job, { model, after, limit: BATCH });
    if (passages?.length) {
      if (!(await embedBatch(system, job, passages))) return true;
      after = passages.at(-1)?.id ?? 0;
      job.hasWork = true;
    } else if (isLast) return passages !== null;
    else if (!job.isReading) after = 0;
  }
  return false;
}

async function somethingToDo(job: EmbedJob): Promise<void> {
  while (job.isReading && !job.hasWork && Date.now() < job.deadline) {
    await Promise.race([sleep(POLL_MS), job.whenRead.promise]);
  }
}

async function embedBatch(
  system: SystemCtx,
  job: EmbedJob,
  passages: { id: number; text: string }[],
): Promise<boolean> {
  try {
    const { model, vectors } = await embed(passages.map(({ text }) => text));
    await putEmbeddings(system, job.customerId, { model, ids: passages.map(({ id }) => id), vectors });
    await cache.forget(knowledgeTag(job.customerId));
    return true;
  } catch (error) {
    log().error({ error, jobId: job.jobId }, "Passages are left without vectors");
    return false;
  }
}
