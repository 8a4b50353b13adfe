import { frequency } from "@/scripts/stack/model/frequencies";
import { dictionaryWords, fold, words } from "@/scripts/stack/model/words";
import { conceptsOf, knownWordsIn } from "./concepts";
import { impliedDays } from "./days";
import { isFunctionWord } from "./function-words";
import { arabicStem, englishLikeness, englishStem, likeness } from "./stem";

/** A word with a subject of its own. `weight` says how much it narrows down what is meant, from 0 to 1. */
export type Term = {
  word: string;
  stem: string;
  concepts: ReadonlySet<string>;
  weight: number;
  isNumber: boolean;
  isEnglish: boolean;
};

const SUBTITLE_WORDS = 50_000_000;
/** From here on a term counts as covered. */
export const COVERED = 0.5;

const CONCEPT_MATCH = 0.85;
const CACHED_TERMS = 50_000;
const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const ARABIC = /\p{Script=Arabic}/u;

const cache = new Map<string, Term>();

/** The terms of a text that may answer, with the days that it names by a range. */
export function termsOf(text: string, isEnglish: boolean): Term[] {
  const found = [...words(text), ...knownWordsIn(fold(text)), ...impliedDays(text)];
  return found.filter((word) => !isFunctionWord(word)).map((word) => term(word, isEnglish));
}

/** The terms of a question, each once. Scripts without spaces are read by the dictionary. */
export function questionTerms(text: string, isEnglish: boolean): Term[] {
  const found = dictionaryWords(text).filter((word) => !isFunctionWord(word));
  const terms = found.map((word) => term(word, isEnglish));
  return terms.filter(({ stem }, index) => terms.findIndex((each) => each.stem === stem) === index);
}

/** How well a text's terms cover one term of the question: 1 by the word itself, less by a relative, 0 not at all. */
export function coverage(wanted: Term, given: readonly Term[]): number {
  let best = 0;
  for (const term of given) {
    best = Math.max(best, match(wanted, term));
    if (best === 1) return 1;
  }
  return HAN.test(wanted.word) ? Math.max(best, sharedPairs(wanted.word, given)) : best;
}

function match(wanted: Term, given: Term): number {
  if (wanted.word === given.word || wanted.stem === given.stem) return 1;
  for (const concept of wanted.concepts) if (given.concepts.has(concept)) return CONCEPT_MATCH;
  return wanted.isEnglish ? englishLikeness(wanted.stem, given.stem) : likeness(wanted.stem, given.stem);
}

// Texts without spaces are kept as pairs of characters; a longer word is there as far as its pairs are.
function sharedPairs(word: string, given: readonly Term[]): number {
  const characters = [...word];
  if (characters.length < 2) return given.some((term) => term.word.includes(word)) ? 0.8 : 0;
  const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  const found = pairs.filter((pair) => given.some((term) => term.word === pair)).length / pairs.length;
  return found > 0.6 ? found : 0;
}

function term(word: string, isEnglish: boolean): Term {
  const key = `${isEnglish ? "e" : "-"}${word}`;
  const known = cache.get(key);
  if (known) return known;
  if (cache.size > CACHED_TERMS) cache.clear();
  const stem = stemOf(word, isEnglish);
  const made = {
    word,
    stem,
    concepts: ARABIC.test(word) ? conceptsOf(stem) : conceptsOf(word),
    weight: isEnglish ? rarity(word) : lengthWeight(word),
    isNumber: /^\d{1,3}(?:am|pm|h)?$/.test(word),
    isEnglish,
  };
  cache.set(key, made);
  return made;
}

function stemOf(word: string, isEnglish: boolean): string {
  if (isEnglish) return englishStem(word);
  return ARABIC.test(word) ? arabicStem(word) : word;
}

// Squared, so that a name outweighs the everyday words around it.
function rarity(word: string): number {
  return (Math.log(SUBTITLE_WORDS / (20 + frequency(word))) / Math.log(SUBTITLE_WORDS / 20)) ** 2;
}

// Without counts for a language, the length of a word is the best guess at how rare it is.
function lengthWeight(word: string): number {
  if (HAN.test(word) && [...word].length === 1) return 0.3;
  if (/\d/.test(word) || HAN.test(word)) return 0.7;
  return Math.min(1, 0.3 + 0.07 * word.length);
}
