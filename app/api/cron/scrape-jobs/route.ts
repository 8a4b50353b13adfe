import { cleanUpScrapeJobs } from "@/lib/knowledge/jobs/cleanup";
import { cron } from "@/lib/platform/http/cron";

export const maxDuration = 60;

export const GET = cron("scrape-jobs", cleanUpScrapeJobs);
