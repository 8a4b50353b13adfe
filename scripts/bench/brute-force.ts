import type { Meaning } from "@/lib/knowledge/search/meaning";
import { CANDIDATES, rankBySentence } from "@/lib/knowledge/search/rank";
import { passageVector, queryTerms } from "@/lib/knowledge/words/tokenize";

/** Scores closer than this are equal: the database adds them up in single precision. */
const ROUNDING = 1e-5;

/** A passage as it was stored, with its vector where it has one. */
export type Stored = { text: string; title: string; vector?: Float32Array };

/** Scores all of a customer's passages in memory, as the product promises to rank them. */
export class BruteForce {
  private readonly passages: Stored[];
  /** By term: the passages that hold it, with what it counts there. */
  private readonly postings = new Map<number, [passage: number, impact: number][]>();

  constructor(passages: Stored[]) {
    this.passages = passages;
    for (const [index, { text, title }] of passages.entries()) {
      const vector = passageVector(text, title);
      for (const entry of vector.slice(1, vector.indexOf("}")).split(",")) {
        const [term = 0, impact = 0] = entry.split(":").map(Number);
        const posting = this.postings.get(term) ?? [];
        if (posting.length === 0) this.postings.set(term, posting);
        posting.push([index, impact]);
      }
    }
  }

  /** The texts of the best passages for a question, the best first; more than `limit` where the last ones are as good. */
  find(question: string, meaning: Meaning | null, limit: number): string[] {
    const asked = queryTerms(question);
    const worth = asked.terms.map((term, index) => this.worthOf(term, asked.weights[index] ?? 0));
    const words = this.wordScores(asked.terms, worth);
    const best = Math.max(
      words.reduce((most, score) => Math.max(most, score), 0),
      1e-6,
    );
    const vector = meaning && asStored(JSON.parse(meaning.embedding) as number[]);
    const scored = this.passages.map(({ text, vector: own }, index) => {
      const cosine = vector && own ? Math.max(cosineOf(vector, asStored(own)), 0) : 0;
      return { headingPath: [], text, score: (words[index] ?? 0) / best + (meaning?.weight ?? 0) * cosine };
    });
    const found = scored.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score);
    const candidates = bestOf(found, Math.max(limit, CANDIDATES));
    return bestOf(rankBySentence(candidates, question, asked, worth), limit).map(({ text }) => text);
  }

  private worthOf(term: number, weight: number): number {
    const frequency = this.postings.get(term)?.length ?? 0;
    const rarity = Math.log(1 + (this.passages.length - frequency + 0.5) / (frequency + 0.5));
    return frequency > 0 ? (weight * rarity) / 50 : 0; // Passages hold fiftieths of a point.
  }

  private wordScores(terms: number[], worth: number[]): Float64Array {
    const scores = new Float64Array(this.passages.length);
    for (const [index, term] of terms.entries()) {
      for (const [passage, impact] of this.postings.get(term) ?? []) {
        scores[passage] = (scores[passage] ?? 0) + impact * (worth[index] ?? 0);
      }
    }
    return scores;
  }
}

/** The first `count` of what is sorted, and all that are as good as the last of them. */
function bestOf<Scored extends { score: number }>(sorted: Scored[], count: number): Scored[] {
  const least = (sorted.at(Math.min(count, sorted.length) - 1)?.score ?? 0) - ROUNDING;
  return sorted.filter(({ score }) => score >= least);
}

/** In half precision, as the database keeps vectors. */
const asStored = (vector: Iterable<number>) => Float32Array.from(vector, Math.f16round);

function cosineOf(a: Float32Array, b: Float32Array): number {
  let [dot, left, right] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    dot += x * y;
    left += x * x;
    right += y * y;
  }
  return dot / Math.sqrt(left * right || 1);
}
