import { z } from "zod";
import { Cursor } from "@/lib/knowledge/cursor";
import { ScrapeJob } from "@/lib/knowledge/schema";

const limit = z.coerce.number().int().min(1).max(200).default(50);

export const ListScrapeJobs = z.strictObject({ siteId: z.uuid(), limit, cursor: Cursor.optional() });
export type ListScrapeJobs = z.infer<typeof ListScrapeJobs>;

export const ScrapeJobList = z.object({ jobs: z.array(ScrapeJob), nextCursor: z.string().nullable() });
export type ScrapeJobList = z.infer<typeof ScrapeJobList>;

/** What became of a page: the first three were read. */
export const Outcome = z.enum(["new", "changed", "unchanged", "skipped", "failed"]);
export type Outcome = z.infer<typeof Outcome>;

/** What became of one URL of a job. */
export const ScrapeJobResult = z.object({
  url: z.string(),
  status: z.enum(["success", "failed", "skipped"]),
  outcome: Outcome,
  httpStatus: z.number().nullable(),
  processingTimeMs: z.number(),
  errorMessage: z.string().nullable().describe("Why it wasn't read."),
  hashBefore: z.string().nullable().describe("The fingerprint of the page's text before this job."),
  hashAfter: z.string().nullable().describe("And after it; null where there is no text to search any more."),
  createdAt: z.string(),
});
export type ScrapeJobResult = z.infer<typeof ScrapeJobResult>;

export const ListScrapeJobResults = z.strictObject({
  jobId: z.string().min(1).max(200),
  outcome: z
    .enum([...Outcome.options, "read"])
    .optional()
    .describe("Only these; `read` is new, changed or unchanged."),
  query: z.string().trim().max(500).optional().describe("Only addresses that hold this."),
  limit,
  cursor: Cursor.optional(),
});
export type ListScrapeJobResults = z.infer<typeof ListScrapeJobResults>;

export const ScrapeJobResultList = z.object({
  results: z.array(ScrapeJobResult),
  nextCursor: z.string().nullable(),
});
export type ScrapeJobResultList = z.infer<typeof ScrapeJobResultList>;

/** A job's results in sums. */
export const ScrapeJobSummary = z.object({
  outcomes: z.partialRecord(Outcome, z.number()).describe("How many pages came to what."),
  reasons: z
    .array(
      z.object({
        outcome: z.enum(["skipped", "failed"]),
        reason: z.string().nullable(),
        httpStatus: z.number().nullable(),
        pages: z.number(),
      }),
    )
    .describe("Why pages weren't read, the most frequent reasons first."),
  pace: z
    .object({ seconds: z.number(), pages: z.array(z.number()) })
    .nullable()
    .describe("How many pages were done in each stretch of so many seconds; null for less than 20 pages."),
});
export type ScrapeJobSummary = z.infer<typeof ScrapeJobSummary>;
