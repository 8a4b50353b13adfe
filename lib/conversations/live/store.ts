import { messageWords } from "@/lib/conversations/inbox/words";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { unwrap } from "@/lib/platform/supabase/unwrap";

type Member = Ctx<ActorOf<"member">>;

const UNIQUE_VIOLATION = "23505";

/** Whether a member has said something, or taken over, since then. */
export async function selectHasComeSince({ db, customerId }: Member, id: string, since: string): Promise<boolean> {
  const messages = db.from("messages").select("id").eq("customer_id", customerId).eq("conversation_id", id);
  const theirs = messages.not("author_id", "is", null).gt("created_at", since);
  return unwrap(await theirs.limit(1)).length > 0;
}

/** Makes a member the one who handles a conversation, or nobody; false where row level security, or who handles it, forbids it. */
export async function updateHandling(
  { db, customerId }: Member,
  id: string,
  { from, to }: { from: string | null | undefined; to: string | null },
): Promise<boolean> {
  let query = db.from("conversations").update({ handled_by: to }).eq("customer_id", customerId).eq("id", id);
  if (from !== undefined) query = from === null ? query.is("handled_by", null) : query.eq("handled_by", from);
  return unwrap(await query.select("id")).length > 0;
}

type MembersMessage = {
  id: string;
  conversationId: string;
  role: "assistant" | "system";
  content: string;
  clientMessageId?: string;
};

/** Stores once what a member says in the assistant's place. */
export async function insertMembersMessage({ db, customerId, actor }: Member, message: MembersMessage): Promise<void> {
  const response = await db.from("messages").insert({
    id: message.id,
    customer_id: customerId,
    conversation_id: message.conversationId,
    role: message.role,
    content: message.content,
    client_message_id: message.clientMessageId ?? null,
    author_id: actor.userId,
    words: messageWords(customerId, message.content),
  });
  if (response.error?.code !== UNIQUE_VIOLATION) unwrap(response);
}

/** The name by which visitors know the member; empty where there is none. */
export async function selectMyName({ db, customerId, actor }: Member): Promise<string> {
  const query = db.from("members").select("name").eq("customer_id", customerId).eq("user_id", actor.userId);
  return unwrap(await query.maybeSingle())?.name ?? "";
}

export async function updateMyName({ db, customerId }: Member, name: string): Promise<void> {
  unwrap(await db.rpc("rename_me", { p_customer: customerId, p_name: name }));
}
