import { cleanup } from "@/lib/platform/jobs/cleanup";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import { cache } from "@/lib/platform/redis/cache";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import { removeForgottenFiles } from "./attachments/cleanup";
import { tagsOf } from "./history";

const deleteConversations = cleanup("conversations", 200, async ({ db }, batch) => {
  const gone = unwrap(await db.rpc("delete_expired_conversations", { p_limit: batch }));
  await cache.forget(...new Set(gone.flatMap(({ id, owner }) => tagsOf(id, owner))));
  return gone.length;
});

/** Deletes the conversations that their customers keep no longer, with all that was said and sent, and says how many went. */
export async function deleteExpiredConversations(system: SystemCtx) {
  const gone = await deleteConversations(system);
  await removeForgottenFiles(system);
  return gone;
}

/** What `deleteExpiredConversations` would delete, by customer. */
export async function countExpiredConversations({ db }: SystemCtx) {
  const customers = unwrap(await db.rpc("count_expired_conversations"));
  return { conversations: customers.reduce((sum, { conversations }) => sum + conversations, 0), customers };
}
