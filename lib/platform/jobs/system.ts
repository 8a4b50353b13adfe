import "server-only";
import type { ActorOf } from "@/lib/platform/context";
import type { Db } from "@/lib/platform/supabase/db";
import { createServiceRoleClient } from "@/lib/platform/supabase/service";

/** What a job runs with: every customer's rows, so each query must name its customer. */
export type SystemCtx = { db: Db; actor: ActorOf<"system"> };

/** Acts for the product itself. Only scheduled jobs may, after `cron` has checked who calls. */
export function asSystem(job: string): SystemCtx {
  return { db: createServiceRoleClient(), actor: { type: "system", job } };
}
