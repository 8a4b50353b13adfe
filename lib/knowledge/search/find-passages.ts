import "server-only";
import { queryTerms } from "@/lib/knowledge/tokenize";
import type { Ctx } from "@/lib/platform/context";
import { meaningOfQuestion } from "./meaning";
import type { SearchResult } from "./schema";
import { searchPassages } from "./store";

/**
 * The customer's passages that answer a question best, in any language, with the caller's rights: by words and by
 * meaning, by words alone while the model is away.
 */
export async function findPassages(ctx: Ctx, question: string, limit: number): Promise<SearchResult[]> {
  const meaning = await meaningOfQuestion(question);
  return searchPassages(ctx, { ...queryTerms(question), limit, meaning });
}
