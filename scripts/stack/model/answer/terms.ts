import { frequency } from "@/scripts/stack/model/frequencies";
import { words } from "@/scripts/stack/model/words";
import { conceptsOf } from "./concepts";
import { isFunctionWord } from "./function-words";
import { englishStem, likeness } from "./stem";

/** A word with a subject of its own. `weight` says how much it narrows down what is meant, from 0 to 1. */
export type Term = { word: string; stem: string; concepts: ReadonlySet<string>; weight: number };

const SUBTITLE_WORDS = 50_000_000;
const CONCEPT_MATCH = 0.85;

const cache = new Map<string, Term>();
const CACHED_TERMS = 50_000;

/** The terms of a text in order; function words are left out. */
export function termsOf(text: string, isEnglish: boolean): Term[] {
  return words(text)
    .filter((word) => !isFunctionWord(word))
    .map((word) => term(word, isEnglish));
}

/** How well a text's terms cover one term of the question: 1 by the word itself, less by a relative, 0 not at all. */
export function coverage(wanted: Term, given: readonly Term[]): number {
  let best = 0;
  for (const term of given) {
    best = Math.max(best, match(wanted, term));
    if (best === 1) break;
  }
  return best;
}

function match(wanted: Term, given: Term): number {
  if (wanted.word === given.word || wanted.stem === given.stem) return 1;
  for (const concept of wanted.concepts) if (given.concepts.has(concept)) return CONCEPT_MATCH;
  return likeness(wanted.stem, given.stem);
}

function term(word: string, isEnglish: boolean): Term {
  const key = `${isEnglish ? "e" : "-"}${word}`;
  const known = cache.get(key);
  if (known) return known;
  if (cache.size > CACHED_TERMS) cache.clear();
  const made = {
    word,
    stem: isEnglish ? englishStem(word) : word,
    concepts: conceptsOf(word),
    weight: isEnglish ? rarity(word) : lengthWeight(word),
  };
  cache.set(key, made);
  return made;
}

function rarity(word: string): number {
  return Math.log(SUBTITLE_WORDS / (20 + frequency(word))) / Math.log(SUBTITLE_WORDS / 20);
}

// Without counts for a language, the length of a word is the best guess at how rare it is.
function lengthWeight(word: string): number {
  if (/\d|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word)) return 0.7;
  return Math.min(1, 0.35 + 0.07 * word.length);
}
