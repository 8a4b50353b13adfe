/**
 * One tokenizer for every script. Text becomes weighted features, each hashed to a dimension of a pgvector `sparsevec`:
 * spaced scripts give word starts (4 letters), inner 4-grams and pairs of neighbours; Han, kana and Hangul give
 * characters and bigrams; Thai, Lao, Khmer, Burmese and Tibetan give trigrams; what holds a digit is also kept whole.
 */

/** Dimensions of the sparse space; pgvector allows at most 1,000,000,000. */
const DIMENSIONS = 1_000_000_000;

const K1 = 0.9;
const B = 0.8;
/** A fixed reference length, so that a stored passage never depends on the other passages. */
const REFERENCE_LENGTH = 600;
const PREFIX = 4;
const GRAM = 4;
/** A title or heading counts as if the passage said it this often. */
const TITLE_WEIGHT = 3;
const MAX_QUERY_TERMS = 256;

/** How much each kind of feature counts. Applied to the query only, so it can change without reading sites again. */
const KIND_WEIGHT = { start: 1, gram: 0.5, pair: 0.35, code: 1, char: 0.3, bigram: 1, trigram: 1 };
type Kind = keyof typeof KIND_WEIGHT;

/** Kinds selective enough to find candidates with; inner grams and single characters only score. */
const KEY_KINDS: ReadonlySet<Kind> = new Set<Kind>(["start", "pair", "code", "bigram", "trigram"]);

/** Accents, Hebrew and Arabic vowel points, tatweel, joiners and soft hyphens. Indic vowel signs stay: they are letters. */
const MARKS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u00ad]|[\ufe00-\ufe0f]/g;
const FOLD: Record<string, string> = Object.fromEntries(
  "ß=ss ς=σ ı=i đ=d ð=d ł=l ø=o æ=ae œ=oe þ=th ى=ي ة=ه ی=ي ک=ك ە=ه".split(" ").map((pair) => pair.split("=")),
);
const FOLDED = new RegExp(`[${Object.keys(FOLD).join("")}]`, "g");

const IDEOGRAPHIC = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}ー々";
const UNSPACED = "\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\\p{sc=Tibetan}";
/** "the", alone or with "and", "so", "in", "like", "for": written as one word with the noun it stands before. */
const ARABIC_ARTICLE = /^(?:[وفبك]?ال|لل)(?=\p{sc=Arabic}{3})/u;
const RUN = /[\p{L}\p{N}\p{M}]+/gu;
const SCRIPT = new RegExp(`([${IDEOGRAPHIC}]+)|([${UNSPACED}]+)|([^${IDEOGRAPHIC}${UNSPACED}]+)`, "gu");
const CODE = /[\p{L}\p{N}]+(?:[-_./][\p{L}\p{N}]+)*/gu;
const DIGIT = /\p{N}/u;

/** Folds case, width, accents and spelling variants, so that "Ｃafé", "CAFE" and "café" are the same word. */
export function normalize(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFKD")
    .replace(MARKS, "")
    .normalize("NFC")
    .replace(FOLDED, (letter) => FOLD[letter] ?? letter);
}

/** A 32-bit FNV-1a hash. */
function fnv(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash;
}

/** Murmur's finalizer: spreads a hash over all 32 bits. */
function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 2246822507);
  const twice = Math.imul(once ^ (once >>> 13), 3266489909);
  return twice ^ (twice >>> 16);
}

const dimension = (feature: string) => ((mix(fnv(feature)) >>> 0) % DIMENSIONS) + 1;

type Term = { term: number; kind: Kind; count: number };

/** The distinct features of a text with how often each occurs. */
function terms(text: string): Term[] {
  const found = new Map<string, Term>();
  const add = (kind: Kind, value: string): void => {
    const name = `${kind}\u0000${value}`;
    const known = found.get(name);
    if (known) known.count++;
    else found.set(name, { term: dimension(name), kind, count: 1 });
  };
  const clean = normalize(text);
  addCodes(clean, add);
  const words = wordReader(add);
  for (const [run] of clean.matchAll(RUN)) {
    for (const [, ideographs, unspaced, word] of run.matchAll(SCRIPT)) {
      if (ideographs) addIdeographs([...ideographs], add);
      else if (unspaced) addGrams("trigram", [...unspaced], 3, add);
      else if (word) words(word);
    }
  }
  return [...found.values()];
}

type Add = (kind: Kind, value: string) => void;

function addCodes(text: string, add: Add): void {
  for (const [code] of text.matchAll(CODE)) {
    if (code.length > 2 && DIGIT.test(code)) add("code", code.replace(/[-_./]/g, ""));
  }
}

function addIdeographs(letters: string[], add: Add): void {
  for (const letter of letters) add("char", letter);
  if (letters.length > 1) addGrams("bigram", letters, 2, add);
}

/** Every `size` neighbours; all there are when they are fewer. */
function addGrams(kind: Kind, letters: string[], size: number, add: Add): void {
  for (let i = 0; i === 0 || i + size <= letters.length; i++) add(kind, letters.slice(i, i + size).join(""));
}

/** Takes words one after the other, for neighbours make a pair. */
function wordReader(add: Add): (word: string) => void {
  let previous = "";
  return (word) => {
    const letters = [...word.replace(ARABIC_ARTICLE, "")];
    const start = letters.slice(0, PREFIX).join("");
    add("start", start);
    if (previous) add("pair", `${previous} ${start}`);
    previous = start;
    if (letters.length >= GRAM) addGrams("gram", [...letters, "_"], GRAM, add);
  };
}

/** A passage as the text form of a `sparsevec`: the part of BM25 that does not depend on the other passages. */
export function passageVector(text: string, title = ""): string {
  const counts = new Map<number, number>();
  let length = 0;
  const read = (part: string, weight: number): void => {
    for (const { term, count } of terms(part)) {
      counts.set(term, (counts.get(term) ?? 0) + count * weight);
      length += count * weight;
    }
  };
  read(text, 1);
  if (title) read(title, TITLE_WEIGHT);
  const norm = K1 * (1 - B + (B * length) / REFERENCE_LENGTH);
  const impacts = [...counts].map(([term, count]) => [term, (count * (K1 + 1)) / (count + norm)] as const);
  const body = impacts.sort(([a], [b]) => a - b).map(([term, value]) => `${term}:${value.toFixed(3)}`);
  return `{${body.join(",")}}/${DIMENSIONS}`;
}

/** A term salted with its customer, so that one shared GIN index keeps a posting list for each customer. */
const candidateKey = (salt: number, term: number) => mix(Math.imul(salt ^ 0x9e3779b9, 2246822507) ^ term) | 0;

export type QueryTerms = {
  terms: number[];
  weights: number[];
  /** Parallel to `terms`; null for a feature that cannot find candidates. */
  keys: (number | null)[];
};

/** The arguments of search_passages for a question. A term counts once, however often it is repeated. */
export function queryTerms(customerId: string, question: string): QueryTerms {
  const distinct = new Map(terms(question).map((feature) => [feature.term, feature]));
  const kept = [...distinct.values()].slice(0, MAX_QUERY_TERMS);
  const salt = fnv(customerId);
  return {
    terms: kept.map(({ term }) => term),
    weights: kept.map(({ kind }) => KIND_WEIGHT[kind]),
    keys: kept.map(({ term, kind }) => (KEY_KINDS.has(kind) ? candidateKey(salt, term) : null)),
  };
}
