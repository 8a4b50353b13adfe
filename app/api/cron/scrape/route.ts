import { continueDocuments } from "@/lib/knowledge/documents/read-documents";
import { continueReading } from "@/lib/knowledge/jobs/read-site";
import { keepSearchable } from "@/lib/knowledge/search/upkeep";
import { cron } from "@/lib/platform/http/cron";

export const maxDuration = 60;

const run = cron("scrape", async (system) => {
  const work = [continueReading(system), continueDocuments(system), keepSearchable(system)] as const;
  const [sites, documents, search] = await Promise.all(work);
  return { ...sites, ...documents, ...search };
});

export const GET = run;
export const POST = run;
