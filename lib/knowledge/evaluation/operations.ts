import "server-only";
import { z } from "zod";
import { operation } from "@/lib/platform/operation";
import {
  AddEvaluationQuestions,
  EvaluationQuestion,
  EvaluationQuestionId,
  EvaluationRun,
  EvaluationRunDetail,
  EvaluationRunId,
  EvaluationRunList,
  ListEvaluationRuns,
  RunEvaluation,
} from "./schema";
import { addQuestions, deleteQuestion, deleteRun, getRun, listQuestions, listRuns, runEvaluation } from "./service";

const callers = ["member", "api_key"] as const;
const QuestionList = z.object({ questions: z.array(EvaluationQuestion) });

/** What can be done with a business's own questions and how well their pages are found. */
export const evaluationOperations = [
  operation({
    name: "list_evaluation_questions",
    description: "Lists the business's test questions, each with the page that should answer it.",
    http: { method: "GET", path: "/evaluation/questions" },
    callers,
    risk: "read",
    input: z.strictObject({}),
    output: QuestionList,
    run: async (ctx) => ({ questions: await listQuestions(ctx) }),
  }),
  operation({
    name: "add_evaluation_questions",
    description: "Adds test questions, all or none. Those that are there already stay as they are.",
    http: { method: "POST", path: "/evaluation/questions", status: 201 },
    callers,
    risk: "write",
    input: AddEvaluationQuestions,
    output: QuestionList,
    run: (ctx, input) => addQuestions(ctx, input),
  }),
  operation({
    name: "delete_evaluation_question",
    description: "Removes a test question. Runs that asked it keep it.",
    http: { method: "DELETE", path: "/evaluation/questions/{questionId}" },
    callers,
    risk: "write",
    input: EvaluationQuestionId,
    output: z.object({}),
    run: async (ctx, { questionId }) => {
      await deleteQuestion(ctx, questionId);
      return {};
    },
  }),
  operation({
    name: "run_evaluation",
    description: "Asks every test question of the search and keeps where the page that should answer was found.",
    http: { method: "POST", path: "/evaluation/runs", status: 201 },
    callers,
    risk: "write",
    input: RunEvaluation,
    output: EvaluationRun,
    run: (ctx, input) => runEvaluation(ctx, input),
  }),
  operation({
    name: "list_evaluation_runs",
    description:
      "Lists the runs of the test questions, the newest first: how many pages were found first and among five.",
    http: { method: "GET", path: "/evaluation/runs" },
    callers,
    risk: "read",
    input: ListEvaluationRuns,
    output: EvaluationRunList,
    run: (ctx, input) => listRuns(ctx, input),
  }),
  operation({
    name: "get_evaluation_run",
    description: "Shows one run of the test questions, question by question.",
    http: { method: "GET", path: "/evaluation/runs/{runId}" },
    callers,
    risk: "read",
    input: EvaluationRunId,
    output: EvaluationRunDetail,
    run: (ctx, { runId }) => getRun(ctx, runId),
  }),
  operation({
    name: "delete_evaluation_run",
    description: "Removes a run of the test questions.",
    http: { method: "DELETE", path: "/evaluation/runs/{runId}" },
    callers,
    risk: "write",
    input: EvaluationRunId,
    output: z.object({}),
    run: async (ctx, { runId }) => {
      await deleteRun(ctx, runId);
      return {};
    },
  }),
];
