import type { History, StoredMessage } from "@/lib/chat-widget/contract";
import { entryOf } from "@/lib/chat-widget/conversation/history";
import type { Session } from "@/lib/chat-widget/conversation/session";
import type { Entry, Store } from "@/lib/chat-widget/conversation/state";

const PAGE = 50;

const isUnsettled = ({ state }: Entry) => state === "kept" || state === "sending" || state === "streaming";

/**
 * Adds what is not shown yet, where it was said, and before what is still on its way. Said twice or in another order, it
 * makes no difference.
 */
export function merge(entries: Entry[], messages: StoredMessage[]): Entry[] {
  const known = new Set(entries.flatMap(({ key, id }) => [key, id]));
  const fresh = messages.map(entryOf).filter(({ key, id }) => !known.has(key) && !known.has(id ?? ""));
  const placed = entries.map((entry) => {
    const stored = entry.seq
      ? undefined
      : messages.find(({ id, clientMessageId }) => id === entry.id || clientMessageId === entry.key);
    return stored ? { ...entry, id: stored.id, seq: stored.seq } : entry;
  });
  if (fresh.length === 0 && placed.every((entry, i) => entry === entries[i])) return entries;
  const isComing = (entry: Entry) => !entry.seq && isUnsettled(entry);
  // What the server does not keep stays behind what it was shown behind.
  let seq = 0;
  const places = new Map<Entry, number>();
  for (const entry of [...placed.filter((entry) => !isComing(entry)), ...fresh]) {
    seq = entry.seq ?? seq;
    places.set(entry, seq);
  }
  const inOrder = [...places].sort(([, a], [, b]) => a - b).map(([entry]) => entry);
  return [...inOrder, ...placed.filter(isComing)];
}

/** Brings a conversation up to date: what came after the last message that it has got. Events only say when to. */
export function createSync(store: Store, session: Session, onNews: (messages: Entry[]) => void) {
  let isRunning = false;
  let isDue = false;

  /** Whether there is more to ask for. */
  async function ask(): Promise<boolean> {
    const { conversationId, entries } = store.get();
    if (!conversationId) return false;
    const last = Math.max(0, ...entries.map(({ seq = 0 }) => seq));
    const query = new URLSearchParams({ conversationId, limit: String(PAGE), ...(last && { after: String(last) }) });
    const { messages, hasMore, ...now } = await session.json<History>(`messages?${query}`, { method: "GET" });
    if (store.get().conversationId !== conversationId) return true;
    show(messages, now, !last);
    return last ? hasMore : messages.length > 0; // The newest page may come from a cache.
  }

  function show(
    messages: StoredMessage[],
    { person, personRequestedAt }: Pick<History, "person" | "personRequestedAt">,
    isFirst: boolean,
  ) {
    const { entries: before, handler, hasAsked } = store.get();
    const entries = merge(before, messages);
    const now = { handler: person?.name, hasAsked: !!personRequestedAt };
    if (entries !== before || now.handler !== handler || now.hasAsked !== hasAsked) store.set({ ...now, entries });
    const wasKnown = new Set(before.map(({ key }) => key));
    if (!isFirst) onNews(entries.filter(({ key }) => !wasKnown.has(key)));
  }

  return async function pull(): Promise<void> {
    isDue = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isDue) {
        isDue = false;
        while (await ask());
      }
    } catch {
      // The next event, or the clock, asks again.
    }
    isRunning = false;
  };
}
