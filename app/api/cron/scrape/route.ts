import { continueDocuments } from "@/lib/knowledge/documents/read-documents";
import { continueReading } from "@/lib/knowledge/jobs/read-site";
import { cron } from "@/lib/platform/http/cron";

export const maxDuration = 60;

const run = cron("scrape", async (system) => {
  const [sites, documents] = await Promise.all([continueReading(system), continueDocuments(system)]);
  return { ...sites, ...documents };
});

export const GET = run;
export const POST = run;
