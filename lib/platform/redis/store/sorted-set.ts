export type Scored = { member: string; score: number };

const ELEMENT_BYTES = 96;

/** Members ordered by score, then by the bytes of their text. */
export class SortedSetValue {
  readonly type = "zset";
  readonly #scores = new Map<string, number>();
  readonly #ordered: Scored[] = [];
  bytes = 0;

  get size() {
    return this.#scores.size;
  }

  get ordered(): readonly Scored[] {
    return this.#ordered;
  }

  score(member: string): number | undefined {
    return this.#scores.get(member);
  }

  rank(member: string): number | undefined {
    const score = this.#scores.get(member);
    return score === undefined ? undefined : this.#position({ member, score });
  }

  set(member: string, score: number) {
    if (this.#scores.get(member) === score) return;
    this.delete(member);
    this.#ordered.splice(this.#position({ member, score }), 0, { member, score });
    this.#scores.set(member, score);
    this.bytes += member.length + ELEMENT_BYTES;
  }

  delete(member: string): boolean {
    const rank = this.rank(member);
    if (rank === undefined) return false;
    this.#ordered.splice(rank, 1);
    this.#scores.delete(member);
    this.bytes -= member.length + ELEMENT_BYTES;
    return true;
  }

  #position(wanted: Scored): number {
    let low = 0;
    let high = this.#ordered.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const found = this.#ordered[middle];
      if (found && compare(found, wanted) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compare(a: Scored, b: Scored): number {
  if (a.score !== b.score) return a.score < b.score ? -1 : 1;
  return compareBytes(a.member, b.member);
}

/** Redis orders text by its bytes, which is not the order of UTF-16. */
export const compareBytes = (a: string, b: string) => (a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b)));
