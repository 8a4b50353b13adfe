import { asSystem, type SystemCtx } from "@/lib/platform/jobs/system";
import { getRedisClient } from "@/lib/platform/redis/redis";
import { ttl } from "@/lib/platform/redis/ttl";
import { respond } from "./respond";
import { requireScheduler } from "./scheduler";

/**
 * A route handler for the scheduler: 401 without `Authorization: Bearer $CRON_SECRET`, also when no secret is set;
 * otherwise runs the job as the system and answers with what it returns. How its last run went stays in Redis for an
 * hour, under `cron:{job}`: { state: running | done | failed, startedAt, endedAt }.
 */
export function cron(job: string, run: (ctx: SystemCtx, url: URL) => Promise<object>) {
  return (request: Request): Promise<Response> =>
    respond(request, async () => {
      requireScheduler(request);
      const startedAt = new Date().toISOString();
      remember(job, { state: "running", startedAt, endedAt: null });
      const end = (state: Run["state"]) => remember(job, { state, startedAt, endedAt: new Date().toISOString() });
      try {
        const outcome = await run(asSystem(job), new URL(request.url));
        end("done");
        return Response.json(outcome);
      } catch (error) {
        end("failed");
        throw error;
      }
    });
}

type Run = { state: "running" | "done" | "failed"; startedAt: string; endedAt: string | null };

/** For those who look; whether it is kept changes nothing. */
function remember(job: string, run: Run): void {
  void getRedisClient()
    .set(`cron:${job}`, run, { ex: ttl("job") })
    .catch(() => {});
}
