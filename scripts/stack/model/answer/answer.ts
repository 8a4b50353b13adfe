import type { Vectorizer } from "@/scripts/stack/model/vectorizer";
import { compose } from "./compose";
import { type Question, readQuestion } from "./question";
import { type Candidate, rank } from "./rank";
import type { Source } from "./sources";

const MIN_SCORE = 0;

type Asked = { question: string; before: string | undefined; sources: Source[] };

/** Sentences quoted from the sources that answer the question, each cited; null when none does. */
export async function answerFrom({ question, before, sources }: Asked, vectorizer: Vectorizer): Promise<string | null> {
  const asked = readQuestion(question, before);
  const candidates = await rank(asked, sources, vectorizer);
  const good = candidates.filter((candidate) => answers(candidate, asked));
  return good.length > 0 ? compose(good, asked) : null;
}

function answers({ fits, score, own }: Candidate, { wanted }: Question): boolean {
  return (fits || wanted === null) && own > 0 && score >= MIN_SCORE;
}
