import type { EvaluationResult } from "./schema";

/** A question in two runs: how it did before is undefined where it wasn't asked. */
export type Compared = EvaluationResult & { before: number | null | undefined; change: Change };
export type Change = "better" | "worse" | "same" | "added";

/** The questions of the run after, each with its rank before, and how many of the run before are no longer asked. */
export function compareRuns(before: EvaluationResult[], after: EvaluationResult[]) {
  const ranks = new Map(before.map((result) => [key(result), result.rank]));
  const asked = new Set(after.map(key));
  return {
    results: after.map((result): Compared => {
      const rank = ranks.get(key(result));
      return { ...result, before: rank, change: changeOf(rank, result.rank) };
    }),
    removed: before.filter((result) => !asked.has(key(result))).length,
  };
}

function changeOf(before: number | null | undefined, after: number | null): Change {
  if (before === undefined) return "added";
  const [was, is] = [before ?? Number.POSITIVE_INFINITY, after ?? Number.POSITIVE_INFINITY];
  return is === was ? "same" : is < was ? "better" : "worse";
}

const key = ({ question, url }: EvaluationResult) => `${url}\n${question}`;
