import { secretsMatch } from "@/lib/platform/crypto/token";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";

/** Throws a 401 without `Authorization: Bearer $CRON_SECRET`, also when no secret is set. */
export function requireScheduler(request: Request): void {
  const secret = env().CRON_SECRET;
  const isScheduler = secret && secretsMatch(request.headers.get("authorization") ?? "", `Bearer ${secret}`);
  if (!isScheduler) throw new AppError("unauthenticated", "Only the scheduler may call this");
}
