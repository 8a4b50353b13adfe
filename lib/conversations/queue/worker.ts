import "server-only";
import type { SendMessage } from "@/lib/conversations/schema";
import type { Speaker } from "@/lib/conversations/speaker";
import { actingFor } from "@/lib/conversations/visitor";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { asAppError } from "@/lib/platform/errors";
import { asSystem, type SystemCtx } from "@/lib/platform/jobs/system";
import { log } from "@/lib/platform/log";
import { actorDb } from "@/lib/platform/supabase/actor";
import { deliverTurn } from "./deliver";
import { QueuedMessage, QueuedTurn } from "./schema";
import { type ClaimedRow, claimQueued, settleQueued } from "./store";

/** How many rows are delivered at once. Each is of a session of its own. */
const BATCH = 10;
/** No batch is begun after this. */
const WORK_MS = 30_000;

/** Has a visitor's message answered as if it came from the widget now: the same message again is the same turn. */
export type Ask = (visitor: Ctx<ActorOf<"visitor">>, message: SendMessage) => Promise<void>;

/** Delivers what waits and is due, each row with the rights of whom it belongs to, and says how it went. */
export async function deliverWaiting(
  system: SystemCtx,
  ask: Ask,
  until = Date.now() + WORK_MS,
): Promise<{ delivered: number; failed: number }> {
  const outcome = { delivered: 0, failed: 0 };
  do {
    const claimed = await claimQueued(system, BATCH);
    if (claimed.length === 0) break;
    const results = await Promise.all(claimed.map((row) => settle(system, row, ask)));
    for (const isDelivered of results) outcome[isDelivered ? "delivered" : "failed"]++;
  } while (Date.now() < until);
  return outcome;
}

/** Begins at once on what became due, rather than with the next tick; what fails is seen by the tick. */
export async function deliverSoon(ask: Ask): Promise<void> {
  await deliverWaiting(asSystem("deliver-messages"), ask).catch((error: unknown) =>
    log().warn({ error }, "What waits was not delivered at once"),
  );
}

async function settle(system: SystemCtx, row: ClaimedRow, ask: Ask): Promise<boolean> {
  try {
    await deliver(row, ask);
    await settleQueued(system, row);
    return true;
  } catch (error) {
    log().warn({ error, queued: row.id, tries: row.retry_count }, "A queued message was not delivered");
    await settleQueued(system, row, asAppError(error).message);
    return false;
  }
}

async function deliver(row: ClaimedRow, ask: Ask): Promise<void> {
  if (row.client_message_id === null) {
    const turn = QueuedTurn.parse(row.message_data);
    return deliverTurn(speakerOf(row, turn.siteId), turn);
  }
  const { key, value, siteId, conversationId } = QueuedMessage.parse(row.message_data);
  await ask(visitorOf(row, siteId), { message: value, clientMessageId: key, conversationId });
}

const visitorOf = ({ customer_id, session_id }: ClaimedRow, siteId: string) =>
  actingFor({ customerId: customer_id, sessionId: session_id, siteId });

function speakerOf(row: ClaimedRow, siteId = ""): Ctx<Speaker> {
  const { user_id: userId, customer_id: customerId } = row;
  if (!userId) return visitorOf(row, siteId);
  const db = actorDb({ role: "authenticated", sub: userId });
  return { db, customerId, actor: { type: "member", userId, role: "viewer" } };
}
