import type { Session } from "@/lib/chat-widget/conversation/session";
import type { QueuedMessage } from "./persistent-message-queue";

const backedUp = new Set<string>();

/**
 * Gives the server what it would not answer, once: there it survives this device, and is answered within a minute or two
 * even if nobody comes back. The widget sends it all the same: one id in one conversation is one message, so a message
 * that has not been bound to its conversation yet stays here.
 */
export async function backUp(session: Session, messages: readonly QueuedMessage[]): Promise<void> {
  const fresh = messages
    .filter(({ key, conversationId }) => conversationId !== undefined && !backedUp.has(key))
    .slice(0, 50);
  if (fresh.length === 0) return;
  await session.json("queue", { body: { messages: fresh } });
  for (const { key } of fresh) backedUp.add(key);
}
