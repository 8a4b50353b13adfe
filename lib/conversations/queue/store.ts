import { ownerOf, type Speaker } from "@/lib/conversations/speaker";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import type { Json } from "@/lib/platform/supabase/types";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { OutboxMessage, QueuedTurn } from "./schema";

const LEASE_SECONDS = 120;
/** The widget that backs a message up is still about to send it. */
const BACKUP_RESTS_MS = 60_000;
const MAX_OWN = 50;

/** Hands out rows that are due to this worker alone, of each session the oldest. */
export async function claimQueued({ db }: SystemCtx, limit: number) {
  return unwrap(await db.rpc("claim_queued_messages", { p_limit: limit, p_lease_seconds: LEASE_SECONDS }));
}

export type ClaimedRow = Awaited<ReturnType<typeof claimQueued>>[number];

/** Notes what became of a claimed row: false where its lease has gone to another worker. */
export async function settleQueued({ db }: SystemCtx, { id, lease_id }: ClaimedRow, error?: string): Promise<boolean> {
  const settled = { p_id: id, p_lease: lease_id ?? "", ...(error !== undefined && { p_error: error }) };
  return unwrap(await db.rpc("settle_queued_message", settled));
}

const ownerColumns = ({ customerId, actor }: Ctx<Speaker>) => ({
  customer_id: customerId,
  session_id: ownerOf(actor),
  ...(actor.type === "member" && { user_id: actor.userId }),
});

export async function insertQueuedTurn(ctx: Ctx<Speaker>, turn: QueuedTurn): Promise<void> {
  const { actor, db } = ctx;
  const data = { ...turn, ...(actor.type === "visitor" && { siteId: actor.siteId }) };
  const row = { ...ownerColumns(ctx), conversation_id: turn.conversation.id, message_data: data as NonNullable<Json> };
  unwrap(await db.from("message_queue").insert(row));
}

/** The turns that wait for the speaker, whoever is about to deliver them: delivering twice changes nothing. */
export async function selectQueuedTurns({ db, customerId, actor }: Ctx<Speaker>) {
  const query = db.from("message_queue").select("id, messageData:message_data");
  const own = query.eq("customer_id", customerId).eq("session_id", ownerOf(actor)).is("client_message_id", null);
  return unwrap(await own.in("status", ["pending", "processing"]).order("seq").limit(MAX_OWN));
}

export async function markDelivered({ db, customerId }: Ctx<Speaker>, ids: string[]): Promise<void> {
  const query = db.from("message_queue").update({ status: "completed" }).eq("customer_id", customerId);
  unwrap(await query.in("id", ids));
}

/** Messages that are there already stay as they are. */
export async function upsertBackups(ctx: Ctx<ActorOf<"visitor">>, messages: OutboxMessage[]): Promise<void> {
  const { siteId } = ctx.actor;
  const rows = messages.map((message) => ({
    ...ownerColumns(ctx),
    conversation_id: message.conversationId ?? null,
    client_message_id: message.key,
    message_data: { ...message, siteId },
    next_attempt_at: new Date(Date.now() + BACKUP_RESTS_MS).toISOString(),
  }));
  const onConflict = "customer_id,session_id,client_message_id";
  unwrap(await ctx.db.from("message_queue").upsert(rows, { onConflict, ignoreDuplicates: true }));
}

/** Messages of the session that wait or were given up, oldest first. */
export async function selectBackups({ db, customerId, actor }: Ctx<ActorOf<"visitor">>) {
  const query = db.from("message_queue").select("messageData:message_data");
  const own = query.eq("customer_id", customerId).eq("session_id", actor.sessionId).neq("status", "completed");
  return unwrap(await own.not("client_message_id", "is", null).order("seq").limit(MAX_OWN));
}

export async function markBackups({ db, customerId, actor }: Ctx<ActorOf<"visitor">>, keys: string[]): Promise<void> {
  const query = db.from("message_queue").update({ status: "completed" }).eq("customer_id", customerId);
  unwrap(await query.eq("session_id", actor.sessionId).in("client_message_id", keys));
}

// Dead letters ---------------------------------------------------------------------

const undeliveredColumns = `id, conversationId:conversation_id, messageData:message_data, tries:retry_count,
  lastError:last_error, createdAt:created_at, expiresAt:expires_at` as const;

/** What was given up, the newest first. */
export async function selectUndelivered({ db, customerId }: Ctx) {
  const query = db.from("message_queue").select(undeliveredColumns).eq("customer_id", customerId).is("user_id", null);
  return unwrap(await query.eq("status", "failed").order("seq", { ascending: false }).limit(100));
}

export async function resetUndelivered({ db, customerId }: Ctx, id: string): Promise<boolean> {
  const change = { status: "pending", retry_count: 0, next_attempt_at: new Date().toISOString() };
  const query = db.from("message_queue").update(change).eq("customer_id", customerId).eq("id", id).is("user_id", null);
  return unwrap(await query.eq("status", "failed").select("id")).length > 0;
}

export async function deleteUndelivered({ db, customerId }: Ctx, id: string): Promise<boolean> {
  const query = db.from("message_queue").delete().eq("customer_id", customerId).eq("id", id).is("user_id", null);
  return unwrap(await query.eq("status", "failed").select("id")).length > 0;
}
