import { normalize } from "@/lib/knowledge/words/tokenize";

const segmenter = new Intl.Segmenter("und", { granularity: "word" });
/** Scripts whose words stand without spaces: where one ends is a guess, so they are looked for as they are written. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const ARABIC_ARTICLE = /^(?:[وبفك]?ال|لل)(?=\p{L}{3})/u;
const MIN_STEM = 3;

/** The distinct words of a text in any script, folded so that spelling variants are equal. Numbers are left out. */
export function wordsOf(text: string): string[] {
  const found = new Set<string>();
  for (const { segment, isWordLike } of segmenter.segment(normalize(text))) {
    if (isWordLike && !/\p{N}/u.test(segment)) found.add(segment.replace(ARABIC_ARTICLE, ""));
  }
  return [...found];
}

/** Whether a text has a word, in this form or one with another ending. */
export type Vocabulary = (word: string) => boolean;

export function vocabularyOf(text: string): Vocabulary {
  const written = normalize(text).replace(/\s+/gu, "");
  const words = new Set(wordsOf(text));
  const starts = new Set<string>();
  for (const word of words) for (let end = MIN_STEM; end <= word.length; end++) starts.add(word.slice(0, end));
  return (word) => {
    if (words.has(word)) return true;
    if (UNSPACED.test(word)) return written.includes(word);
    if (word.length < MIN_STEM) return false;
    return starts.has(stem(word)) || words.has(word.slice(0, -1)) || words.has(word.slice(0, -2));
  };
}

/** What of a word its other forms share: three quarters of it, and no less than four letters. */
const stem = (word: string) => word.slice(0, Math.max(4, Math.ceil(word.length * 0.7)));
