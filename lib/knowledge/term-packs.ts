const PACKS = 32;

/**
 * How many of these passages, given as their vectors, hold each term: in packs by `term % 32`, each with its terms
 * rising, written as Postgres reads arrays. Postgres could count them from the vectors too, but takes far longer.
 */
export function termPacks(vectors: readonly string[]): { terms: string; frequencies: string }[] {
  const packs = Array.from({ length: PACKS }, () => ({ terms: [] as number[], frequencies: [] as number[] }));
  const terms = termsOf(vectors);
  for (let from = 0, to = 0; from < terms.length; from = to) {
    const term = terms[from] ?? 0;
    while (terms[to] === term) to++;
    const pack = packs[term % PACKS];
    pack?.terms.push(term);
    pack?.frequencies.push(to - from);
  }
  return packs.map(({ terms, frequencies }) => ({ terms: `{${terms}}`, frequencies: `{${frequencies}}` }));
}

/** All terms of vectors such as "{7:1200,9:800}/1000000000", sorted. */
function termsOf(vectors: readonly string[]): Int32Array {
  const terms: number[] = [];
  for (const vector of vectors) {
    const entries = vector.slice(1, vector.indexOf("}"));
    if (entries) for (const entry of entries.split(",")) terms.push(Number.parseInt(entry, 10));
  }
  return Int32Array.from(terms).sort();
}
