import "server-only";
import type { Ctx } from "@/lib/platform/context";
import { embed } from "@/lib/platform/llm/embeddings";
import { log } from "@/lib/platform/log";
import type { SearchResult } from "./schema";
import { searchPassages } from "./store";
import { queryTerms } from "./tokenize";

/** How much the cosine counts beside the keyword score, by the model that made the vectors. Measured: npm run bench search. */
const meaningOf: Record<string, number> = {
  "omniops-local-512": 0.5,
  "text-embedding-3-small": 1,
};
const MEANING_OF_OTHERS = 0.5;

/**
 * The customer's passages that answer a question best, in any language, with the caller's rights: by words and by
 * meaning, by words alone while the model is away.
 */
export async function findPassages(ctx: Ctx, question: string, limit: number): Promise<SearchResult[]> {
  const meaning = await embeddingOf(question);
  return searchPassages(ctx, { ...queryTerms(ctx.customerId, question), limit, meaning });
}

async function embeddingOf(question: string) {
  try {
    const { model, vectors } = await embed([question], { isUrgent: true });
    const [embedding] = vectors;
    return embedding ? { embedding, model, weight: meaningOf[model] ?? MEANING_OF_OTHERS } : null;
  } catch (error) {
    log().warn({ error }, "The question was not embedded; it is searched by its words alone");
    return null;
  }
}
