import { eachRun, termsOf } from "./sparse-text";

const PACKS = 32;

/**
 * How many of these passages, given as their vectors, hold each term: in packs by `term % 32`, each with its terms
 * rising, written as Postgres reads arrays, one a line; after these the arrays of how many hold them. Postgres could
 * count them from the vectors too, but takes far longer.
 */
export function termPacks(vectors: readonly string[]): string {
  const packs = Array.from({ length: PACKS }, () => ({ terms: [] as number[], frequencies: [] as number[] }));
  eachRun(Int32Array.from(vectors.flatMap(termsOf)).sort(), (term, count) => {
    const pack = packs[term % PACKS];
    pack?.terms.push(term);
    pack?.frequencies.push(count);
  });
  const lines = [...packs.map(({ terms }) => terms), ...packs.map(({ frequencies }) => frequencies)];
  return lines.map((numbers) => `{${numbers}}`).join("\n");
}
