import { eachRun, type SparseVector, sortTerms, writeNumber } from "./sparse-text";

const PACKS = 32;
/** Letters of a number at most, with what stands after it. */
const NUMBER = 11;
const CODE = { newline: 10, comma: 44, begin: 123, end: 125 };

/**
 * How many of these passages hold each term: in packs by `term % 32`, each with its terms rising, written as Postgres
 * reads arrays, one a line; after these the arrays of how many hold them. Postgres could count them from the vectors
 * too, but takes far longer.
 */
export function termPacks(vectors: readonly SparseVector[]): string {
  const packs = packsOf(vectors);
  const size = packs.reduce((sum, { length }) => sum + length, 0);
  const text = Buffer.allocUnsafe(2 * (size * NUMBER + PACKS * 3));
  let end = 0;
  for (const pack of packs) end = writeRuns(text, end, pack, (term) => term);
  for (const pack of packs) end = writeRuns(text, end, pack, (_, count) => count);
  return text.toString("latin1", 0, end - 1);
}

/** The terms of all passages by pack, rising. */
function packsOf(vectors: readonly SparseVector[]): Int32Array[] {
  const packs = Array.from({ length: PACKS }, () => [] as number[]);
  for (const { terms } of vectors) {
    for (const term of terms) packs[term % PACKS]?.push(term);
  }
  return packs.map((pack) => sortTerms(new Int32Array(pack)));
}

/** Writes a line with something of each term of a pack; says where it ends. */
function writeRuns(text: Buffer, from: number, pack: Int32Array, of: (term: number, count: number) => number): number {
  let end = from;
  text[end++] = CODE.begin;
  eachRun(pack, (term, count) => {
    end = writeNumber(text, end, of(term, count));
    text[end++] = CODE.comma;
  });
  if (pack.length > 0) end--;
  text[end++] = CODE.end;
  text[end++] = CODE.newline;
  return end;
}
