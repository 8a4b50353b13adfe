import type { Ctx } from "@/lib/platform/context";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { Reaction, ToggleReaction } from "./schema";

/** Whether the sign is there now; null for a message that the caller does not see. */
export async function toggleSign({ db }: Ctx, { messageId, emoji }: ToggleReaction): Promise<boolean | null> {
  return unwrap(await db.rpc("toggle_reaction", { p_message: messageId, p_emoji: emoji }));
}

export async function selectReactions({ db, customerId }: Ctx, conversationId: string): Promise<Reaction[]> {
  const rows = unwrap(await db.rpc("list_reactions", { p_customer: customerId, p_conversation: conversationId }));
  return rows.map(({ message_id, emoji, count, mine }) => ({ messageId: message_id, emoji, count, isMine: mine }));
}
