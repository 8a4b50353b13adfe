import type { Ctx } from "@/lib/platform/context";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import { unwrap } from "@/lib/platform/supabase/unwrap";

/** Conversations to judge, in which nothing was said since `quietSince`, with the visitor's latest messages. */
export async function selectUnjudged({ db }: SystemCtx, quietSince: string, limit: number) {
  return unwrap(await db.rpc("unjudged_conversations", { p_quiet_since: quietSince, p_limit: limit }));
}

export type Unjudged = Awaited<ReturnType<typeof selectUnjudged>>[number];

export async function updateSentiment({ db }: SystemCtx, conversation: Unjudged, score: number | null): Promise<void> {
  const judged = { sentiment: score, judged_questions: conversation.questions, judged_at: new Date().toISOString() };
  const query = db.from("conversation_metadata").update(judged).eq("customer_id", conversation.customer_id);
  unwrap(await query.eq("conversation_id", conversation.conversation_id));
}

export async function selectMoods({ db, customerId }: Ctx, from: string, to: string) {
  return unwrap(await db.rpc("mood_by_day", { p_customer: customerId, p_from: from, p_to: to }));
}
