import { DIMENSIONS, eachRun, type SparseVector, sortTerms, sparseText } from "./sparse-text.ts";

/**
 * One tokenizer for every script. Text becomes weighted features, each hashed to a dimension of a pgvector `sparsevec`:
 * spaced scripts give word starts (4 letters and 3) and inner 4-grams (a passage every second one, a question all); Han,
 * kana and Hangul give characters and bigrams; Thai, Lao, Khmer, Burmese and Tibetan give trigrams; what holds a digit is
 * also kept whole. Neighbouring words are no feature: as one they made 222,000 different terms of PostgreSQL's
 * documentation instead of 35,000. rankBySentence sees them in the text.
 */

const K1 = 1.2;
const B = 0.9;
/** A fixed reference length, so that a stored passage never depends on the other passages. */
const REFERENCE_LENGTH = 700;
const PREFIX = 4;
const ROOT = 3;
const GRAM = 4;
/**
 * Of a word's inner grams a passage keeps every second one and the last: a fifth fewer terms, found as well. The first is
 * among the word's starts.
 */
const GRAM_STEP = 2;
/** A stored impact of 1 is written as this, so that nearly all take two digits. */
const IMPACT_UNITS = 50;
/** A title or heading counts as if the passage said it this often. */
const TITLE_WEIGHT = 2;
const MAX_QUERY_TERMS = 320;

/** How much each kind of feature counts. Applied to the query only, so it can change without reading sites again. */
const KIND_WEIGHT = { start: 0.8, root: 0.6, gram: 0.4, code: 1, char: 0.3, bigram: 1.2, trigram: 1 };
type Kind = keyof typeof KIND_WEIGHT;

/** Kinds selective enough to find candidates with; roots, inner grams and single characters only score. */
const KEY_KINDS: ReadonlySet<Kind> = new Set<Kind>(["start", "code", "bigram", "trigram"]);

/** Accents, Hebrew and Arabic vowel points, tatweel, joiners and soft hyphens. Indic vowel signs stay: they are letters. */
const MARKS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u00ad]|[\ufe00-\ufe0f]/g;
const SPELLINGS = "ß=ss ς=σ ı=i đ=d ð=d ł=l ø=o æ=ae œ=oe þ=th ى=ي ة=ه ی=ي ک=ك ە=ه";
/** The zeros of scripts with digits of their own; the other nine follow each. */
const ZEROS = "٠۰०০੦૦୦௦౦೦൦๐໐༠၀០";
const FOLD: Record<string, string> = Object.fromEntries([
  ...SPELLINGS.split(" ").map((pair) => pair.split("=")),
  ...[...ZEROS].flatMap((zero) =>
    [..."0123456789"].map((digit) => [String.fromCharCode(zero.charCodeAt(0) + Number(digit)), digit]),
  ),
]);
const FOLDED = new RegExp(`[${Object.keys(FOLD).join("")}]`, "g");

const IDEOGRAPHIC = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}ー々";
const UNSPACED = "\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\\p{sc=Tibetan}";
/** "the", alone or with "and", "so", "in", "like", "for", and "and" alone: written as one word with what they stand before. */
const ARABIC_ARTICLE = /^(?:(?:[وفبك]?ال|لل)(?=\p{sc=Arabic}{3})|و(?=\p{sc=Arabic}{4}))/u;
const RUN = /[\p{L}\p{N}\p{M}]+/gu;
const SCRIPT = new RegExp(`([${IDEOGRAPHIC}]+)|([${UNSPACED}]+)|([^${IDEOGRAPHIC}${UNSPACED}]+)`, "gu");
const CODE = /[\p{L}\p{N}]+(?:(?:[-_./]|(?<=\p{N}),(?=\p{N}))[\p{L}\p{N}]+)*/gu;
const JOINTS = /[-_./,]/g;
/** The "v" of a version. */
const VERSION = /^v(?=\p{N})/u;
/** Digits in groups of any size, as phone numbers are written; the last ones are the same with and without a prefix. */
const GROUPED = /\p{N}[\p{N}\s()/.-]{5,20}\p{N}/gu;
/** The same for text in ASCII, where it takes a third of the time. */
const GROUPED_ASCII = /\d[\d\s()/.-]{5,20}\d/g;
const SUBSCRIBER_DIGITS = 7;
const DIGIT = /\p{N}/u;
const SPACE = 32;
const ASCII = /^[\0-\x7f]*$/;
/** Quotes, dashes and other signs: they end a word, and are nothing in one. */
const SIGN = /[^\0-\x7f\p{L}\p{N}\p{M}\s]/gu;

/** Folds case, width, accents and spelling variants, so that "Ｃafé", "CAFE" and "café" are the same word. */
export function normalize(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFKD")
    .replace(MARKS, "")
    .normalize("NFC")
    .replace(FOLDED, (letter) => FOLD[letter] ?? letter);
}

const FNV_BASIS = 2166136261;

/** A 32-bit FNV-1a hash of a part of a text, going on from `hash`. */
function fnv(text: string, hash = FNV_BASIS, from = 0, to = text.length): number {
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash;
}

/** Murmur's finalizer: spreads a hash over all 32 bits. */
function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 2246822507);
  const twice = Math.imul(once ^ (once >>> 13), 3266489909);
  return twice ^ (twice >>> 16);
}

const KINDS = Object.keys(KIND_WEIGHT) as Kind[];
const SEEDS = Object.fromEntries(KINDS.map((kind) => [kind, fnv(`${kind}\u0000`)])) as Record<Kind, number>;

/** What finds candidates lies in the lower half of the space, what only scores in the upper: SQL tells them by that. */
const HALF = DIMENSIONS / 2;
const FIRST = Object.fromEntries(KINDS.map((kind) => [kind, KEY_KINDS.has(kind) ? 1 : HALF + 1])) as Record<
  Kind,
  number
>;

/** The dimension of a feature that is written in a part of a text. */
const dimension = (kind: Kind, text: string, from = 0, to = text.length) =>
  dimensionOf(kind, fnv(text, SEEDS[kind], from, to));

const dimensionOf = (kind: Kind, hash: number) => ((mix(hash) >>> 0) % HALF) + FIRST[kind];

type Found = (term: number, kind: Kind) => void;

/** Tells `found` every feature of a text, in order and as often as it occurs; of the inner grams each `gramStep`th. */
export function eachFeature(text: string, found: Found, gramStep = 1): void {
  const clean = ASCII.test(text) ? text.toLowerCase() : normalize(text).replace(SIGN, '"');
  const stretches = stretchesWithDigits(clean);
  addCodes(stretches, found);
  if (stretches.length > 0) addPhoneNumbers(clean, found);
  if (ASCII.test(clean)) addAsciiWords(clean, found, gramStep);
  else addWords(clean, found, gramStep);
}

/** Tells `found` the start of each word of a text in order, in half the time. */
export function eachStart(text: string, found: (start: number) => void): void {
  const ifStart: Found = (term, kind) => {
    if (kind === "start") found(term);
  };
  eachFeature(text, ifStart, Number.POSITIVE_INFINITY);
}

function addWords(text: string, found: Found, gramStep: number): void {
  for (const run of text.match(RUN) ?? []) {
    if (ASCII.test(run)) addWord(run, found, gramStep);
    else addRun(run, found, gramStep);
  }
}

function addCodes(stretches: string[], found: Found): void {
  for (const stretch of stretches) {
    for (const code of stretch.match(CODE) ?? []) {
      if (code.length <= 2 || !DIGIT.test(code)) continue;
      found(dimension("code", code.replace(VERSION, "").replace(JOINTS, "")), "code");
    }
  }
}

function addPhoneNumbers(text: string, found: Found): void {
  for (const group of text.match(ASCII.test(text) ? GROUPED_ASCII : GROUPED) ?? []) {
    const digits = group.replace(/\P{N}/gu, "");
    if (digits.length >= SUBSCRIBER_DIGITS) found(dimension("code", digits.slice(-SUBSCRIBER_DIGITS)), "code");
  }
}

/** What stands between spaces and holds a digit: a search for codes all over a text takes as long as its words. */
function stretchesWithDigits(text: string): string[] {
  const stretches: string[] = [];
  const digit = ASCII.test(text) ? /\d/g : /\p{N}/gu;
  for (let end = 0; digit.test(text); digit.lastIndex = end) {
    let from = digit.lastIndex - 1;
    while (from > end && text.charCodeAt(from - 1) > SPACE) from--;
    end = digit.lastIndex;
    while (text.charCodeAt(end) > SPACE) end++;
    stretches.push(text.slice(from, end));
  }
  return stretches;
}

/** The words of a text in ASCII, as addWord takes them, letter by letter: several times as fast as with strings. */
function addAsciiWords(text: string, found: Found, gramStep: number): void {
  for (let from = 0, to = 0; from < text.length; from = to + 1) {
    to = from;
    while (isAsciiLetter(text.charCodeAt(to))) to++;
    if (to === from) continue;
    found(dimension("start", text, from, Math.min(from + PREFIX, to)), "start");
    if (to - from >= ROOT) found(dimension("root", text, from, from + ROOT), "root");
    if (to - from < GRAM) continue;
    for (let at = from + gramStep - 1; at + GRAM <= to; at += gramStep)
      found(dimension("gram", text, at, at + GRAM), "gram");
    found(dimensionOf("gram", fnv("_", fnv(text, SEEDS.gram, to - GRAM + 1, to))), "gram");
  }
}

/** Whether a code is of a letter or digit, in text in lower case. */
export const isAsciiLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

/** A run of letters, in which scripts may meet. */
function addRun(run: string, found: Found, gramStep: number): void {
  for (const [, ideographs, unspaced, word] of run.matchAll(SCRIPT)) {
    if (ideographs) addIdeographs(ideographs, found);
    else if (unspaced) addGrams("trigram", unspaced, 3, found);
    else if (word) addWord(word, found, gramStep);
  }
}

function addIdeographs(letters: string, found: Found): void {
  addGrams("char", letters, 1, found);
  if (skip(letters, 0, 1) < letters.length) addGrams("bigram", letters, 2, found);
}

/** Every `size` neighbours, all there are when they are fewer; of these each `step`th, and the last. */
function addGrams(kind: Kind, letters: string, size: number, found: Found, step = 1): void {
  let from = 0;
  let to = skip(letters, 0, size);
  for (let place = 1; ; place++) {
    const isLast = to >= letters.length;
    if (isLast || place % step === 0) found(dimension(kind, letters, from, to), kind);
    if (isLast) return;
    from = skip(letters, from, 1);
    to = skip(letters, to, 1);
  }
}

/** Where the letters after the next `count` begin; some letters take two places. */
function skip(text: string, from: number, count: number): number {
  let at = from;
  for (let i = 0; i < count && at < text.length; i++) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}

function addWord(written: string, found: Found, gramStep: number): void {
  const word = written.replace(ARABIC_ARTICLE, "");
  found(dimension("start", word, 0, skip(word, 0, PREFIX)), "start");
  if (skip(word, 0, ROOT - 1) < word.length) found(dimension("root", word, 0, skip(word, 0, ROOT)), "root");
  if (skip(word, 0, GRAM - 1) < word.length) addGrams("gram", `${word}_`, GRAM, found, gramStep);
}

/** Where a passage's features are gathered: one place for all, as no two passages are taken apart at once. */
let gathered = new Int32Array(4096);
let size = 0;

function gather(term: number): void {
  if (size === gathered.length) {
    const larger = new Int32Array(2 * size);
    larger.set(gathered);
    gathered = larger;
  }
  gathered[size++] = term;
}

function gatherTitle(term: number): void {
  for (let time = 0; time < TITLE_WEIGHT; time++) gather(term);
}

/** The part of a passage's BM25 that does not depend on the other passages, in fiftieths of a point. */
export function passageWords(text: string, title = ""): SparseVector {
  size = 0;
  eachFeature(text, gather, GRAM_STEP);
  eachFeature(title, gatherTitle, GRAM_STEP);
  const features = gathered.subarray(0, size);
  sortTerms(features);
  const norm = K1 * (1 - B + (B * size) / REFERENCE_LENGTH);
  const impacts = new Int32Array(size);
  let distinct = 0;
  eachRun(features, (term, count) => {
    impacts[distinct] = Math.round((count * (K1 + 1) * IMPACT_UNITS) / (count + norm));
    features[distinct++] = term; // What stood there was counted before.
  });
  return { terms: features.slice(0, distinct), impacts: impacts.slice(0, distinct) };
}

/** `passageWords` as Postgres reads them. */
export const passageVector = (text: string, title = "") => sparseText([passageWords(text, title)]);

export type QueryTerms = {
  terms: number[];
  weights: number[];
};

/** The arguments of search_passages for a question. A term counts once, however often it is repeated. */
export function queryTerms(question: string): QueryTerms {
  const distinct = new Map<number, Kind>();
  eachFeature(question, (term, kind) => distinct.set(term, kind));
  const kept = [...distinct].slice(0, MAX_QUERY_TERMS).map(([term, kind]) => ({ term, kind }));
  return {
    terms: kept.map(({ term }) => term),
    weights: kept.map(({ kind }) => KIND_WEIGHT[kind]),
  };
}
