import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { env } from "@/lib/platform/env";
import { asSystem, type SystemCtx } from "@/lib/platform/jobs/system";
import { log } from "@/lib/platform/log";
import { doesWorkWait, nextJob } from "./queue";
import { readJob } from "./worker";

/** How many jobs one process works on at once. */
const JOBS_AT_ONCE = 3;
/** How long a worker stays with one job before it looks whose turn it is. */
const TURN_MS = 15_000;
const RETRY_MS = 2_000;
/** How long the next worker may take to hear that it is called. */
const CALL_MS = 2_000;

/** The jobs that this process is working on. */
const active = new Set<string>();

/**
 * Goes on with the jobs that are open, for at most JOB_BUDGET_SECONDS; if work is left then, calls the next worker. Each
 * process works on a few at once, and several processes share them. Says how many this call has worked on.
 */
export async function continueReading(system: SystemCtx): Promise<{ jobs: number }> {
  const until = Date.now() + env().JOB_BUDGET_SECONDS * 1000;
  const free = Math.max(JOBS_AT_ONCE - active.size, 0);
  const worked = await Promise.all(Array.from({ length: free }, () => readJobs(system, until)));
  if (Date.now() >= until) await callNextWorker(system);
  return { jobs: new Set(worked.flat()).size };
}

/** Begins on what was just asked to be read; for use right after a response. */
export const startReading = () => continueReading(asSystem("read_site"));

/** One job after the other, in turns, as long as any waits for this process. Waits out a database that is away. */
async function readJobs(system: SystemCtx, until: number): Promise<string[]> {
  const worked: string[] = [];
  while (Date.now() < until) {
    try {
      const jobId = active.size < JOBS_AT_ONCE ? await nextJob(system, [...active]) : undefined;
      if (jobId === undefined) break;
      if (active.has(jobId)) continue; // Two lanes of this process asked at once.
      active.add(jobId);
      worked.push(jobId);
      await readJob(system, jobId, Math.min(until, Date.now() + TURN_MS)).finally(() => active.delete(jobId));
    } catch (error) {
      log().error({ error }, "Reading was interrupted");
      if (Date.now() + RETRY_MS > until) throw error;
      await sleep(RETRY_MS);
    }
  }
  return worked;
}

/** Lets another worker go on at once where work is left. If it doesn't hear, the scheduler's next call does. */
async function callNextWorker(system: SystemCtx): Promise<void> {
  const { APP_URL, CRON_SECRET } = env();
  if (!CRON_SECRET) return;
  try {
    if (!(await doesWorkWait(system))) return;
    await fetch(`${APP_URL}/api/cron/scrape`, {
      method: "POST",
      headers: { authorization: `Bearer ${CRON_SECRET}` },
      signal: AbortSignal.timeout(CALL_MS), // It answers when it has done its part, which nobody needs to wait for.
    });
  } catch (error) {
    log().debug({ error }, "The next worker was not waited for");
  }
}
