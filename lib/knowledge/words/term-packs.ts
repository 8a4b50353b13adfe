import { eachRun, type SparseVector, sortTerms, writeNumber } from "./sparse-text.ts";

const PACKS = 32;
/** Letters of a number at most, with what stands after it. */
const NUMBER = 11;
const CODE = { bar: 124, comma: 44, begin: 123, end: 125 };

/**
 * How many of these passages hold each term: in packs by `term % 32`, each with its terms rising, written as Postgres
 * reads arrays, with | between; after these the arrays of how many hold them. Postgres could count them from the vectors
 * too, but takes far longer.
 */
export function termPacks(vectors: readonly SparseVector[]): string {
  const { packs, size } = packsOf(termsOf(vectors));
  const text = Buffer.allocUnsafe(2 * (size * NUMBER + PACKS * 3));
  let end = 0;
  for (const { terms } of packs) end = writeArray(text, end, terms);
  for (const { counts } of packs) end = writeArray(text, end, counts);
  return text.toString("latin1", 0, end - 1);
}

/** The terms of all passages, rising, each as often as passages hold it. */
function termsOf(vectors: readonly SparseVector[]): Int32Array {
  const all = new Int32Array(vectors.reduce((sum, { terms }) => sum + terms.length, 0));
  let end = 0;
  for (const { terms } of vectors) {
    all.set(terms, end);
    end += terms.length;
  }
  sortTerms(all);
  return all;
}

function packsOf(sorted: Int32Array) {
  const packs = Array.from({ length: PACKS }, () => ({ terms: [] as number[], counts: [] as number[] }));
  let size = 0;
  eachRun(sorted, (term, count) => {
    const pack = packs[term % PACKS];
    pack?.terms.push(term);
    pack?.counts.push(count);
    size += 1;
  });
  return { packs, size };
}

/** Writes the numbers as an array; says where it ends. */
function writeArray(text: Buffer, from: number, numbers: number[]): number {
  let end = from;
  text[end++] = CODE.begin;
  for (const number of numbers) {
    end = writeNumber(text, end, number);
    text[end++] = CODE.comma;
  }
  if (numbers.length > 0) end--;
  text[end++] = CODE.end;
  text[end++] = CODE.bar;
  return end;
}
