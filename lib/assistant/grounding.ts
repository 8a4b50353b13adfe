import type { Passage } from "@/lib/knowledge/search/schema";
import { hasFiguresOf } from "./figures";
import type { Sentence } from "./sentences";
import { type Vocabulary, vocabularyOf, wordsOf } from "./words";

/**
 * How much of a sentence's weight a passage must hold. On XQuAD, in six languages, 82 % of rephrased statements reach
 * it, and 3 % of those that stand in another paragraph of the same article.
 */
const ENOUGH = 0.5;
/** For a passage that the sentence doesn't name. */
const PLENTY = 0.7;
/** In scripts that write words in letters, short words say little; from here on a word counts whole. */
const LONG = 6;
/** A word of the question in an answer speaks neither for nor against it. */
const ASKED_WEIGHT = 0.5;

/** The share of its words for which a neighbour of a quoted sentence is quoted too. */
const BELONGS = 0.6;

export type Ground = {
  /** How much of the text's meaning the passages hold together, from 0 to 1. */
  support: (text: string, passages: readonly number[]) => number;
  /** Which passages bear the sentence out: those it names, or else the one that does so best. Empty: none does. */
  supporters: (sentence: Sentence) => number[];
  /** The language of a sentence, where one can tell. */
  languageOf: (text: string) => string | null;
  /** Whether these passages are in this language. */
  isIn: (language: string, passages: readonly number[]) => boolean;
};

/**
 * Checks sentences against the passages they cite, by their words and figures, in any script. `speaks` tells a text's
 * language: a sentence in another language than its passage is held to its figures alone.
 */
export function groundOn(
  passages: readonly Passage[],
  question: string,
  speaks: (text: string) => string | null,
): Ground {
  const texts = passages.map(({ title, headingPath, text }) => [title, ...headingPath, text].join("\n"));
  const vocabularies = texts.map(vocabularyOf);
  const asked = vocabularyOf(question);
  const weigh = (word: string) => {
    const rarity = rarityOf(vocabularies.filter((has) => has(word)).length, vocabularies.length);
    return rarity * (isDense(word) ? 1 : Math.min(LONG, word.length) / LONG);
  };

  function support(text: string, among: readonly number[]): number {
    let held = 0;
    let all = 0;
    for (const word of wordsOf(text)) {
      const isHeld = among.some((index) => vocabularies[index]?.(word));
      const weight = weigh(word) * (asked(word) && !isHeld ? ASKED_WEIGHT : 1);
      all += weight;
      if (isHeld) held += weight;
    }
    return all === 0 ? 0 : held / all;
  }

  const holdsFigures = (text: string, among: readonly number[]) =>
    hasFiguresOf(text, among.map((index) => `${texts[index]}\n${passages[index]?.url}`).join("\n"));

  function isForeign(text: string, among: readonly number[]): boolean {
    const language = speaks(text);
    return language !== null && among.every((index) => !isSameLanguage(speaks(texts[index] ?? ""), language));
  }

  function supporters({ text, cited }: Sentence): number[] {
    const named = cited.map((id) => Number(id) - 1).filter((index) => passages[index]);
    if (named.length > 0 && holdsFigures(text, named)) {
      if (support(text, named) >= ENOUGH || isForeign(text, named)) return named;
    }
    const best = passages
      .map((_, index) => ({ index, held: support(text, [index]) }))
      .filter(({ index, held }) => held >= PLENTY && holdsFigures(text, [index]))
      .toSorted((a, b) => b.held - a.held)[0];
    return best ? [best.index] : [];
  }

  const isIn = (language: string, among: readonly number[]) =>
    among.every((index) => base(speaks(texts[index] ?? "") ?? "") === base(language));

  return { support, supporters, languageOf: speaks, isIn };
}

/** Words that most passages have weigh little; one that no passage has, as much as one that a single passage has. */
function rarityOf(holders: number, passages: number): number {
  const counted = Math.max(1, holders);
  return Math.log(1 + (passages - counted + 0.5) / (counted + 0.5));
}

const isDense = (word: string) => /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(word);

const isSameLanguage = (one: string | null, other: string) => one === null || base(one) === base(other);

/** "pt" of "pt-BR". */
export const base = (tag: string) => tag.split("-")[0];

/** The words of a passage that bear out `text` best: whole sentences as they stand there, at most `max` characters. */
export function quoteFrom(passage: string, sentences: readonly string[], text: string, max: number): string {
  const has: Vocabulary = vocabularyOf(text);
  const words = sentences.map(wordsOf);
  const held = words.map((each) => each.filter(has).length);
  const scored = held.map((count, index) => count + (hasFiguresOf(sentences[index] ?? "", text) ? 0.5 : 0));
  let from = scored.indexOf(Math.max(...scored));
  let to = from + 1;
  const joined = (a: number, b: number) => sentences.slice(a, b).join("").trim();
  const belongs = (index: number) =>
    (held[index] ?? 0) > 1 && (held[index] ?? 0) >= BELONGS * (words[index]?.length ?? 0);
  while (belongs(to) && joined(from, to + 1).length <= max) to++;
  while (belongs(from - 1) && joined(from - 1, to).length <= max) from--;
  const quote = joined(Math.max(0, from), to) || passage.trim();
  return quote.length <= max ? quote : cut(quote, max);
}

function cut(text: string, max: number): string {
  const end = text.lastIndexOf(" ", max);
  return text.slice(0, end > max / 2 ? end : max).trimEnd();
}
