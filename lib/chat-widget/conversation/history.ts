import type { History, StoredMessage } from "@/lib/chat-widget/contract";
import type { PersistentMessageQueue } from "@/lib/chat-widget/storage/persistent-message-queue";
import type { Session } from "./session";
import type { Entry, Store } from "./state";

const PAGE = 30;

/** What was said, from what the server keeps of it. */
export function entryOf({ clientMessageId, content: text, createdAt, author, ...message }: StoredMessage): Entry {
  const key = clientMessageId ?? message.id;
  return { ...message, key, text, at: Date.parse(createdAt), state: "sent", author: author?.name };
}

/** Puts a page of the conversation's history before what is shown; the newest page, or the one before a message. */
export async function loadHistory(
  store: Store,
  session: Session,
  outbox: PersistentMessageQueue,
  before?: string,
): Promise<void> {
  const conversationId = store.get().conversationId ?? "";
  const query = new URLSearchParams({ conversationId, limit: String(PAGE), ...(before && { before }) });
  const { messages, hasMore, person, personRequestedAt } = await session.json<History>(`messages?${query}`, {
    method: "GET",
  });
  messages.forEach(({ clientMessageId }, i) => {
    // What was answered needs no sending, whatever became of its acknowledgement.
    if (clientMessageId && messages[i + 1]?.role === "assistant") void outbox.remove(clientMessageId);
  });
  const earlier = messages.map(entryOf);
  const known = new Set(earlier.flatMap(({ key, id }) => [key, id]));
  const { entries } = store.get();
  store.set({
    entries: [...earlier, ...entries.filter(({ key, id }) => !known.has(key) && !known.has(id))],
    hasEarlier: hasMore,
    handler: person?.name,
    hasAsked: !!personRequestedAt,
  });
}
