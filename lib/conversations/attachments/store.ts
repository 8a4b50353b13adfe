import type { Ctx } from "@/lib/platform/context";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { Attachment } from "./schema";

const columns = "id, name, mediaType:media_type, bytes" as const;

export type Sender = { session_id: string } | { author_id: string };

/** A row for a file that is about to be stored, and where it is to lie. */
export async function insertAttachment(
  { db, customerId }: Ctx,
  sender: Sender,
  { id, name, mediaType, bytes, clientMessageId }: Attachment & { clientMessageId: string },
): Promise<string> {
  const row = { id, name, bytes, media_type: mediaType, client_message_id: clientMessageId };
  const query = db.from("attachments").insert({ customer_id: customerId, ...sender, ...row });
  return unwrap(await query.select("path").single()).path;
}

/** What goes with a message, in the order in which it came. */
export async function selectOfMessage({ db, customerId }: Ctx, clientMessageId: string): Promise<Attachment[]> {
  const query = db.from("attachments").select(columns).eq("customer_id", customerId);
  return unwrap(await query.eq("client_message_id", clientMessageId).order("created_at").order("id"));
}

export async function selectAttachments({ db, customerId }: Ctx, ids: string[]): Promise<Attachment[]> {
  return unwrap(await db.from("attachments").select(columns).eq("customer_id", customerId).in("id", ids));
}

export async function selectAttachment({ db, customerId }: Ctx, id: string) {
  const query = db.from("attachments").select(`${columns}, path`).eq("customer_id", customerId).eq("id", id);
  return unwrap(await query.maybeSingle());
}

/** Whether there was one that the caller had not sent yet. */
export async function deleteAttachment({ db, customerId }: Ctx, id: string): Promise<boolean> {
  const query = db.from("attachments").delete().eq("customer_id", customerId).eq("id", id).is("conversation_id", null);
  return unwrap(await query.select("id")).length > 0;
}
