import { z } from "zod";
import { Cursor } from "@/lib/knowledge/cursor";

/** How many questions an evaluation has at most. */
export const MAX_QUESTIONS = 200;

const question = z.string().trim().min(1, "Write a question").max(1000, "Ask in at most 1,000 characters");
const url = z.string().trim().min(1, "Choose the page that should answer").max(2048, "This address is too long");

/** A question with the page that should answer it. */
export const EvaluationQuestion = z.object({
  id: z.uuid(),
  question: z.string(),
  url: z.string(),
  title: z.string().nullable().describe("The page's title; null while no page in use has this address."),
});
export type EvaluationQuestion = z.infer<typeof EvaluationQuestion>;

export const AddEvaluationQuestions = z.strictObject({
  questions: z
    .array(z.strictObject({ question, url: url.describe("The address of one of the business's pages.") }))
    .min(1)
    .max(MAX_QUESTIONS),
});
export type AddEvaluationQuestions = z.infer<typeof AddEvaluationQuestions>;

export const EvaluationQuestionId = z.strictObject({ questionId: z.uuid() });
export const EvaluationRunId = z.strictObject({ runId: z.uuid() });

export const RunEvaluation = z.strictObject({
  note: z.string().trim().max(200).default("").describe("What was changed before this run."),
});
export type RunEvaluation = z.infer<typeof RunEvaluation>;

/** One evaluation: of so many questions, how many found their page first, and how many among the first five. */
export const EvaluationRun = z.object({
  id: z.uuid(),
  note: z.string(),
  questions: z.number(),
  foundAt1: z.number(),
  foundAt5: z.number(),
  createdAt: z.string(),
});
export type EvaluationRun = z.infer<typeof EvaluationRun>;

/** How the search did on one question. */
export const EvaluationResult = z.object({
  question: z.string(),
  url: z.string(),
  rank: z.number().nullable().describe("Where the first passage of the page stood; null when not among the first ten."),
  firstUrl: z.string().nullable().describe("The page of the passage that stood first."),
  firstTitle: z.string().nullable(),
});
export type EvaluationResult = z.infer<typeof EvaluationResult>;

export const EvaluationRunDetail = EvaluationRun.extend({ results: z.array(EvaluationResult) });
export type EvaluationRunDetail = z.infer<typeof EvaluationRunDetail>;

export const ListEvaluationRuns = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: Cursor.optional(),
});
export type ListEvaluationRuns = z.infer<typeof ListEvaluationRuns>;

export const EvaluationRunList = z.object({ runs: z.array(EvaluationRun), nextCursor: z.string().nullable() });
export type EvaluationRunList = z.infer<typeof EvaluationRunList>;
