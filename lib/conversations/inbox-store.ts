import type { Ctx } from "@/lib/platform/context";
import { unwrap } from "@/lib/platform/supabase/unwrap";

const columns =
  `id, siteId:site_id, clientId:client_id, channel, language, title, pageUrl:page_url, messageCount:message_count,
  lastMessageAt:last_message_at, personRequestedAt:person_requested_at, createdAt:created_at,
  metadata:conversation_metadata!inner(questions, answered, unanswered, citedSources:cited_sources)` as const;

export type InboxPlace = { at: string; id: string };

/** Conversations in which something was said, the latest first, after `place`; where asked, only those with a gap. */
export async function selectInbox(
  { db, customerId }: Ctx,
  { limit, place, onlyUnanswered }: { limit: number; place: InboxPlace | undefined; onlyUnanswered: boolean },
) {
  let query = db.from("conversations").select(columns).eq("customer_id", customerId).not("last_message_at", "is", null);
  if (onlyUnanswered) query = query.gt("conversation_metadata.unanswered", 0);
  if (place)
    query = query.or(`last_message_at.lt."${place.at}",and(last_message_at.eq."${place.at}",id.lt.${place.id})`);
  const rows = await query
    .order("last_message_at", { ascending: false })
    .order("id", { ascending: false })
    .limit(limit);
  return unwrap(rows);
}

/** Conversations whose visitor asked for a person since then, the latest request first. */
export async function selectWaiting({ db, customerId }: Ctx, since: string, limit: number) {
  const query = db
    .from("conversations")
    .select(columns)
    .eq("customer_id", customerId)
    .gte("person_requested_at", since);
  return unwrap(await query.order("person_requested_at", { ascending: false }).limit(limit));
}

/** How many conversations were held since then, and how many of their answers stood on a page or on none. */
export async function countConversations({ db, customerId }: Ctx, since: string) {
  const head = { count: "exact", head: true } as const;
  const answers = (answered: boolean) =>
    db
      .from("messages")
      .select("id", head)
      .eq("customer_id", customerId)
      .eq("answered", answered)
      .gte("created_at", since);
  const held = db.from("conversations").select("id", head).eq("customer_id", customerId).gte("last_message_at", since);
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
