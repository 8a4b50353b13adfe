import "server-only";
import { env } from "@/lib/platform/env";
import { asSystem, type SystemCtx } from "@/lib/platform/jobs/system";
import { log } from "@/lib/platform/log";
import { openJobs } from "./queue";
import { readJob } from "./worker";

/** How many jobs one process works on at once. */
const JOBS_AT_ONCE = 3;

/** The jobs that this process is working on. */
const active = new Set<string>();

/**
 * Goes on with the jobs that are open, for at most JOB_BUDGET_SECONDS; then the next call does. Each process works on a
 * few at once, and several processes share them. Says how many this call has worked on.
 */
export async function continueReading(system: SystemCtx): Promise<{ jobs: number }> {
  const until = Date.now() + env().JOB_BUDGET_SECONDS * 1000;
  const broken = new Set<string>();
  const free = Math.max(JOBS_AT_ONCE - active.size, 0);
  const worked = await Promise.all(Array.from({ length: free }, () => readJobs(system, until, broken)));
  return { jobs: new Set(worked.flat()).size };
}

/** Begins on what was just asked to be read; for use right after a response. */
export const startReading = () => continueReading(asSystem("read_site"));

/** One job after the other, as long as there are any that nobody here works on. */
async function readJobs(system: SystemCtx, until: number, broken: Set<string>): Promise<string[]> {
  const worked: string[] = [];
  while (Date.now() < until) {
    const open = await openJobs(system, JOBS_AT_ONCE + active.size + broken.size);
    const jobId = open.find((each) => !active.has(each) && !broken.has(each));
    if (jobId === undefined || active.size >= JOBS_AT_ONCE) break;
    active.add(jobId);
    worked.push(jobId);
    await readJob(system, jobId, until)
      .catch((error) => {
        // It waits for the next call, so that the others go on.
        log().error({ error, jobId }, "A job was interrupted");
        broken.add(jobId);
      })
      .finally(() => active.delete(jobId));
  }
  return worked;
}
