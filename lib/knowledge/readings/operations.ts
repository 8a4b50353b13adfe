import "server-only";
import { JobId } from "@/lib/knowledge/schema";
import { operation } from "@/lib/platform/operation";
import { ListScrapeJobResults, ListScrapeJobs, ScrapeJobList, ScrapeJobResultList, ScrapeJobSummary } from "./schema";
import { getScrapeJobSummary, listScrapeJobResults, listScrapeJobs } from "./service";

const callers = ["member", "api_key"] as const;

/** What can be asked of the readings of a website. */
export const readingOperations = [
  operation({
    name: "list_scrape_jobs",
    description: "Lists the readings of a website, the newest first, with their sums.",
    http: { method: "GET", path: "/sites/{siteId}/scrape-jobs" },
    callers,
    risk: "read",
    input: ListScrapeJobs,
    output: ScrapeJobList,
    run: (ctx, input) => listScrapeJobs(ctx, input),
  }),
  operation({
    name: "list_scrape_job_results",
    description:
      "Lists what became of each page of a reading, the newest first: read, changed, skipped or failed, and why.",
    http: { method: "GET", path: "/scrape-jobs/{jobId}/results" },
    callers,
    risk: "read",
    input: ListScrapeJobResults,
    output: ScrapeJobResultList,
    run: (ctx, input) => listScrapeJobResults(ctx, input),
  }),
  operation({
    name: "get_scrape_job_summary",
    description: "Counts the pages of a reading by what became of them, and by why they weren't read.",
    http: { method: "GET", path: "/scrape-jobs/{jobId}/summary" },
    callers,
    risk: "read",
    input: JobId,
    output: ScrapeJobSummary,
    run: (ctx, { jobId }) => getScrapeJobSummary(ctx, jobId),
  }),
];
