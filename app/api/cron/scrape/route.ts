import { continueReading } from "@/lib/knowledge/jobs/read-site";
import { cron } from "@/lib/platform/http/cron";

export const maxDuration = 60;

const run = cron("scrape", continueReading);

export const GET = run;
export const POST = run;
