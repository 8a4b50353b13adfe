import type { Ctx } from "@/lib/platform/context";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import type { TablesUpdate } from "@/lib/platform/supabase/types";
import { unwrap } from "@/lib/platform/supabase/unwrap";

/** Conversations to judge, in which nothing was said since `quietSince`, with the visitor's latest messages. */
export async function selectUnjudged({ db }: SystemCtx, quietSince: string, limit: number) {
  return unwrap(await db.rpc("unjudged_conversations", { p_quiet_since: quietSince, p_limit: limit }));
}

export type Unjudged = Awaited<ReturnType<typeof selectUnjudged>>[number];

/** The conversation as it is now is judged; where the model would never judge it, the score before stays. */
export async function updateSentiment(system: SystemCtx, conversation: Unjudged, score?: number): Promise<void> {
  const judged = { judged_questions: conversation.questions, judge_tries: 0, judge_after: null };
  const judgement = score === undefined ? {} : { sentiment: score, judged_at: new Date().toISOString() };
  await update(system, conversation, { ...judged, ...judgement });
}

/** The model would not judge it once more; it is asked again at `after`. */
export const postponeJudging = (system: SystemCtx, conversation: Unjudged, after: string): Promise<void> =>
  update(system, conversation, { judge_tries: conversation.tries + 1, judge_after: after });

type Judging = TablesUpdate<"conversation_metadata">;

async function update({ db }: SystemCtx, { customer_id, conversation_id }: Unjudged, judging: Judging): Promise<void> {
  const query = db.from("conversation_metadata").update(judging).eq("customer_id", customer_id);
  unwrap(await query.eq("conversation_id", conversation_id));
}

export async function selectMoods({ db, customerId }: Ctx, from: string, to: string) {
  return unwrap(await db.rpc("mood_by_day", { p_customer: customerId, p_from: from, p_to: to }));
}
