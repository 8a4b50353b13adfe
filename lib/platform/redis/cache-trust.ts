import type { Redis } from "@upstash/redis";
import { type Claim, claim } from "./cache-claim";
import { Tags } from "./cache-tags";

/** So long after Redis was away another process may still owe it what it forgot meanwhile. */
const DOUBT_MS = 2000;

type Options = { redis: Redis; probing: Redis; now: () => number };

/** Redis as far as its entries can be trusted: not while it is away, and not until all have told it what they owe. */
export class TrustedRedis {
  readonly #redis: Redis;
  readonly #now: () => number;
  readonly #tags: Tags;
  #isAway = false;
  #doubtUntil = 0;

  constructor({ redis, probing, now }: Options) {
    this.#redis = redis;
    this.#now = now;
    this.#tags = new Tags(probing);
  }

  async forget(tags: readonly string[]): Promise<void> {
    if (!(await this.#tags.forget(tags))) this.#isAway = true;
  }

  /** What `claim` finds; nothing when that can't be trusted. */
  async look<T>(key: string, tags: readonly string[]): Promise<Claim<T> | undefined> {
    if (!(await this.#tags.areSettled(tags))) {
      this.#isAway = true;
      return undefined;
    }
    if (this.#now() < this.#doubtUntil) return undefined;
    try {
      return this.#doubted(await claim<T>(this.#redis, key, tags, this.#now()));
    } catch {
      this.#isAway = true;
      return undefined;
    }
  }

  #doubted<T>(found: Claim<T>): Claim<T> | undefined {
    if (this.#isAway) this.#doubtUntil = this.#now() + DOUBT_MS;
    this.#isAway = false;
    if (this.#now() >= this.#doubtUntil) return found;
    return found.isMine ? { ...found, entry: undefined } : undefined;
  }
}
