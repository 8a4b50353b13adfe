import { refreshSites } from "@/lib/knowledge/jobs/refresh";
import { cron } from "@/lib/platform/http/cron";

const run = cron("refresh", refreshSites);

export const GET = run;
export const POST = run;
