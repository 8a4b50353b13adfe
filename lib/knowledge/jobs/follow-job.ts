import { isDeepStrictEqual } from "node:util";
import type { ScrapeJob } from "@/lib/knowledge/schema";
import { selectScrapeJob } from "@/lib/knowledge/store";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { ServerEvent } from "@/lib/platform/http/sse";
import { hearOfJob } from "./live-state";

/** Shorter than a hosted function may run, and than proxies keep a connection on which nothing is said. */
const FOLLOW_FOR_MS = 50_000;
const LOOK_AGAIN_MS = 5_000;

/**
 * Tells how a job stands as `job` events, each with the whole job: at once, and at each step from then on; `done` when
 * it is over. After fifty seconds the events end without it, and whoever asks again misses nothing. Redis says when to
 * look; while it is away, the job is looked at every `lookAgainMs`. Throws not_found.
 */
export async function followJob(
  ctx: Ctx,
  { jobId }: Pick<ScrapeJob, "jobId">,
  signal: AbortSignal,
  lookAgainMs = LOOK_AGAIN_MS,
): Promise<AsyncGenerator<ServerEvent>> {
  const job = await selectScrapeJob(ctx, jobId);
  return follow(ctx, job, AbortSignal.any([signal, AbortSignal.timeout(FOLLOW_FOR_MS)]), lookAgainMs);
}

async function* follow(
  ctx: Ctx,
  first: ScrapeJob,
  signal: AbortSignal,
  lookAgainMs: number,
): AsyncGenerator<ServerEvent> {
  const { ring, isRung } = bell(signal);
  let job = first;
  let stop = hearOfJob(job.jobId, ring);
  try {
    yield { event: "job", data: job };
    while (!isOver(job)) {
      const isHeard = await isRung(lookAgainMs);
      if (signal.aborted) return;
      const now = await look(ctx, job);
      if (isDeepStrictEqual(now, job)) continue;
      if (!isHeard) {
        // A step of which the channel did not tell: Redis was away, and the subscription went with it.
        stop();
        stop = hearOfJob(job.jobId, ring);
      }
      job = now;
      yield { event: "job", data: job };
    }
    yield { event: "done", data: job };
  } finally {
    stop();
  }
}

const isOver = ({ status }: ScrapeJob) => status === "completed" || status === "failed" || status === "cancelled";

/** The job now, or as it was last seen while the database is away. */
async function look(ctx: Ctx, last: ScrapeJob): Promise<ScrapeJob> {
  try {
    return await selectScrapeJob(ctx, last.jobId);
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") return last;
    throw error;
  }
}

/** What rings while nobody waits is not lost; `isRung` says within so many milliseconds whether it rang. */
function bell(signal: AbortSignal) {
  let hasRung = false;
  let wake = () => {};
  const ring = () => {
    hasRung = true;
    wake();
  };
  signal.addEventListener("abort", ring);
  const silence = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  return {
    ring,
    async isRung(withinMs: number): Promise<boolean> {
      if (!hasRung && !signal.aborted) await silence(withinMs);
      const rang = hasRung;
      hasRung = false;
      return rang;
    },
  };
}
