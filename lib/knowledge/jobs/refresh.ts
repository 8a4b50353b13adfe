import "server-only";
import { MAX_PAGES } from "@/lib/knowledge/schema";
import { insertScrapeJob } from "@/lib/knowledge/store";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import { publishState } from "./live-state";
import { dueSites } from "./queue";

const EVERY = "24 hours";
const AT_ONCE = 200;

/** Starts reading every site that was last read a day ago or more. */
export async function refreshSites(system: SystemCtx): Promise<{ started: number }> {
  const due = await dueSites(system, EVERY, AT_ONCE);
  const started = await Promise.allSettled(
    due.map(async ({ id, customer_id: customerId, url }) => {
      const job = { siteId: id, domain: new URL(url).host, maxPages: MAX_PAGES };
      const jobId = await insertScrapeJob({ ...system, customerId }, job);
      publishState({ jobId, status: "queued", currentUrl: null });
    }),
  );
  return { started: started.filter(({ status }) => status === "fulfilled").length };
}
