/*
 * Vectors in the text form of pgvector's `sparsevec`, such as {7:1200,9:800}/1000000000. A page has thousands of entries,
 * so they are written and read digit by digit: several times faster than by way of a string for each.
 */

/** Dimensions of the sparse space; pgvector allows at most 1,000,000,000. */
export const DIMENSIONS = 1_000_000_000;
const END = Buffer.from(`}/${DIMENSIONS}`);

/** Letters of one entry at most: two numbers of ten digits and what stands between. */
const ENTRY = 22;
const CODE = { newline: 10, comma: 44, colon: 58, begin: 123 };

/** Terms, rising, and what each is worth: whole numbers, for Postgres reads them several times faster than fractions. */
export type SparseVector = { terms: Int32Array; impacts: Int32Array };

/** Vectors in their text form, one a line. */
export function sparseText(vectors: readonly SparseVector[]): string {
  const entries = vectors.reduce((sum, { terms }) => sum + terms.length, 0);
  const text = Buffer.allocUnsafe(entries * ENTRY + vectors.length * (END.length + 2));
  let end = 0;
  for (const vector of vectors) {
    if (end > 0) text[end++] = CODE.newline;
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

const DIGIT_BITS = 10;
const DIGIT_VALUES = 1 << DIGIT_BITS;

/** The terms in rising order. Digit by digit, of ten bits each: a page has thousands, and comparing them takes far longer. */
export function sortTerms(terms: Int32Array): Int32Array {
  let from = terms;
  let to: Int32Array = new Int32Array(terms.length);
  for (let shift = 0; 2 ** shift <= DIMENSIONS; shift += DIGIT_BITS) {
    sortByDigit(from, to, shift);
    [from, to] = [to, from];
  }
  return from;
}

/** Puts the numbers in the order of one digit; those that share it keep theirs. */
function sortByDigit(from: Int32Array, to: Int32Array, shift: number): void {
  const places = new Int32Array(DIGIT_VALUES + 1);
  for (let index = 0; index < from.length; index++) {
    const after = (((from[index] ?? 0) >> shift) & (DIGIT_VALUES - 1)) + 1;
    places[after] = (places[after] ?? 0) + 1;
  }
  for (let digit = 1; digit < DIGIT_VALUES; digit++) places[digit] = (places[digit] ?? 0) + (places[digit - 1] ?? 0);
  for (let index = 0; index < from.length; index++) {
    const number = from[index] ?? 0;
    const digit = (number >> shift) & (DIGIT_VALUES - 1);
    const place = places[digit] ?? 0;
    to[place] = number;
    places[digit] = place + 1;
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

/** Every number below a thousand in three digits, one after the other. */
const THREES = Buffer.from(Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, "0")).join(""));

/** Writes a whole number in digits, and says where it ends. */
export function writeNumber(text: Buffer, from: number, value: number): number {
  const thousands = Math.trunc(value / 1000);
  const three = (value - thousands * 1000) * 3;
  const rest = value - thousands * 1000;
  let end = thousands > 0 ? writeNumber(text, from, thousands) : from;
  if (thousands > 0 || rest >= 100) text[end++] = THREES[three] ?? 0;
  if (thousands > 0 || rest >= 10) text[end++] = THREES[three + 1] ?? 0;
  text[end++] = THREES[three + 2] ?? 0;
  return end;
}
