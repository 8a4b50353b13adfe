import { normalize } from "@/lib/knowledge/words/tokenize";

const UNSPACED =
  "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}ー々\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\\p{sc=Tibetan}";
const RUN = new RegExp(
  `([${UNSPACED}][${UNSPACED}\\p{M}]*)|([\\p{L}\\p{N}\\p{M}]+?(?=[${UNSPACED}]|[^\\p{L}\\p{N}\\p{M}]|$))`,
  "gu",
);
const MAX_LETTERS = 40;
/** Behind this place Postgres tells places no longer apart. */
const MAX_PLACE = 16_000;
const MAX_WORDS = 12;

/** A word of a text, folded, and where it stands; of scripts without spaces, a run of letters. */
export type Word = { text: string; isRun: boolean };

/** The words of a text in order, folded so that case, width and accents make no difference. */
export const wordsOf = (text: string): Word[] => eachWord(normalize(text));

/** The words of a text in order, as they are written. */
export function eachWord(text: string): (Word & { at: number })[] {
  return [...text.matchAll(RUN)].map((found) => ({ text: found[0], isRun: found[1] !== undefined, at: found.index }));
}

/**
 * What a message is found by, as the text form of a tsvector: spaced scripts give words, others each letter with the one
 * behind it. Whatever stores a message stores this with it.
 */
export function messageWords(customerId: string, text: string): string {
  const salt = saltOf(customerId);
  const lexemes: string[] = [];
  let place = 0;
  for (const { text: word, isRun } of wordsOf(text)) {
    for (const part of isRun ? pairs(word, true) : [cut(word)]) {
      if (++place > MAX_PLACE) return lexemes.join(" ");
      lexemes.push(`'${salt}${part}':${place}`);
    }
  }
  return lexemes.join(" ");
}

/** A tsquery that finds the messages with every word of what was typed, or null where no word was. */
export function wordsQuery(customerId: string, typed: string): string | null {
  const salt = saltOf(customerId);
  const texts = new Map(wordsOf(typed).map((word) => [word.text, word]));
  const parts = [...texts.values()].slice(0, MAX_WORDS).map(({ text, isRun }) => {
    if (!isRun || letters(text).length === 1) return `'${salt}${cut(text)}':*`;
    return `(${pairs(text, false)
      .map((pair) => `'${salt}${pair}'`)
      .join(" <-> ")})`;
  });
  return parts.length > 0 ? parts.join(" & ") : null;
}

// The first 32 bits of the id are random.
const saltOf = (customerId: string) => customerId.slice(0, 8);

const letters = (text: string) => [...text];
const cut = (word: string) => letters(word).slice(0, MAX_LETTERS).join("");

/** Each letter with the one behind it; what is stored ends with the last one alone. */
function pairs(run: string, isStored: boolean): string[] {
  const all = letters(run);
  const count = isStored ? all.length : all.length - 1;
  return all.slice(0, count).map((letter, index) => letter + (all[index + 1] ?? ""));
}
