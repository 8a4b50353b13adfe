import { background } from "@/lib/platform/background";
import type { Ctx } from "@/lib/platform/context";
import { open, seal } from "@/lib/platform/crypto/seal";
import { notFound } from "@/lib/platform/errors";
import { cache } from "@/lib/platform/redis/cache";
import {
  type Conversation,
  type Message,
  type MessagePage,
  MessageParts,
  type Person,
  type ReadMessages,
  type VisitorsPage,
} from "./schema";
import { ownerOf, type Speaker } from "./speaker";
import {
  type MessageRow,
  selectConversation,
  selectLatestConversation,
  selectMessages,
  selectMessagesAfter,
  selectSeq,
} from "./store";

/** How many messages a page has unless a reader asks for another number; the page that is kept warm. */
const PAGE = 50;

const ownerTag = (owner: string) => `chats:${owner}`;
const conversationTag = (conversationId: string) => `chat:${conversationId}`;
/** Tags what is cached of a user's own chats. */
export const chatHistoryTag = (userId: string) => `history:${userId}`;
const messagesTag = (conversationId: string) => `messages:${conversationId}`;

/** Everything that is cached of a conversation and of its owner's: messages, history, then the conversations themselves. */
export const tagsOf = (conversationId: string, owner: string) =>
  [messagesTag(conversationId), chatHistoryTag(owner), conversationTag(conversationId), ownerTag(owner)] as const;

/** The conversation that the speaker began last. */
export function latestConversation(ctx: Ctx<Speaker>): Promise<Conversation | null> {
  const owner = ownerOf(ctx.actor);
  return rememberSealed(ctx, {
    key: `chat:recent:${owner}`,
    tags: [ownerTag(owner)],
    ttl: "recentChats",
    load: () => selectLatestConversation(ctx),
  });
}

/** The speaker's own conversation. Another's is as unknown as one that never was. */
export function activeConversation(ctx: Ctx<Speaker>, id: string): Promise<Conversation> {
  return rememberSealed(ctx, {
    key: `chat:active:${ownerOf(ctx.actor)}:${id}`,
    tags: [conversationTag(id)],
    ttl: "activeChat",
    load: () => findConversation(ctx, id),
  });
}

/** The speaker's own conversation with a page of it, through the cache; what came since, from the database. */
async function readChat(ctx: Ctx<Speaker>, page: ReadMessages): Promise<[Conversation, MessagePage]> {
  const { conversationId, before, after, limit } = page;
  const load = () => selectPage(ctx, page);
  const kept = {
    key: `chat:messages:${ownerOf(ctx.actor)}:${conversationId}:${before ?? "newest"}:${limit}`,
    tags: [conversationTag(conversationId), messagesTag(conversationId)],
    ttl: "messageList",
    load,
  } as const;
  return Promise.all([
    activeConversation(ctx, conversationId),
    after === undefined ? rememberSealed(ctx, kept) : load(),
  ]);
}

/** A page of the speaker's own conversation. */
export async function readMessages(ctx: Ctx<Speaker>, page: ReadMessages): Promise<MessagePage> {
  const [, messages] = await readChat(ctx, page);
  return messages;
}

/** A page of the visitor's own conversation, and the person who takes part in it. */
export async function readVisitorsPage(ctx: Ctx<Speaker>, page: ReadMessages): Promise<VisitorsPage> {
  const [{ handledName, personRequestedAt }, messages] = await readChat(ctx, page);
  return { ...messages, person: personOf(handledName), personRequestedAt };
}

const personOf = (name: string | null): Person | null => (name === null ? null : { name });

/** The newest messages of a conversation, and who answers there in the assistant's place. */
export async function recentChat(ctx: Ctx<Speaker>, conversationId: string): Promise<RecentChat> {
  const [{ handledName }, page] = await readChat(ctx, { conversationId, limit: PAGE });
  return { ...page, person: personOf(handledName) };
}

/** Oldest first. `hasMore`: something was said before these. */
export type RecentChat = MessagePage & { person: Person | null };

/** A page of a conversation that the caller may see, straight from the database. */
export async function loadMessages(ctx: Ctx, page: ReadMessages): Promise<MessagePage> {
  const [, messages] = await Promise.all([findConversation(ctx, page.conversationId), selectPage(ctx, page)]);
  return messages;
}

/**
 * The page of a conversation that has the message in its middle, with whether there are later ones; the newest page where
 * the message isn't part of the conversation.
 */
export async function loadMessagesAround(
  ctx: Ctx,
  { conversationId, messageId, limit }: { conversationId: string; messageId: string; limit: number },
): Promise<MessagePage & { hasLater: boolean }> {
  const [, seq] = await Promise.all([findConversation(ctx, conversationId), selectSeq(ctx, conversationId, messageId)]);
  if (seq === undefined) return { ...(await selectPage(ctx, { conversationId, limit })), hasLater: false };
  const half = Math.ceil(limit / 2);
  const [upTo, later] = await Promise.all([
    selectMessages(ctx, conversationId, half + 1, seq + 1),
    selectMessagesAfter(ctx, conversationId, half + 1, seq),
  ]);
  const rows = [...upTo.slice(0, half).reverse(), ...later.slice(0, half)];
  return { messages: rows.map(messageOf), hasMore: upTo.length > half, hasLater: later.length > half };
}

async function selectPage(ctx: Ctx, { conversationId, before, after, limit }: ReadMessages): Promise<MessagePage> {
  if (after !== undefined) {
    const rows = await selectMessagesAfter(ctx, conversationId, limit + 1, after);
    return { messages: rows.slice(0, limit).map(messageOf), hasMore: rows.length > limit };
  }
  const end = before === undefined ? undefined : await selectSeq(ctx, conversationId, before);
  if (before !== undefined && end === undefined) return { messages: [], hasMore: false };
  const rows = await selectMessages(ctx, conversationId, limit + 1, end);
  return { messages: rows.slice(0, limit).reverse().map(messageOf), hasMore: rows.length > limit };
}

type Remember<T> = Omit<Parameters<typeof cache.remember<T>>[0], "freshSeconds" | "keep">;

/** Reads through the cache, where what people wrote lies sealed. */
export async function rememberSealed<T>(
  { customerId }: Pick<Ctx, "customerId">,
  { load, ...wanted }: Remember<T>,
): Promise<T> {
  const loadSealed = async () => seal(JSON.stringify(await load()), customerId);
  return JSON.parse(open(await cache.remember({ ...wanted, load: loadSealed }), customerId));
}

/** What happened in a conversation: something was said, it began or was changed, or it has its answer. */
type Change = "message" | "conversation" | "answer";

/** Drops what is cached of what changed; behind an answer, loads the messages again for the one who is there. */
export async function renewHistory(ctx: Ctx<Speaker>, conversationId: string, change: Change): Promise<void> {
  const [messages, ofUser, ...conversation] = tagsOf(conversationId, ownerOf(ctx.actor));
  await cache.forget(messages, ofUser, ...(change === "conversation" ? conversation : []));
  if (change !== "answer") return;
  background("A conversation was not loaded ahead", readMessages(ctx, { conversationId, limit: PAGE }));
}

/** Drops what is cached of a visitor's conversation, in which a member has said or changed something. */
export const forgetConversation = (conversationId: string): Promise<void> =>
  cache.forget(messagesTag(conversationId), conversationTag(conversationId));

async function findConversation(ctx: Ctx, id: string): Promise<Conversation> {
  const conversation = await selectConversation(ctx, id);
  if (!conversation) throw notFound("Conversation");
  return conversation;
}

export function messageOf({ parts, role, replyTo: _, ...message }: MessageRow): Message {
  const { sources, attachments = [], author = null } = MessageParts.parse(parts);
  return { ...message, role: role as Message["role"], sources, attachments, author };
}
