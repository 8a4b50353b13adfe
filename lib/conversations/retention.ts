import type { SystemCtx } from "@/lib/platform/jobs/system";
import { log } from "@/lib/platform/log";
import { cache } from "@/lib/platform/redis/cache";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import { tagsOf } from "./history";

const BATCH = 200;

/** Deletes the conversations that their customers keep no longer, with all that was said in them. */
export async function deleteExpiredConversations({ db }: SystemCtx): Promise<{ deleted: number }> {
  let deleted = 0;
  for (let last = BATCH; last === BATCH; deleted += last) {
    const gone = unwrap(await db.rpc("delete_expired_conversations", { p_limit: BATCH }));
    await cache.forget(...new Set(gone.flatMap(({ id, owner }) => tagsOf(id, owner))));
    last = gone.length;
  }
  log().info({ deleted }, "Expired conversations were deleted");
  return { deleted };
}

/** What `deleteExpiredConversations` would delete, by customer. */
export async function countExpiredConversations({ db }: SystemCtx) {
  const customers = unwrap(await db.rpc("count_expired_conversations"));
  return { conversations: customers.reduce((sum, { conversations }) => sum + conversations, 0), customers };
}
