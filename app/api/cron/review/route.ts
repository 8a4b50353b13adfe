import { reviewRetention } from "@/lib/insights/retention-review";
import { cron } from "@/lib/platform/http/cron";

export const maxDuration = 60;

export const GET = cron("review", reviewRetention);
