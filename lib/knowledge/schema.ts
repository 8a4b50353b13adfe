import { z } from "zod";

const origin = z
  .string()
  .trim()
  .refine((value) => /^https?:\/\/[^/]+$/.test(value) && URL.parse(value)?.origin === value, {
    error: "Write an origin as https://example.com, without a path",
  });

/** A website that an assistant reads and on which its widget sits. */
export const Site = z.object({
  id: z.uuid(),
  name: z.string(),
  url: z.string(),
  siteKey: z.string(),
  allowedOrigins: z.array(z.string()),
  widgetSeenAt: z.string().nullable(),
  refreshHours: z.number().nullable().describe("How often the site is read anew; null: as the plan says."),
  createdAt: z.string(),
});
export type Site = z.infer<typeof Site>;

export const CreateSite = z.strictObject({
  url: z
    .string()
    .trim()
    .min(1, "Enter the address of your website")
    .max(2048, "This address is too long")
    .describe("Where the site begins. Pages below it are read."),
  name: z.string().trim().min(1).max(200).optional().describe("What to call the site; its host if left out."),
  allowedOrigins: z
    .array(origin)
    .max(50)
    .optional()
    .describe("Where the widget may run; the site's own origin if left out."),
});
export type CreateSite = z.infer<typeof CreateSite>;

export const UpdateSite = z
  .strictObject({
    name: z.string().trim().min(1, "Give the site a name").max(200),
    allowedOrigins: z.array(origin).min(1, "Allow at least one origin").max(50),
    refreshHours: z
      .number()
      .int()
      .min(1, "Read the site at most every hour")
      .max(720, "Read the site at least every 30 days")
      .nullable(),
  })
  .partial();
export type UpdateSite = z.infer<typeof UpdateSite>;

export const SiteId = z.strictObject({ siteId: z.uuid() });
export const JobId = z.strictObject({ jobId: z.string().min(1).max(200) });

export const ScrapeJobStatus = z.enum(["queued", "running", "paused", "completed", "failed", "cancelled"]);
export type ScrapeJobStatus = z.infer<typeof ScrapeJobStatus>;

/** One reading of a site with its sums so far. */
export const ScrapeJob = z.object({
  jobId: z.string(),
  siteId: z.uuid(),
  domain: z.string(),
  jobType: z.enum(["full_crawl", "incremental"]).describe("incremental: begun by schedule."),
  status: ScrapeJobStatus,
  currentUrl: z.string().nullable().describe("What was read last, while the job runs."),
  known: z.number().describe("How many pages the job knows of so far."),
  queued: z.number().describe("How many of them are still to be read."),
  errorMessage: z.string().nullable(),
  origin: z.enum(["member", "program", "schedule"]).describe("Who asked for it."),
  startedBy: z.uuid().nullable().describe("The member who asked for it."),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  completedAt: z.string().nullable(),
  total_pages: z.number(),
  successful_pages: z.number(),
  failed_pages: z.number(),
  skipped_pages: z.number(),
  avg_processing_time_ms: z.number(),
  pages_per_second: z.number(),
});
export type ScrapeJob = z.infer<typeof ScrapeJob>;
