import "server-only";
import { eld } from "eld/extrasmall";
import { embed } from "@/lib/platform/llm/embeddings";
import { log } from "@/lib/platform/log";

type Weight = {
  /** How much the cosine counts beside the keyword score. */
  weight: number;
  /** Whether the model understands a question, if it doesn't understand all. */
  reads?: (question: string) => boolean;
};

/** By the model that made the vectors. Measured: npm run bench -- search paraphrase. */
const meaningOf: Record<string, Weight> = {
  // Beyond English its vectors are made from spelling, which the keyword score knows better.
  "omniops-local-512": { weight: 3.5, reads: isEnglish },
  "text-embedding-3-small": { weight: 1 },
};
const MEANING_OF_OTHERS: Weight = { weight: 0.5 };

/** A question as a vector, with what it counts beside the words. */
export type Meaning = { embedding: string; model: string; weight: number };

/**
 * What a question means by a model; null where its words say more to search, while the model is away, and once `signal`
 * says that nobody needs it.
 */
export async function meaningOfQuestion(
  question: string,
  model: string,
  signal?: AbortSignal,
): Promise<{ meaning: Meaning | null; isAway: boolean }> {
  const { weight, reads } = meaningOf[model] ?? MEANING_OF_OTHERS;
  if (reads && !reads(question)) return { meaning: null, isAway: false };
  try {
    const { vectors } = await embed([question], { model, isUrgent: true, signal });
    const [embedding] = vectors;
    return { meaning: embedding ? { embedding, model, weight } : null, isAway: !embedding };
  } catch (error) {
    if (!signal?.aborted) log().warn({ error }, "The question was not embedded; it is searched by its words alone");
    return { meaning: null, isAway: true };
  }
}

/** How near a question's n-grams must come to English, as a share of the likest language: two words say little. */
const LIKE_ENGLISH = 0.75;

function isEnglish(question: string): boolean {
  const guess = eld.detect(question);
  return (guess.getScores().en ?? 0) >= LIKE_ENGLISH * (guess.getScores()[guess.language] ?? 1);
}
