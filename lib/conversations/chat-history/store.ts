import type { Ctx } from "@/lib/platform/context";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { ChatHistoryResponse, Exchange } from "./schema";

const columns = `id, user_id, message, response, personality_context, has_personality_context, created_at,
  client_message_id, answered, sources` as const;

const BEHIND_THE_END = "PGRST103";

type Page = { limit: number; offset: number };

type Reader = Pick<Ctx, "db">;

const newest = ({ db }: Reader, userId: string) =>
  db
    .from("chat_history")
    .select(columns, { count: "exact" })
    .eq("user_id", userId)
    .order("created_at", { ascending: false })
    .order("id", { ascending: false });

/** A user's exchanges, the newest first. */
export async function selectExchanges(
  ctx: Reader,
  userId: string,
  { limit, offset }: Page,
): Promise<ChatHistoryResponse> {
  const found = await newest(ctx, userId).range(offset, offset + limit - 1);
  if (found.error?.code !== BEHIND_THE_END) return pageOf(found, offset);
  return { messages: [], total: (await newest(ctx, userId).limit(0)).count ?? 0, has_more: false };
}

/** As `selectExchanges`, from the one behind `before` on; nothing when there is no such exchange. */
export async function selectExchangesBefore(
  ctx: Ctx,
  userId: string,
  { before, limit }: { before: string; limit: number },
): Promise<ChatHistoryResponse> {
  const at = ctx.db.from("chat_history").select("created_at").eq("user_id", userId).eq("id", before);
  const created = unwrap(await at.maybeSingle())?.created_at;
  if (!created) return { messages: [], total: 0, has_more: false };
  const behind = `created_at.lt."${created}",and(created_at.eq."${created}",id.lt.${before})`;
  return pageOf(await newest(ctx, userId).or(behind).limit(limit), 0);
}

/** The caller's exchanges in which each of the words is said by either side, in any case. */
export async function searchExchanges(
  { db }: Ctx,
  { words, limit }: { words: string[]; limit: number },
): Promise<ChatHistoryResponse> {
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  const rows = unwrap(await db.rpc("search_chat_history", { p_patterns: patterns, p_limit: limit }));
  const total = rows[0]?.total ?? 0;
  const messages = rows.map(({ total: _, ...exchange }) => exchange as Exchange);
  return { messages, total, has_more: messages.length < total };
}

type Found = Awaited<ReturnType<typeof newest>>;

function pageOf(found: Found, offset: number): ChatHistoryResponse {
  const messages = unwrap(found) as Exchange[];
  const total = found.count ?? 0;
  return { messages, total, has_more: offset + messages.length < total };
}
