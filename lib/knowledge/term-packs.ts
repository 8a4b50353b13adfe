import { eachRun, termsOf } from "./sparse-text";

const PACKS = 32;

/**
 * How many of these passages, given as their vectors, hold each term: in packs by `term % 32`, each with its terms
 * rising, written as Postgres reads arrays. Postgres could count them from the vectors too, but takes far longer.
 */
export function termPacks(vectors: readonly string[]): { terms: string; frequencies: string }[] {
  const packs = Array.from({ length: PACKS }, () => ({ terms: [] as number[], frequencies: [] as number[] }));
  eachRun(Int32Array.from(vectors.flatMap(termsOf)).sort(), (term, count) => {
    const pack = packs[term % PACKS];
    pack?.terms.push(term);
    pack?.frequencies.push(count);
  });
  return packs.map(({ terms, frequencies }) => ({ terms: `{${terms}}`, frequencies: `{${frequencies}}` }));
}
