import { metrics } from "@/lib/platform/http/metrics";

export const GET = metrics;
