import type { Vectorizer } from "@/scripts/stack/model/vectorizer";
import { compose } from "./compose";
import { readings } from "./question";
import { rank } from "./rank";
import type { Source } from "./sources";

const MIN_SCORE = 0; // Sooner silent than wrong.

type Asked = { question: string; before: string | undefined; sources: Source[] };

/** Sentences quoted from the sources that answer the question, each cited; null when none does. */
export async function answerFrom({ question, before, sources }: Asked, vectorizer: Vectorizer): Promise<string | null> {
  for (const asked of readings(question, before)) {
    const candidates = await rank(asked, sources, vectorizer);
    const good = candidates.filter(({ score, fits }) => score >= MIN_SCORE && (fits || asked.wanted === null));
    if (good.length > 0) return compose(good, asked);
  }
  return null;
}
