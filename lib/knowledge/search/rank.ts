import { eachFeature, type QueryTerms } from "@/lib/knowledge/words/tokenize";

/** Out of this many passages the order is made; what stands below them says too little anyway. */
export const CANDIDATES = 20;

/** How much the best sentence counts beside the whole passage. */
const WEIGHT = 0.5;
/** How much a sentence's length counts against it, and the length that is neither for nor against it. */
const B = 0.3;
const REFERENCE_LENGTH = 150;

/** After a full stop with what closes around it, after an ideographic one, at the end of a line. */
const SENTENCE_END = /(?<=[.!?؟](?:["”»')\]]|\[\d+\])*)\s+|(?<=[。！？])|\n+/u;

/**
 * The passages in their final order: to the score that each has as a whole comes how much of the question stands together
 * in one of its sentences, for an answer does. `worth` is what search_passages says the question's terms are worth.
 */
export function rankBySentence<Passage extends { text: string; score: number }>(
  passages: readonly Passage[],
  { terms }: QueryTerms,
  worth: readonly number[],
): Passage[] {
  const asked = new Map(terms.map((term, index) => [term, worth[index] ?? 0]));
  const all = worth.reduce((sum, each) => sum + each, 0) || 1;
  return passages
    .map((passage) => ({ ...passage, score: passage.score + (WEIGHT * bestSentence(passage.text, asked)) / all }))
    .sort((one, other) => other.score - one.score);
}

function bestSentence(text: string, asked: ReadonlyMap<number, number>): number {
  return Math.max(...text.split(SENTENCE_END).map((sentence) => scoreOf(sentence, asked)));
}

/** What the asked terms that a sentence holds are worth, each once, less for a long one. */
function scoreOf(sentence: string, asked: ReadonlyMap<number, number>): number {
  const held = new Set<number>();
  let length = 0;
  let worth = 0;
  eachFeature(sentence, (term) => {
    length++;
    const value = asked.get(term);
    if (!value || held.has(term)) return;
    held.add(term);
    worth += value;
  });
  return worth / (1 - B + (B * length) / REFERENCE_LENGTH);
}
