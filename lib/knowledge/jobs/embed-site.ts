import { randomUUID } from "node:crypto";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import { embed, embeddingModel } from "@/lib/platform/llm/embeddings";
import { log } from "@/lib/platform/log";
import { claimPassages, putEmbeddings } from "./queue";

const BATCH = 32;
const POLL_MS = 300;

export type EmbedJob = {
  jobId: string;
  customerId: string;
  deadline: number;
  /** Whether pages may still come. */
  isReading: boolean;
  /** Whether there may be passages without vectors; set by whoever stores or leaves some. */
  hasWork: boolean;
};

/**
 * Gives the passages of a job's site their vectors while its pages are being read, and until all have one. False when
 * some are left because the time is up or another worker is at it. A model that is away leaves them for the next job:
 * until then they are found by their words.
 */
export async function embedSite(system: SystemCtx, job: EmbedJob): Promise<boolean> {
  const worker = randomUUID();
  const model = embeddingModel();
  while (Date.now() < job.deadline) {
    if (job.isReading && !job.hasWork) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      continue;
    }
    const isLast = !job.isReading;
    job.hasWork = false;
    const passages = await claimPassages(system, job.jobId, { worker, model, limit: BATCH });
    if (passages?.length) {
      if (!(await embedBatch(system, job, passages))) return true;
      job.hasWork = true;
    } else if (isLast) return passages !== null;
  }
  return false;
}

async function embedBatch(
  system: SystemCtx,
  job: EmbedJob,
  passages: { id: number; text: string }[],
): Promise<boolean> {
  try {
    const { model, vectors } = await embed(passages.map(({ text }) => text));
    await putEmbeddings(system, job.customerId, { model, ids: passages.map(({ id }) => id), vectors });
    return true;
  } catch (error) {
    log().error({ error, jobId: job.jobId }, "Passages are left without vectors");
    return false;
  }
}
