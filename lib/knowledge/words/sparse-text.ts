/*
 * Vectors in the text form of pgvector's `sparsevec`, such as {7:120,9:80}/100000000. A page has thousands of entries,
 * so they are written and read digit by digit: several times faster than by way of a string for each.
 */

/** Dimensions of the sparse space; pgvector allows ten times as many. */
export const DIMENSIONS = 100_000_000;
const END = Buffer.from(`}/${DIMENSIONS}`);

/** Letters of one entry at most: two numbers of ten digits and what stands between. */
const ENTRY = 22;
const CODE = { bar: 124, comma: 44, colon: 58, begin: 123 };

/** Terms, rising, and what each is worth: whole numbers, for Postgres reads them several times faster than fractions. */
export type SparseVector = { terms: Int32Array; impacts: Int32Array };

/** Vectors in their text form, with | between: a sign that JSON, in which they travel, leaves as it is. */
export function sparseText(vectors: readonly SparseVector[]): string {
  const entries = vectors.reduce((sum, { terms }) => sum + terms.length, 0);
  const text = Buffer.allocUnsafe(entries * ENTRY + vectors.length * (END.length + 2));
  let end = 0;
  for (const vector of vectors) {
    if (end > 0) text[end++] = CODE.bar;
    end = writeVector(text, end, vector);
  }
  return text.toString("latin1", 0, end);
}

function writeVector(text: Buffer, from: number, { terms, impacts }: SparseVector): number {
  let end = from;
  text[end++] = CODE.begin;
  for (let index = 0; index < terms.length; index++) {
    if (index > 0) text[end++] = CODE.comma;
    end = writeNumber(text, end, terms[index] ?? 0);
    text[end++] = CODE.colon;
    end = writeNumber(text, end, impacts[index] ?? 0);
  }
  return end + END.copy(text, end);
}

const DIGIT_BITS = 8;
const DIGIT_VALUES = 1 << DIGIT_BITS;
const DIGITS = 4;
const places = new Int32Array(DIGITS * DIGIT_VALUES);
let spare = new Int32Array(0);

/** Puts terms in rising order, in place. By their bytes: a page has thousands, and comparing them takes far longer. */
export function sortTerms(terms: Int32Array): void {
  if (spare.length < terms.length) spare = new Int32Array(2 * terms.length);
  countDigits(terms);
  // After an even number of rounds they are back where they were.
  let from: Int32Array = terms;
  let to: Int32Array = spare;
  for (let digit = 0; digit < DIGITS; digit++) {
    sortByDigit(from, to, terms.length, digit);
    [from, to] = [to, from];
  }
}

/** Finds out where each value of each digit begins. */
function countDigits(terms: Int32Array): void {
  places.fill(0);
  for (const term of terms) {
    for (let digit = 0; digit < DIGITS; digit++) {
      const place = placeOf(term, digit);
      places[place] = (places[place] ?? 0) + 1;
    }
  }
  for (let digit = 0; digit < DIGITS; digit++) {
    let before = 0;
    for (let place = digit * DIGIT_VALUES; place < (digit + 1) * DIGIT_VALUES; place++) {
      const count = places[place] ?? 0;
      places[place] = before;
      before += count;
    }
  }
}

const placeOf = (term: number, digit: number) =>
  digit * DIGIT_VALUES + ((term >> (digit * DIGIT_BITS)) & (DIGIT_VALUES - 1));

/** Puts terms in the order of one digit; those that share it keep theirs. */
function sortByDigit(from: Int32Array, to: Int32Array, length: number, digit: number): void {
  for (let index = 0; index < length; index++) {
    const term = from[index] ?? 0;
    const place = placeOf(term, digit);
    const target = places[place] ?? 0;
    to[target] = term;
    places[place] = target + 1;
  }
}

/** Tells `found` every number of a sorted array once, with how often it is there. */
export function eachRun(sorted: Int32Array, found: (value: number, count: number) => void): void {
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    const value = sorted[from] ?? 0;
    while (sorted[to] === value) to++;
    found(value, to - from);
  }
}

const FOUR = 10_000;
/** Every number below ten thousand in four digits, one after the other. */
const FOURS = Buffer.from(Array.from({ length: FOUR }, (_, number) => String(number).padStart(4, "0")).join(""));

/** Writes a whole number of up to ten digits, and says where it ends. */
export function writeNumber(text: Buffer, from: number, value: number): number {
  if (value < FOUR) return writeShort(text, from, value);
  const high = Math.floor(value / FOUR);
  const end = high < FOUR ? writeShort(text, from, high) : writeNumber(text, from, high);
  return writeFour(text, end, value - high * FOUR);
}

/** Writes a number below ten thousand without zeros before it. */
function writeShort(text: Buffer, from: number, value: number): number {
  let end = from;
  if (value >= 1000) text[end++] = FOURS[value * 4] ?? 0;
  if (value >= 100) text[end++] = FOURS[value * 4 + 1] ?? 0;
  if (value >= 10) text[end++] = FOURS[value * 4 + 2] ?? 0;
  text[end++] = FOURS[value * 4 + 3] ?? 0;
  return end;
}

function writeFour(text: Buffer, from: number, value: number): number {
  text[from] = FOURS[value * 4] ?? 0;
  text[from + 1] = FOURS[value * 4 + 1] ?? 0;
  text[from + 2] = FOURS[value * 4 + 2] ?? 0;
  text[from + 3] = FOURS[value * 4 + 3] ?? 0;
  return from + 4;
}
