import { secretsMatch } from "@/lib/platform/crypto/token";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { asSystem, type SystemCtx } from "@/lib/platform/jobs/system";
import { respond } from "./respond";

/**
 * A route handler for the scheduler: 401 without `Authorization: Bearer $CRON_SECRET`, also when no secret is set;
 * otherwise runs the job as the system and answers with what it returns.
 */
export function cron(job: string, run: (ctx: SystemCtx, url: URL) => Promise<object>) {
  return (request: Request): Promise<Response> =>
    respond(request, async () => {
      const secret = env().CRON_SECRET;
      const isScheduler = secret && secretsMatch(request.headers.get("authorization") ?? "", `Bearer ${secret}`);
      if (!isScheduler) throw new AppError("unauthenticated", "Only the scheduler may call this");
      return Response.json(await run(asSystem(job), new URL(request.url)));
    });
}
