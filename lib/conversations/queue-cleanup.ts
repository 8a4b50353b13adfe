import type { SystemCtx } from "@/lib/platform/jobs/system";
import { unwrap } from "@/lib/platform/supabase/unwrap";

const BATCH = 10_000;

/** Deletes every queued message whose day is over, and says how many went. */
export async function cleanUpMessageQueue({ db }: SystemCtx): Promise<{ deleted: number }> {
  let deleted = 0;
  for (let last = BATCH; last === BATCH; deleted += last) {
    last = unwrap(await db.rpc("cleanup_expired_message_queue", { batch: BATCH }));
  }
  return { deleted };
}
