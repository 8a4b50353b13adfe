import "server-only";
import { chatHistoryTag, rememberSealed } from "@/lib/conversations/history";
import { background } from "@/lib/platform/background";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import type { ChatHistoryResponse, GetChatHistory, SearchChatHistory } from "./schema";
import { searchExchanges, selectExchanges, selectExchangesBefore } from "./store";

type Member = Ctx<ActorOf<"member">>;

const PAGE = 50;
const MAX_WORDS = 12;

export const getChatHistoryCacheKey = (userId: string, limit: number, offset: number | string) =>
  `chat:history:${userId}:${limit}:${offset}`;

export const getChatSearchCacheKey = (userId: string, query: string, limit: number) =>
  `chat:search:${userId}:${encodeURIComponent(query)}:${limit}`;

/** A page of the caller's own exchanges, the newest first; by `before` it stays in place whatever is said meanwhile. */
export function getChatHistory(ctx: Member, input: GetChatHistory): Promise<ChatHistoryResponse> {
  const userId = ownId(ctx, input.user_id);
  const { before, limit, offset } = input;
  return rememberSealed(ctx, {
    key: getChatHistoryCacheKey(userId, limit, before ?? offset),
    tags: [chatHistoryTag(userId)],
    ttl: "history",
    load: () =>
      before ? selectExchangesBefore(ctx, userId, { before, limit }) : selectExchanges(ctx, userId, { limit, offset }),
  });
}

/** Loads the page that a dashboard opens with, behind a write: whoever has just asked is there. */
export function loadHistoryAhead(ctx: Member): void {
  const newest = { user_id: ctx.actor.userId, limit: PAGE, offset: 0 };
  background("A chat history was not loaded ahead", getChatHistory(ctx, newest));
}

/** The caller's own exchanges in which every word of `q` is said by either side, the newest first. */
export function searchChatHistory(ctx: Member, { user_id, q, limit }: SearchChatHistory): Promise<ChatHistoryResponse> {
  const userId = ownId(ctx, user_id);
  const query = q.normalize("NFC").toLowerCase();
  const words = [...new Set(query.split(/\s+/))].slice(0, MAX_WORDS);
  return rememberSealed(ctx, {
    key: getChatSearchCacheKey(userId, query, limit),
    tags: [chatHistoryTag(userId)],
    ttl: "search",
    load: () => searchExchanges(ctx, { words, limit }),
  });
}

/** The caller, as whom they ask for. Throws not_found for everybody else's id. */
export function ownId({ actor }: Member, userId: string): string {
  if (userId.toLowerCase() !== actor.userId) throw notFound("User");
  return actor.userId;
}
