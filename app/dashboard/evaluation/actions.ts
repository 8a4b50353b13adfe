"use server";

import { z } from "zod";
import { member } from "@/lib/accounts/auth";
import {
  AddEvaluationQuestions,
  EvaluationQuestionId,
  EvaluationRunId,
  RunEvaluation,
} from "@/lib/knowledge/evaluation/schema";
import * as evaluation from "@/lib/knowledge/evaluation/service";
import * as pages from "@/lib/knowledge/pages/service";
import { action } from "@/lib/platform/http/action";

const auth = () => member();

export const addQuestions = action({
  auth,
  input: AddEvaluationQuestions,
  run: async (ctx, input) => {
    await evaluation.addQuestions(ctx, input);
  },
});

export const deleteQuestion = action({
  auth,
  input: EvaluationQuestionId,
  run: (ctx, { questionId }) => evaluation.deleteQuestion(ctx, questionId),
});

export const runEvaluation = action({
  auth,
  input: RunEvaluation,
  run: (ctx, input) => evaluation.runEvaluation(ctx, input),
});

export const deleteRun = action({
  auth,
  input: EvaluationRunId,
  run: (ctx, { runId }) => evaluation.deleteRun(ctx, runId),
});

/** Pages whose title or address holds what was typed. */
export const suggestPages = action({
  auth,
  input: z.strictObject({ typed: z.string().trim().max(500) }),
  run: (ctx, { typed }) => pages.suggestPages(ctx, typed),
});
