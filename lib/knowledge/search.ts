import "server-only";
import type { Ctx } from "@/lib/platform/context";
import { embed, embeddingModel } from "@/lib/platform/llm/embeddings";
import { log } from "@/lib/platform/log";
import type { SearchResult } from "./schema";
import { searchPassages } from "./store";
import { queryTerms } from "./tokenize";

type Meaning = {
  /** How much the cosine counts beside the keyword score. */
  weight: number;
  /** The questions that the model understands, if not all. */
  reads?: RegExp;
};

/** By the model that made the vectors. Measured: npm run bench search. */
const meaningOf: Record<string, Meaning> = {
  // Beyond English its vectors are made from spelling, which the keyword score knows better.
  "omniops-local-512": { weight: 0.75, reads: /^[^\p{L}]*\p{sc=Latin}/u },
  "text-embedding-3-small": { weight: 1 },
};
const MEANING_OF_OTHERS: Meaning = { weight: 0.5 };

/**
 * The customer's passages that answer a question best, in any language, with the caller's rights: by words and by
 * meaning, by words alone while the model is away.
 */
export async function findPassages(ctx: Ctx, question: string, limit: number): Promise<SearchResult[]> {
  const meaning = await embeddingOf(question);
  return searchPassages(ctx, { ...queryTerms(ctx.customerId, question), limit, meaning });
}

async function embeddingOf(question: string) {
  const { weight, reads } = meaningOf[embeddingModel()] ?? MEANING_OF_OTHERS;
  if (reads && !reads.test(question)) return null;
  try {
    const { model, vectors } = await embed([question], { isUrgent: true });
    const [embedding] = vectors;
    return embedding ? { embedding, model, weight } : null;
  } catch (error) {
    log().warn({ error }, "The question was not embedded; it is searched by its words alone");
    return null;
  }
}
