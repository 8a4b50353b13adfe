import { randomUUID } from "node:crypto";

/** A message as the history gives it. */
export type Kept = { id: string; seq?: number; clientMessageId: string | null; content: string };

type Book = { seq: number; conversations: Map<string, Kept[]> };

type Reply = { message: string; answered?: boolean; sources?: object[] };

const blank = () => ({ sources: [], answered: null, author: null, createdAt: new Date().toISOString() });

export const questionOf = (content: string, clientMessageId: string) => ({
  ...{ ...blank(), id: randomUUID(), role: "user", content, clientMessageId },
});

export const answerOf = (id: string, { message: content, ...reply }: Reply) => ({
  ...{ ...blank(), id, role: "assistant", content, clientMessageId: null, ...reply },
});

/** Puts messages behind what a conversation holds. */
export function keep(book: Book, conversationId: string, messages: Kept[]) {
  const said = book.conversations.get(conversationId) ?? [];
  for (const message of messages) said.push({ ...message, seq: ++book.seq });
  book.conversations.set(conversationId, said);
}

/** The page that a query asks for: the newest messages, those before one, or those after a position. */
export function pageOf(messages: Kept[] | undefined, query: URLSearchParams) {
  if (!messages) return undefined;
  const limit = Number(query.get("limit"));
  const after = query.get("after");
  if (after) {
    const later = messages.filter(({ seq = 0 }) => seq > Number(after));
    return { messages: later.slice(0, limit), hasMore: later.length > limit };
  }
  const before = messages.findIndex(({ id }) => id === query.get("before"));
  const end = before < 0 ? messages.length : before;
  const start = Math.max(0, end - limit);
  return { messages: messages.slice(start, end), hasMore: start > 0 };
}
