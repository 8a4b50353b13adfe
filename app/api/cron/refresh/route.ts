import { refreshSites } from "@/lib/knowledge/jobs/refresh";
import { checkVectors } from "@/lib/knowledge/search/upkeep";
import { cron } from "@/lib/platform/http/cron";

export const maxDuration = 60;

const run = cron("refresh", async (system) => {
  const [sites, vectors] = await Promise.all([refreshSites(system), checkVectors(system)]);
  return { ...sites, ...vectors };
});

export const GET = run;
export const POST = run;
