import type { Vectorizer } from "@/scripts/stack/model/vectorizer";
import { compose } from "./compose";
import { readQuestion } from "./question";
import { rank } from "./rank";
import type { Source } from "./sources";

const MIN_SCORE = 0; // Sooner silent than wrong.

type Asked = { question: string; before: string | undefined; sources: Source[] };

/** Sentences quoted from the sources that answer the question, each cited; null when none does. */
export async function answerFrom({ question, before, sources }: Asked, vectorizer: Vectorizer): Promise<string | null> {
  const asked = readQuestion(question, before);
  const candidates = await rank(asked, sources, vectorizer);
  const good = candidates.filter(({ score, fits }) => score >= MIN_SCORE && (fits || asked.wanted === null));
  return good.length > 0 ? compose(good, asked) : null;
}
