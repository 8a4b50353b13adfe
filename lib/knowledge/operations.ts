import "server-only";
import { z } from "zod";
import { operation } from "@/lib/platform/operation";
import { evaluationOperations } from "./evaluation/operations";
import { followJob } from "./jobs/follow-job";
import { pageOperations } from "./pages/operations";
import { readingOperations } from "./readings/operations";
import { JobId, ScrapeJob, Site, SiteId } from "./schema";
import { searchOperations } from "./search/operations";
import {
  cancelScrapeJob,
  getScrapeJob,
  getSite,
  listSites,
  pauseScrapeJob,
  readSite,
  resumeScrapeJob,
} from "./service";

const callers = ["member", "api_key"] as const;

/** What programs and people can do with websites and what was read from them. */
export const knowledgeOperations = [
  ...pageOperations,
  ...readingOperations,
  ...evaluationOperations,
  ...searchOperations,
  operation({
    name: "list_sites",
    description: "Lists the business's websites.",
    http: { method: "GET", path: "/sites" },
    callers,
    risk: "read",
    input: z.strictObject({}),
    output: z.object({ sites: z.array(Site) }),
    run: async (ctx) => ({ sites: await listSites(ctx) }),
  }),
  operation({
    name: "get_site",
    description: "Shows one website.",
    http: { method: "GET", path: "/sites/{siteId}" },
    callers,
    risk: "read",
    input: SiteId,
    output: Site,
    run: (ctx, { siteId }) => getSite(ctx, siteId),
  }),
  operation({
    name: "read_site",
    description:
      "Reads a website anew. Answers at once with the job that does it; a second one meanwhile is a conflict.",
    http: { method: "POST", path: "/sites/{siteId}/read", status: 202 },
    callers,
    risk: "write",
    input: SiteId,
    output: z.object({ jobId: z.string() }),
    run: (ctx, { siteId }) => readSite(ctx, siteId),
  }),
  operation({
    name: "get_scrape_job",
    description:
      "Shows how far the reading of a website is, with its sums so far. To a caller who accepts text/event-stream it is told at each step, as `job`, and as `done` when it is over; when the events end before that, ask again.",
    http: { method: "GET", path: "/scrape-jobs/{jobId}" },
    callers,
    risk: "read",
    input: JobId,
    output: ScrapeJob,
    run: (ctx, { jobId }) => getScrapeJob(ctx, jobId),
    stream: followJob,
  }),
  operation({
    name: "pause_scrape_job",
    description: "Stops the reading of a website for now.",
    http: { method: "POST", path: "/scrape-jobs/{jobId}/pause" },
    callers,
    risk: "write",
    input: JobId,
    output: ScrapeJob,
    run: (ctx, { jobId }) => pauseScrapeJob(ctx, jobId),
  }),
  operation({
    name: "resume_scrape_job",
    description: "Lets a paused reading go on where it stopped.",
    http: { method: "POST", path: "/scrape-jobs/{jobId}/resume", status: 202 },
    callers,
    risk: "write",
    input: JobId,
    output: ScrapeJob,
    run: (ctx, { jobId }) => resumeScrapeJob(ctx, jobId),
  }),
  operation({
    name: "cancel_scrape_job",
    description: "Ends the reading of a website for good. What was read stays.",
    http: { method: "POST", path: "/scrape-jobs/{jobId}/cancel" },
    callers,
    risk: "write",
    input: JobId,
    output: ScrapeJob,
    run: (ctx, { jobId }) => cancelScrapeJob(ctx, jobId),
  }),
];
