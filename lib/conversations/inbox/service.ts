import "server-only";
import { z } from "zod";
import { MessageParts } from "@/lib/conversations/schema";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { excerptOf } from "./excerpt";
import type { Excerpt, InboxEntry, ListConversations } from "./schema";
import { countConversations, type InboxRow, selectInbox, selectLanguages, selectPersonRequest } from "./store";

const DAY_MS = 86_400_000;
const WAITING_DAYS = 7;

export type InboxPage = { conversations: InboxEntry[]; nextCursor: string | null; total: number };

/**
 * A page of visitors' conversations, the latest first, and how many meet the filters in all. A cursor stays in place
 * whatever is said meanwhile; an offset counts from the latest at the moment.
 */
export async function listConversations(
  ctx: Ctx,
  {
    cursor,
    limit,
    offset,
    ...filter
  }: Omit<ListConversations, "limit" | "offset"> & { limit: number; offset?: number },
): Promise<InboxPage> {
  const place = cursor ? readCursor(cursor) : undefined;
  const { rows, total } = await selectInbox(ctx, filter, { limit: limit + 1, place, ...(offset && { offset }) });
  const conversations = rows.slice(0, limit).map((row) => entryOf(row, filter.q ?? ""));
  const last = conversations.at(-1);
  const nextCursor = rows.length > limit && last ? writeCursor(last.lastMessageAt, last.id) : null;
  return { conversations, nextCursor, total };
}

/** The languages that visitors speak, the most frequent first, as tags. */
export const listLanguages = (ctx: Ctx): Promise<string[]> => selectLanguages(ctx);

/** The conversations of the last week whose visitors asked for a person and wait for one, the latest first. */
export const listWaiting = (ctx: Ctx): Promise<InboxPage> =>
  listConversations(ctx, { view: "waiting", since: daysAgo(WAITING_DAYS), limit: 20 });

/** How many conversations visitors held within a week, and how many of their questions found an answer, or none. */
export const countWeek = (ctx: Ctx) => countConversations(ctx, daysAgo(7));

/** The address and the words that a visitor left when asking for a person, or null where none was asked for. */
export async function getPersonRequest(ctx: Ctx, conversationId: string) {
  const asked = await selectPersonRequest(ctx, conversationId);
  const person = asked && MessageParts.parse(asked.parts).person;
  return person ? { ...person, askedAt: asked.createdAt } : null;
}

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

const entryOf = (row: InboxRow, typed: string): InboxEntry => ({
  id: row.id,
  siteId: row.site_id,
  clientId: row.client_id,
  channel: row.channel,
  language: row.language,
  title: row.title,
  pageUrl: row.page_url,
  messageCount: row.message_count,
  lastMessageAt: row.last_message_at,
  personRequestedAt: row.person_requested_at,
  isPersonWanted: row.waits_for_person,
  handledBy: row.handled_by,
  handledName: row.handled_name,
  createdAt: row.created_at,
  metadata: {
    questions: row.questions,
    answered: row.answered,
    unanswered: row.unanswered,
    citedSources: row.cited_sources,
  },
  found: row.message_id ? { messageId: row.message_id, excerpts: excerptsOf(row, typed) } : null,
});

/** What was asked and what was said to it, as far as the words stand there. */
function excerptsOf({ asked, said, said_by }: InboxRow, typed: string): Excerpt[] {
  const role = said_by as Excerpt["role"];
  const both = [asked ? excerptOf("user", asked, typed) : null, said ? excerptOf(role, said, typed) : null];
  return both.filter((excerpt) => excerpt !== null);
}

const Cursor = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

const writeCursor = (at: string | null, id: string) => Buffer.from(JSON.stringify([at, id])).toString("base64url");

function readCursor(cursor: string) {
  try {
    const [at, id] = Cursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { at, id };
  } catch {
    throw new AppError("invalid", "cursor is not the nextCursor of a page: leave it out to begin with the first");
  }
}
