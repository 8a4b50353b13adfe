import type { Ctx } from "@/lib/platform/context";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { InboxFilter } from "./schema";
import { wordsQuery } from "./words";

export type InboxPlace = { at: string; id: string };
type Page = { limit: number; offset?: number; place?: InboxPlace | undefined };

/** A page of the conversations that meet the filter, the latest first, after `place`, and how many meet it. */
export async function selectInbox({ db, customerId }: Ctx, filter: InboxFilter, { limit, offset = 0, place }: Page) {
  const words = filter.q && wordsQuery(customerId, filter.q);
  const given = {
    p_words: words,
    p_since: filter.since,
    p_until: filter.until,
    p_channel: filter.channel,
    p_language: filter.language,
    p_site: filter.siteId,
    p_mood: filter.mood,
    p_unanswered: filter.view === "unanswered" || undefined,
    p_waiting: filter.view === "waiting" || undefined,
    p_mine: filter.view === "mine" || undefined,
    p_at: place?.at,
    p_id: place?.id,
  };
  const wanted = Object.fromEntries(Object.entries(given).filter(([, value]) => value));
  const page = { p_customer: customerId, p_limit: limit, p_offset: offset };
  const rows = unwrap(await db.rpc("list_inbox", { ...page, ...wanted }));
  return { total: rows[0]?.total ?? 0, rows: rows.filter(({ id }) => id) };
}

export type InboxRow = Awaited<ReturnType<typeof selectInbox>>["rows"][number];

/** The languages that visitors speak, the most frequent first. */
export async function selectLanguages({ db, customerId }: Ctx): Promise<string[]> {
  const rows = unwrap(await db.rpc("inbox_languages", { p_customer: customerId }));
  return rows.map(({ language }) => language);
}

/** How many conversations visitors held since then, and how many of their answers stood on a page or on none. */
export async function countConversations({ db, customerId }: Ctx, since: string) {
  const head = { count: "exact", head: true } as const;
  const said = () => db.from("messages").select("id", head).eq("customer_id", customerId).is("user_id", null);
  const answers = (answered: boolean) => said().eq("answered", answered).gte("created_at", since);
  const all = db.from("conversations").select("id", head).eq("customer_id", customerId).is("user_id", null);
  const held = all.gte("last_message_at", since);
  const [conversations, answered, unanswered] = await Promise.all([held, answers(true), answers(false)]);
  for (const counted of [conversations, answered, unanswered]) if (counted.error) unwrap(counted);
  return { conversations: conversations.count ?? 0, answered: answered.count ?? 0, unanswered: unanswered.count ?? 0 };
}

/** What the visitor wrote when asking for a person, the latest request. */
export async function selectPersonRequest({ db, customerId }: Ctx, conversationId: string) {
  const query = db.from("messages").select("parts, createdAt:created_at").eq("customer_id", customerId);
  const asked = query.eq("conversation_id", conversationId).eq("role", "system").not("parts->person", "is", null);
  return unwrap(await asked.order("seq", { ascending: false }).limit(1).maybeSingle());
}
