import { DIMENSIONS } from "@/lib/knowledge/words/sparse-text";
import { eachFeature, eachStart, type QueryTerms } from "@/lib/knowledge/words/tokenize";

/** Among this many passages words are looked for that are common apart and rare side by side. */
export const CANDIDATES = 60;
/** How much it counts that two words stand side by side in the question and in the passage or its headings. */
const NEIGHBOURS = 1;

/** Of this many passages the sentences are looked at; what stands below them says too little anyway. */
const LIKELY = 20;
/** How much the best sentence counts beside the whole passage. */
const SENTENCE = 0.8;
/** How much a sentence's length counts against it, and the length that is neither for nor against it. */
const B = 0.15;
const REFERENCE_LENGTH = 250;

/** After a full stop with what closes around it, after an ideographic one, at the end of a line. */
const SENTENCE_END = /(?<=[.!?؟](?:["”»')\]]|\[\d+\])*)\s+|(?<=[。！？])|\n+/u;

/**
 * The passages in their final order: to the score that each has as a whole comes how much of the question stands side by
 * side in it, and then, for the likely ones, together in one of its sentences, for an answer does. `worth` is what
 * search_passages says the question's terms are worth.
 */
export function rankBySentence<Passage extends { headingPath: string[]; text: string; score: number }>(
  passages: readonly Passage[],
  question: string,
  { terms }: QueryTerms,
  worth: readonly number[],
): Passage[] {
  const asked = new Map(terms.map((term, index) => [term, worth[index] ?? 0]));
  const all = worth.reduce((sum, each) => sum + each, 0) || 1;
  const neighbours = neighboursOf(question, asked);
  const near = raised(passages, ({ headingPath, text }) => {
    return (NEIGHBOURS * heldNeighbours([...headingPath, text].join("\n"), neighbours)) / all;
  });
  const likely = raised(near.slice(0, LIKELY), ({ text }) => (SENTENCE * bestSentence(text, asked)) / all);
  return [...likely, ...near.slice(LIKELY)];
}

/** Passages in the order of their scores, after something came to each. */
const raised = <Passage extends { score: number }>(passages: readonly Passage[], more: (passage: Passage) => number) =>
  passages
    .map((passage) => ({ ...passage, score: passage.score + more(passage) }))
    .sort((one, other) => other.score - one.score);

/** What terms are worth, or neighbours. */
type Worth = ReadonlyMap<number, number>;

/** The question's neighbours with what both words are worth. */
function neighboursOf(question: string, asked: Worth): Worth {
  const found = new Map<number, number>();
  const worthOf = (term: number) => asked.get(term) ?? 0;
  eachTwo(question, (two, one, other) => found.set(two, worthOf(one) + worthOf(other)));
  return found;
}

/** What the neighbours that a text holds are worth, each once. */
function heldNeighbours(text: string, neighbours: Worth): number {
  const held = new Set<number>();
  eachTwo(text, (two) => {
    if (neighbours.has(two)) held.add(two);
  });
  return [...held].reduce((sum, two) => sum + (neighbours.get(two) ?? 0), 0);
}

/** Tells `found` each two words that stand side by side, as one number and as the starts of both. */
function eachTwo(text: string, found: (two: number, one: number, other: number) => void): void {
  let before: number | undefined;
  eachStart(text, (start) => {
    if (before !== undefined) found(before * DIMENSIONS + start, before, start);
    before = start;
  });
}

function bestSentence(text: string, asked: Worth): number {
  return Math.max(...text.split(SENTENCE_END).map((sentence) => scoreOf(sentence, asked)));
}

/** What the asked terms that a sentence holds are worth, each once, less for a long one. */
function scoreOf(sentence: string, asked: Worth): number {
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
