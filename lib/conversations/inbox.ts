import "server-only";
import type { Ctx } from "@/lib/platform/context";
import { countConversations, type InboxPlace, selectInbox, selectPersonRequest, selectWaiting } from "./inbox-store";
import { type ConversationDetail, MessageParts } from "./schema";

const DAY_MS = 86_400_000;
const WAITING_DAYS = 7;

export type InboxPage = { conversations: ConversationDetail[]; next: InboxPlace | null };

/** A page of the conversations as members read them, the latest first; where asked, only those with an open question. */
export async function readInbox(
  ctx: Ctx,
  { limit = 50, place, onlyUnanswered = false }: { limit?: number; place?: InboxPlace; onlyUnanswered?: boolean },
): Promise<InboxPage> {
  const found = (await selectInbox(ctx, { limit: limit + 1, place, onlyUnanswered })).map(detail);
  const conversations = found.slice(0, limit);
  const last = conversations.at(-1);
  const next = found.length > limit && last?.lastMessageAt ? { at: last.lastMessageAt, id: last.id } : null;
  return { conversations, next };
}

/** Who asked for a person within a week, the latest first. */
export async function listWaiting(ctx: Ctx): Promise<ConversationDetail[]> {
  return (await selectWaiting(ctx, daysAgo(WAITING_DAYS), 20)).map(detail);
}

/** What happened within a week. */
export const countWeek = (ctx: Ctx) => countConversations(ctx, daysAgo(7));

/** The address and the words that a visitor left when asking for a person, or null where none was asked for. */
export async function getPersonRequest(ctx: Ctx, conversationId: string) {
  const asked = await selectPersonRequest(ctx, conversationId);
  const person = asked && MessageParts.parse(asked.parts).person;
  return person ? { ...person, askedAt: asked.createdAt } : null;
}

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

type Row = Awaited<ReturnType<typeof selectInbox>>[number];

const none = { questions: 0, answered: 0, unanswered: 0, citedSources: 0 };

const detail = ({ metadata, ...conversation }: Row): ConversationDetail => ({
  ...conversation,
  metadata: [metadata].flat()[0] ?? none,
});
