import "server-only";
import { canonicalUrl } from "@/lib/knowledge/crawl/urls";
import { pageOf, placeOf } from "@/lib/knowledge/cursor";
import { selectTitles } from "@/lib/knowledge/pages/store";
import { findPassages } from "@/lib/knowledge/search/find-passages";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { limit } from "@/lib/platform/redis/limits";
import {
  type AddEvaluationQuestions,
  type EvaluationQuestion,
  type EvaluationResult,
  type EvaluationRun,
  type EvaluationRunDetail,
  type EvaluationRunList,
  type ListEvaluationRuns,
  MAX_QUESTIONS,
  type RunEvaluation,
} from "./schema";
import {
  deleteQuestionRow,
  deleteRunRow,
  insertQuestions,
  insertRun,
  selectQuestions,
  selectResults,
  selectRun,
  selectRuns,
} from "./store";

/** How many passages are looked at for each question. */
const DEPTH = 10;
const AT_ONCE = 4;

/** The customer's questions in the order in which they were added, each with its page's title. */
export async function listQuestions(ctx: Ctx): Promise<EvaluationQuestion[]> {
  const questions = await selectQuestions(ctx);
  const titles = await selectTitles(ctx, [...new Set(questions.map(({ url }) => url))]);
  return questions.map((asked) => ({ ...asked, title: titles.get(asked.url) ?? null }));
}

/**
 * Adds questions, all or none; those that are there already stay as they are. Throws `invalid` with the lines whose page
 * the customer doesn't have, and when there would be too many. Owners and admins only.
 */
export async function addQuestions(
  ctx: Ctx,
  { questions }: AddEvaluationQuestions,
): Promise<{ questions: EvaluationQuestion[] }> {
  const asked = questions.map(({ question, url }) => ({ question, url: canonicalUrl(url) ?? url }));
  const titles = await selectTitles(ctx, [...new Set(asked.map(({ url }) => url))]);
  const unknown = asked.flatMap(({ url }, index) => (titles.has(url) ? [] : [index]));
  if (unknown.length > 0) throw new AppError("invalid", pageUnknown(questions, unknown));
  const before = await selectQuestions(ctx);
  const all = new Set([...before, ...asked].map(key));
  if (all.size > MAX_QUESTIONS) {
    throw new AppError("invalid", `There would be ${all.size} questions. Keep at most ${MAX_QUESTIONS}`);
  }
  await insertQuestions(ctx, asked);
  return { questions: await listQuestions(ctx) };
}

function pageUnknown(questions: { url: string }[], unknown: number[]): string {
  const [first = 0] = unknown;
  const address = questions[first]?.url;
  if (questions.length === 1) return `None of your pages has the address ${address}. Choose one from the list`;
  const lines = unknown.slice(0, 10).map((index) => index + 1);
  return `None of your pages has the address of line ${lines.join(", ")}: ${address}`;
}

/** Removes a question; runs that asked it keep it. Owners and admins only. */
export const deleteQuestion = (ctx: Ctx, questionId: string): Promise<void> => deleteQuestionRow(ctx, questionId);

/**
 * Asks every question of the search that answers visitors, with the caller's rights, and keeps where the page that
 * should answer was found. Takes seconds for 200 questions. Throws `invalid` where there is no question.
 */
export async function runEvaluation(ctx: Ctx, { note }: RunEvaluation): Promise<EvaluationRun> {
  const questions = await selectQuestions(ctx);
  if (questions.length === 0) throw new AppError("invalid", "Add a question first");
  await limit({ evaluationByCustomer: ctx.customerId });
  const results: EvaluationResult[] = [];
  const rest = questions.entries();
  const ask = async () => {
    for (const [index, { question, url }] of rest) results[index] = await examine(ctx, question, url);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return selectRun(ctx, await insertRun(ctx, note, results));
}

async function examine(ctx: Ctx, question: string, url: string): Promise<EvaluationResult> {
  const passages = await findPassages(ctx, question, DEPTH);
  const index = passages.findIndex((passage) => passage.url === url);
  const [first] = passages;
  return {
    question,
    url,
    rank: index < 0 ? null : index + 1,
    firstUrl: first?.url ?? null,
    firstTitle: first?.title ?? null,
  };
}

/** The runs, the newest first, and where to go on. */
export async function listRuns(ctx: Ctx, { limit: size, cursor }: ListEvaluationRuns): Promise<EvaluationRunList> {
  const runs = await selectRuns(ctx, { limit: size + 1, after: placeOf(cursor) });
  const { shown, nextCursor } = pageOf(runs, size, ({ id }) => id);
  return { runs: shown, nextCursor };
}

/** A run with what became of each question. */
export async function getRun(ctx: Ctx, runId: string): Promise<EvaluationRunDetail> {
  const [run, results] = await Promise.all([selectRun(ctx, runId), selectResults(ctx, runId)]);
  return { ...run, results };
}

/** The run before this one, or null for the first. */
export async function getRunBefore(ctx: Ctx, { createdAt, id }: EvaluationRun): Promise<EvaluationRunDetail | null> {
  const [before] = await selectRuns(ctx, { limit: 1, after: { at: createdAt, id } });
  return before ? getRun(ctx, before.id) : null;
}

/** Removes a run. Owners and admins only. */
export const deleteRun = (ctx: Ctx, runId: string): Promise<void> => deleteRunRow(ctx, runId);

const key = ({ question, url }: { question: string; url: string }) => `${url}\n${question}`;
