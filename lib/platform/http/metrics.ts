import { metricsReport } from "@/lib/platform/metrics/report";
import { respond } from "./respond";
import { requireScheduler } from "./scheduler";

const headers = { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" };

/** A route handler for those who watch the product: its metrics, to whoever has the scheduler's secret. */
export const metrics = (request: Request): Promise<Response> =>
  respond(request, async () => {
    requireScheduler(request);
    return new Response(await metricsReport(), { headers });
  });
