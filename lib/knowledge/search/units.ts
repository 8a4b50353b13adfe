import { normalize } from "@/lib/knowledge/words/tokenize";

/** What a question and a passage are compared by: a word, a code, or neighbouring letters of a script without spaces. */
export type Unit = { kind: "word" | "code" | "letters"; form: string; start: number; end: number };

const IDEOGRAPHIC = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}ー々";
const UNSPACED = "\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\\p{sc=Tibetan}";
const LETTER = `(?:(?![${IDEOGRAPHIC}${UNSPACED}])[\\p{L}\\p{N}\\p{M}])`;
/** Letters of one manner of writing; those with spaces together with what a code or a price joins them by. */
const TOKEN = new RegExp(
  `([${IDEOGRAPHIC}]+)|([${UNSPACED}]+)|${LETTER}+(?:(?:[-_./]|(?<=\\p{N}),(?=\\p{N}))${LETTER}+)*`,
  "gu",
);
const WORD = /[^-_./,]+/g;
const DIGIT = /\p{N}/u;

/** The units of a text with where each stands, in order; those of scripts without spaces overlap. */
export function unitsOf(text: string): Unit[] {
  return [...text.matchAll(TOKEN)].flatMap(({ 0: token, 1: ideographs, 2: unspaced, index }) => {
    if (ideographs) return lettersOf(token, index, 2);
    if (unspaced) return lettersOf(token, index, 3);
    if (DIGIT.test(token)) return [unit("code", token, index)];
    return [...token.matchAll(WORD)].map(({ 0: word, index: inside }) => unit("word", word, index + inside));
  });
}

const unit = (kind: Unit["kind"], text: string, start: number): Unit => ({
  kind,
  form: normalize(text).replace(/[-_./,]/g, ""),
  start,
  end: start + text.length,
});

/** Every `size` neighbours; all there are when they are fewer. */
function lettersOf(run: string, offset: number, size: number): Unit[] {
  const starts = [0];
  for (const letter of run) starts.push((starts.at(-1) ?? 0) + letter.length);
  const count = Math.max(starts.length - size, 1);
  return Array.from({ length: count }, (_, index) => {
    const start = starts[index] ?? 0;
    const end = starts[index + size] ?? run.length;
    return unit("letters", run.slice(start, end), offset + start);
  });
}

/** Whether two units say the same: also in another ending, as a part of a compound or code, or with a slip of the keys. */
export function areAlike(one: Unit, other: Unit): boolean {
  if (one.form === other.form) return true;
  const [short = "", long = ""] = [one.form, other.form].sort((a, b) => a.length - b.length);
  if (short.length < 4 || one.kind === "letters" || other.kind === "letters") return false;
  if (one.kind === "code" || other.kind === "code") return long.includes(short);
  return areRelated(short, long) || areMistyped(short, long);
}

function areRelated(short: string, long: string): boolean {
  const isPart = short.length > 4 ? long.startsWith(short) : short.length / long.length >= 0.5;
  if (isPart && long.includes(short)) return true;
  return sharedStart(short, long) >= Math.max(4, 0.6 * long.length);
}

function areMistyped(short: string, long: string): boolean {
  const slips = short.length >= 8 ? 2 : short.length >= 5 ? 1 : 0;
  return long.length - short.length <= slips && distance(short, long) <= slips;
}

function sharedStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/** How many letters must be added, dropped, changed or swapped with a neighbour to make one word of the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = at(last, j - 1) + Number(a[i - 1] !== b[j - 1]);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(changed, at(last, j) + 1, at(row, j - 1) + 1, swapped));
    }
    before = last;
    last = row;
  }
  return at(last, b.length);
}

const at = (row: number[], index: number) => row[index] ?? Number.POSITIVE_INFINITY;
