/*
 * Vectors in the text form of pgvector's `sparsevec`, such as {7:1200,9:800}/1000000000. A page has thousands of entries,
 * so they are written and read digit by digit: several times faster than by way of a string for each.
 */

/** Dimensions of the sparse space; pgvector allows at most 1,000,000,000. */
export const DIMENSIONS = 1_000_000_000;
const END = `}/${DIMENSIONS}`;

/** Letters of one entry at most: two numbers of ten digits and what stands between. */
const ENTRY = 22;
const CODE = { colon: 58, comma: 44, zero: 48 };

/** The vector of some terms, each as often as it occurs; `impactOf` says what so many occurrences are worth. */
export function sparseText(occurrences: readonly number[], impactOf: (count: number) => number): string {
  const terms = Int32Array.from(occurrences).sort();
  const text = Buffer.allocUnsafe(terms.length * ENTRY);
  let end = 0;
  eachRun(terms, (term, count) => {
    if (end > 0) text[end++] = CODE.comma;
    end = writeNumber(text, end, term);
    text[end++] = CODE.colon;
    end = writeNumber(text, end, impactOf(count));
  });
  return `{${text.toString("latin1", 0, end)}${END}`;
}

/** Tells `found` every number of a sorted array once, with how often it is there. */
export function eachRun(sorted: Int32Array, found: (value: number, count: number) => void): void {
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    const value = sorted[from] ?? 0;
    while (sorted[to] === value) to++;
    found(value, to - from);
  }
}

function writeNumber(text: Buffer, from: number, value: number): number {
  let end = from + 1;
  for (let rest = value; rest >= 10; rest = Math.trunc(rest / 10)) end++;
  for (let at = end - 1, rest = value; at >= from; at--) {
    const higher = Math.trunc(rest / 10);
    text[at] = CODE.zero + rest - higher * 10;
    rest = higher;
  }
  return end;
}

/** The terms of a vector, rising. */
export function termsOf(vector: string): number[] {
  const terms: number[] = [];
  let number = 0;
  for (let at = 1; at < vector.length - END.length; at++) {
    const code = vector.charCodeAt(at);
    if (code === CODE.colon) terms.push(number);
    number = code === CODE.colon || code === CODE.comma ? 0 : number * 10 + code - CODE.zero;
  }
  return terms;
}
