import { background } from "@/lib/platform/background";
import type { Ctx } from "@/lib/platform/context";
import { open, seal } from "@/lib/platform/crypto/seal";
import { notFound } from "@/lib/platform/errors";
import { cache } from "@/lib/platform/redis/cache";
import { type Conversation, type Message, type MessagePage, MessageParts, type ReadMessages } from "./schema";
import { ownerOf, type Speaker } from "./speaker";
import { type MessageRow, selectConversation, selectLatestConversation, selectMessages, selectSeq } from "./store";

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

/** A page of the speaker's own conversation, through the cache. */
export async function readMessages(ctx: Ctx<Speaker>, page: ReadMessages): Promise<MessagePage> {
  const { conversationId, before, limit } = page;
  const [, messages] = await Promise.all([
    activeConversation(ctx, conversationId),
    rememberSealed(ctx, {
      key: `chat:messages:${ownerOf(ctx.actor)}:${conversationId}:${before ?? "newest"}:${limit}`,
      tags: [conversationTag(conversationId), messagesTag(conversationId)],
      ttl: "messageList",
      load: () => selectPage(ctx, page),
    }),
  ]);
  return messages;
}

/** The newest messages of a conversation, oldest first. */
export async function recentMessages(ctx: Ctx<Speaker>, conversationId: string, limit: number): Promise<Message[]> {
  const { messages } = await readMessages(ctx, { conversationId, limit: PAGE });
  return messages.slice(-limit);
}

/** A page of a conversation that the caller may see, straight from the database. */
export async function loadMessages(ctx: Ctx, page: ReadMessages): Promise<MessagePage> {
  const [, messages] = await Promise.all([findConversation(ctx, page.conversationId), selectPage(ctx, page)]);
  return messages;
}

async function selectPage(ctx: Ctx, { conversationId, before, limit }: ReadMessages): Promise<MessagePage> {
  const end = before === undefined ? undefined : await selectSeq(ctx, conversationId, before);
  if (before !== undefined && end === undefined) return { messages: [], hasMore: false };
  const rows = await selectMessages(ctx, conversationId, limit + 1, end);
  return { messages: rows.slice(0, limit).reverse().map(messageOf), hasMore: rows.length > limit };
}

type Remember<T> = Omit<Parameters<typeof cache.remember<T>>[0], "freshSeconds" | "keep">;

/** Reads through the cache, where what people wrote lies sealed. */
export async function rememberSealed<T>({ customerId }: Ctx, { load, ...wanted }: Remember<T>): Promise<T> {
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
  background("A conversation was not loaded ahead", recentMessages(ctx, conversationId, PAGE));
}

async function findConversation(ctx: Ctx, id: string): Promise<Conversation> {
  const conversation = await selectConversation(ctx, id);
  if (!conversation) throw notFound("Conversation");
  return conversation;
}

export function messageOf({ id, role, content, parts, answered, createdAt, clientMessageId }: MessageRow): Message {
  const { sources, attachments = [] } = MessageParts.parse(parts);
  return { id, role: role as Message["role"], content, sources, attachments, answered, createdAt, clientMessageId };
}
