import { watchStores } from "@/lib/insights/upkeep";
import { cron } from "@/lib/platform/http/cron";

export const GET = cron("upkeep", watchStores);
