import "server-only";
import { randomUUID } from "node:crypto";
import { getPersistentJobManager } from "@/lib/persistent-job-manager";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import { dueSites } from "./queue";

const AT_ONCE = 200;

/** Starts reading every site whose time has come; a site that is being read by now is passed over. */
export async function refreshSites(system: SystemCtx): Promise<{ started: number }> {
  const due = await dueSites(system, AT_ONCE);
  const jobs = getPersistentJobManager(system);
  const started = await Promise.allSettled(
    due.map(({ id: siteId, customer_id: customerId, url }) => {
      const jobId = randomUUID();
      const domain = new URL(url).host;
      return jobs.createJob(jobId, { siteId }, { jobId, customerId, domain, jobType: "incremental" });
    }),
  );
  return { started: started.filter(({ status }) => status === "fulfilled").length };
}
