import "server-only";
import { env } from "@/lib/platform/env";
import { asSystem, type SystemCtx } from "@/lib/platform/jobs/system";
import { log } from "@/lib/platform/log";
import { openJobs } from "./queue";
import { readJob } from "./worker";

/** How many jobs one process works on at once. */
const JOBS_AT_ONCE = 3;
const RETRY_MS = 2_000;

/** The jobs that this process is working on. */
const active = new Set<string>();

/**
 * Goes on with the jobs that are open, for at most JOB_BUDGET_SECONDS; then the next call does. Each process works on a
 * few at once, and several processes share them. Says how many this call has worked on.
 */
export async function continueReading(system: SystemCtx): Promise<{ jobs: number }> {
  const until = Date.now() + env().JOB_BUDGET_SECONDS * 1000;
  const free = Math.max(JOBS_AT_ONCE - active.size, 0);
  const worked = await Promise.all(Array.from({ length: free }, () => readJobs(system, until)));
  return { jobs: new Set(worked.flat()).size };
}

/** Begins on what was just asked to be read; for use right after a response. */
export const startReading = () => continueReading(asSystem("read_site"));

/** One job after the other, as long as there are any that nobody here works on. Waits out a database that is away. */
async function readJobs(system: SystemCtx, until: number): Promise<string[]> {
  const worked: string[] = [];
  while (Date.now() < until) {
    try {
      const jobId = await nextJob(system);
      if (jobId === undefined) break;
      worked.push(jobId);
      await readJob(system, jobId, until).finally(() => active.delete(jobId));
    } catch (error) {
      log().error({ error }, "Reading was interrupted");
      if (Date.now() + RETRY_MS > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
  return worked;
}

/** Marks an open job as this process's work. */
async function nextJob(system: SystemCtx): Promise<string | undefined> {
  const open = await openJobs(system, JOBS_AT_ONCE + active.size);
  const jobId = open.find((each) => !active.has(each));
  if (jobId === undefined || active.size >= JOBS_AT_ONCE) return undefined;
  active.add(jobId);
  return jobId;
}
