import type { ActorOf, Ctx } from "@/lib/platform/context";
import { anonDb } from "@/lib/platform/supabase/actor";
import type { Database, Json } from "@/lib/platform/supabase/types";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import { messageWords } from "./inbox/words";
import type { MessageParts } from "./schema";
import { ownerOf, type Speaker } from "./speaker";

type Visitor = Ctx<ActorOf<"visitor">>;
type NewRow<Table extends keyof Database["public"]["Tables"]> = Database["public"]["Tables"][Table]["Insert"];

const UNIQUE_VIOLATION = "23505";

const conversationColumns = `id, siteId:site_id, clientId:client_id, channel, language, title, pageUrl:page_url,
  messageCount:message_count, lastMessageAt:last_message_at, personRequestedAt:person_requested_at,
  handledBy:handled_by, handledName:handled_name, createdAt:created_at` as const;
const messageColumns = `id, seq, role, content, parts, answered, replyTo:reply_to, createdAt:created_at,
  clientMessageId:client_message_id` as const;

// Sites ----------------------------------------------------------------------------

export async function findSite(siteKey: string) {
  const [site] = unwrap(await anonDb().rpc("find_site", { p_site_key: siteKey }));
  return site;
}

export async function selectSite({ db, customerId, actor }: Visitor) {
  const columns = "id, name, url, allowedOrigins:allowed_origins" as const;
  return unwrap(
    await db.from("sites").select(columns).eq("customer_id", customerId).eq("id", actor.siteId).maybeSingle(),
  );
}

export async function touchSite({ db }: Visitor): Promise<void> {
  unwrap(await db.rpc("touch_site"));
}

// Conversations --------------------------------------------------------------------

export type NewConversation = { id: string; language: string; pageUrl?: string | null | undefined };

/** Does nothing where the conversation exists already. */
export async function insertConversation({ db, customerId, actor }: Ctx<Speaker>, conversation: NewConversation) {
  const { id, language, pageUrl = null } = conversation;
  const owner =
    actor.type === "visitor"
      ? { channel: "widget", site_id: actor.siteId, session_id: actor.sessionId, page_url: pageUrl }
      : { channel: "dashboard", user_id: actor.userId };
  const row: NewRow<"conversations"> = { id, language, customer_id: customerId, ...owner };
  unwrap(await db.from("conversations").upsert(row, { onConflict: "id", ignoreDuplicates: true }));
}

export async function selectConversation({ db, customerId }: Ctx, id: string) {
  const query = db.from("conversations").select(conversationColumns).eq("customer_id", customerId).eq("id", id);
  return unwrap(await query.maybeSingle());
}

/** The conversation that the speaker began last. */
export async function selectLatestConversation({ db, customerId, actor }: Ctx<Speaker>) {
  const query = db
    .from("conversations")
    .select(conversationColumns)
    .eq("customer_id", customerId)
    .eq(actor.type === "visitor" ? "session_id" : "user_id", ownerOf(actor));
  return unwrap(await query.order("created_at", { ascending: false }).limit(1).maybeSingle());
}

export async function selectConversationMetadata({ db, customerId }: Ctx, conversationId: string) {
  const columns = "questions, answered, unanswered, citedSources:cited_sources" as const;
  const query = db.from("conversation_metadata").select(columns).eq("customer_id", customerId);
  return unwrap(await query.eq("conversation_id", conversationId).maybeSingle());
}

export async function updateConversation(
  { db, customerId }: Visitor,
  id: string,
  change: { language?: string; person_requested_at?: string },
): Promise<boolean> {
  const query = db.from("conversations").update(change).eq("customer_id", customerId).eq("id", id);
  return unwrap(await query.select("id")).length > 0;
}

// Messages -------------------------------------------------------------------------

export type NewMessage = {
  id: string;
  conversationId: string;
  role: "user" | "assistant" | "system";
  content: string;
  parts?: Partial<MessageParts>;
  clientMessageId?: string;
  replyTo?: string;
  answered?: boolean | null;
};

/** Stores a message once: false where the database already holds it, or another answer to the same question. */
export async function insertMessage({ db, customerId, actor }: Ctx<Speaker>, message: NewMessage): Promise<boolean> {
  const row = {
    id: message.id,
    customer_id: customerId,
    conversation_id: message.conversationId,
    role: message.role,
    content: message.content,
    parts: (message.parts ?? {}) as NonNullable<Json>,
    client_message_id: message.clientMessageId ?? null,
    reply_to: message.replyTo ?? null,
    answered: message.answered ?? null,
    words: messageWords(customerId, message.content),
    ...(actor.type === "member" && { user_id: actor.userId }),
  };
  const response = await db.from("messages").insert(row);
  if (response.error?.code === UNIQUE_VIOLATION) return false;
  unwrap(response);
  return true;
}

export type NewQuestion = {
  id: string;
  conversationId: string;
  content: string;
  clientMessageId: string;
  /** The conversation, where this question begins it. */
  begins: Omit<NewConversation, "id"> | null;
};

/**
 * Stores a question once, and the conversation that it begins. False, and nothing is stored, where messages of the
 * speaker still wait in the queue, unless it is stored `behindQueue`.
 */
export async function insertQuestion(
  { db, customerId, actor }: Ctx<Speaker>,
  { id, conversationId, content, clientMessageId, begins }: NewQuestion,
  { behindQueue }: { behindQueue: boolean },
): Promise<boolean> {
  const siteId = actor.type === "visitor" ? actor.siteId : null;
  const begin = begins && { site_id: siteId, language: begins.language, page_url: begins.pageUrl ?? null };
  const question = {
    p_customer: customerId,
    p_owner: ownerOf(actor),
    p_conversation: conversationId,
    p_id: id,
    p_content: content,
    p_client_message_id: clientMessageId,
    p_behind: behindQueue,
    ...(begin && { p_begin: begin }),
  };
  return unwrap(await db.rpc("store_question", question));
}

/** Puts a whole answer in the place of one that was cut off; false where the stored one is whole already. */
export async function updateAnswer(
  { db, customerId }: Ctx<Speaker>,
  { id, content, parts, answered }: NewMessage,
): Promise<boolean> {
  const words = messageWords(customerId, content);
  const row = { content, words, parts: (parts ?? {}) as NonNullable<Json>, answered: answered ?? null };
  const query = db.from("messages").update(row).eq("customer_id", customerId).eq("id", id);
  return unwrap(await query.select("id")).length > 0;
}

/** The newest messages, newest first, or those before the message `before`. */
export async function selectMessages({ db, customerId }: Ctx, conversationId: string, limit: number, before?: number) {
  let query = db
    .from("messages")
    .select(messageColumns)
    .eq("customer_id", customerId)
    .eq("conversation_id", conversationId);
  if (before !== undefined) query = query.lt("seq", before);
  return unwrap(await query.order("seq", { ascending: false }).limit(limit));
}

export type MessageRow = Awaited<ReturnType<typeof selectMessages>>[number];

/** The messages that came after the position `after`, oldest first. */
export async function selectMessagesAfter(
  { db, customerId }: Ctx,
  conversationId: string,
  limit: number,
  after: number,
): Promise<MessageRow[]> {
  const messages = db.from("messages").select(messageColumns);
  const later = messages.eq("customer_id", customerId).eq("conversation_id", conversationId).gt("seq", after);
  return unwrap(await later.order("seq").limit(limit));
}

/** Where in its conversation a message stands. */
export async function selectSeq({ db, customerId }: Ctx, conversationId: string, id: string) {
  const query = db.from("messages").select("seq").eq("customer_id", customerId).eq("conversation_id", conversationId);
  return unwrap(await query.eq("id", id).maybeSingle())?.seq;
}

/** A question and its answer, as far as they are stored. */
export async function selectTurn({ db, customerId }: Ctx, conversationId: string, questionId: string) {
  const messages = db.from("messages").select(messageColumns);
  const ofConversation = messages.eq("customer_id", customerId).eq("conversation_id", conversationId);
  const rows = unwrap(await ofConversation.or(`id.eq.${questionId},reply_to.eq.${questionId}`));
  return { question: rows.find(({ id }) => id === questionId), answer: rows.find(({ id }) => id !== questionId) };
}
