import { olderThan, type Place } from "@/lib/knowledge/cursor";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { EvaluationResult, EvaluationRun } from "./schema";

type Question = { question: string; url: string };

const runColumns = "id, note, questions, foundAt1:found_at_1, foundAt5:found_at_5, createdAt:created_at" as const;

/** The customer's questions in the order in which they were added. */
export async function selectQuestions({ db, customerId }: Ctx): Promise<(Question & { id: string })[]> {
  const questions = db.from("evaluation_questions").select("id, question, url").eq("customer_id", customerId);
  return unwrap(await questions.order("position"));
}

/** Adds questions; those that are there already stay as they are. */
export async function insertQuestions({ db, customerId }: Ctx, questions: Question[]): Promise<void> {
  const rows = questions.map(({ question, url }) => ({ customer_id: customerId, question, url }));
  const isThere = { onConflict: "customer_id,question,url", ignoreDuplicates: true };
  unwrap(await db.from("evaluation_questions").upsert(rows, isThere));
}

export async function deleteQuestionRow({ db, customerId }: Ctx, id: string): Promise<void> {
  const remove = db.from("evaluation_questions").delete().eq("customer_id", customerId).eq("id", id);
  if (!unwrap(await remove.select("id").maybeSingle())) throw notFound("Question");
}

/** Keeps a run with its results, all or nothing. Gives its id. */
export async function insertRun({ db, customerId }: Ctx, note: string, results: EvaluationResult[]): Promise<string> {
  const rows = results.map(({ firstUrl, firstTitle, ...result }) => ({
    ...result,
    first_url: firstUrl,
    first_title: firstTitle,
  }));
  return unwrap(await db.rpc("record_evaluation", { p_customer: customerId, p_note: note, p_results: rows }));
}

/** The runs, the newest first, from `after` on. */
export async function selectRuns(
  { db, customerId }: Ctx,
  { limit, after }: { limit: number; after: Place | undefined },
): Promise<EvaluationRun[]> {
  const runs = db.from("evaluation_runs").select(runColumns).eq("customer_id", customerId);
  const rest = after ? runs.or(olderThan(after, "id")) : runs;
  const newest = rest.order("created_at", { ascending: false }).order("id", { ascending: false });
  return unwrap(await newest.limit(limit));
}

export async function selectRun({ db, customerId }: Ctx, id: string): Promise<EvaluationRun> {
  const runs = db.from("evaluation_runs").select(runColumns).eq("customer_id", customerId);
  const run = unwrap(await runs.eq("id", id).maybeSingle());
  if (!run) throw notFound("Run");
  return run;
}

export async function selectResults({ db, customerId }: Ctx, runId: string): Promise<EvaluationResult[]> {
  const results = db
    .from("evaluation_results")
    .select("question, url, rank, firstUrl:first_url, firstTitle:first_title")
    .eq("customer_id", customerId);
  return unwrap(await results.eq("run_id", runId).order("position"));
}

export async function deleteRunRow({ db, customerId }: Ctx, id: string): Promise<void> {
  const remove = db.from("evaluation_runs").delete().eq("customer_id", customerId).eq("id", id);
  if (!unwrap(await remove.select("id").maybeSingle())) throw notFound("Run");
}
