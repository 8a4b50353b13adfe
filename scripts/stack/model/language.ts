import { eld } from "eld/extrasmall";
import { frequency } from "./frequencies";

const LATIN_WORD = /\p{Script=Latin}[\p{Script=Latin}\p{M}]*/gu;
const LETTER = /\p{L}/gu;
const COMMON = 20; // Occurrences in the subtitles below which a word may well be a foreign one.

/** Whether the English model should read a text. Short questions are decided by their words, longer texts by their n-grams. */
export function isEnglish(text: string): boolean {
  const letters = text.match(LETTER)?.length ?? 0;
  const found = text.match(LATIN_WORD) ?? [];
  if (letters === 0 || found.join("").length < letters * 0.8) return false;
  const known = found.filter((word) => frequency(word.toLowerCase()) >= COMMON).length / found.length;
  const result = eld.detect(text);
  if (result.language === "en") return known > 0.5;
  const scores = result.getScores();
  const likeness = (scores.en ?? 0) / (scores[result.language] ?? 1);
  return known >= 0.8 && (likeness > 0.85 || found.length < 5);
}
