import type { Ctx } from "@/lib/platform/context";
import type { SystemCtx } from "@/lib/platform/jobs/system";
import type { Json } from "@/lib/platform/supabase/types";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import { type ListSummaries, type Period, Summary, SummaryFigures } from "./schema";

type Span = { from: string; to: string };

export async function selectWithoutSummary({ db }: SystemCtx, period: Period, { from, to }: Span, limit: number) {
  const asked = { p_period: period, p_from: from, p_to: to, p_limit: limit };
  return unwrap(await db.rpc("customers_without_summary", asked));
}

export async function selectFigures(
  { db }: SystemCtx,
  customerId: string,
  { from, to }: Span,
): Promise<SummaryFigures> {
  const [row] = unwrap(await db.rpc("summary_figures", { p_customer: customerId, p_from: from, p_to: to }));
  const { asked_most: askedMost, ...figures } = row ?? { asked_most: [] };
  return SummaryFigures.parse({ ...figures, askedMost });
}

export async function selectDefaultLanguage({ db }: SystemCtx, customerId: string): Promise<string> {
  const query = db.from("customer_configs").select("default_language").eq("customer_id", customerId);
  return unwrap(await query.single()).default_language;
}

export async function insertSummary(
  { db }: SystemCtx,
  customerId: string,
  { period, startsOn, figures, content, language }: Omit<Summary, "id" | "createdAt">,
): Promise<void> {
  const row = {
    customer_id: customerId,
    period,
    starts_on: startsOn,
    content,
    language,
    figures: figures as NonNullable<Json>,
  };
  const once = { onConflict: "customer_id,period,starts_on", ignoreDuplicates: true };
  unwrap(await db.from("conversation_summaries").upsert(row, once));
}

export async function selectSummaries({ db, customerId }: Ctx, { period, limit }: ListSummaries): Promise<Summary[]> {
  const columns = "id, period, startsOn:starts_on, figures, content, language, createdAt:created_at" as const;
  let query = db.from("conversation_summaries").select(columns).eq("customer_id", customerId);
  if (period) query = query.eq("period", period);
  const rows = unwrap(await query.order("starts_on", { ascending: false }).order("period").limit(limit));
  return rows.map((row) => Summary.parse(row));
}
