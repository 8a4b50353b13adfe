import { randomUUID } from "node:crypto";
import type { Redis } from "@upstash/redis";

const RETRY_MS = 250;
/** A version that expires only costs a load: the next one is another. */
export const LIFE_SECONDS = 86_400;

export const tagKey = (tag: string) => `tag:${tag}`;

/** Versions of tags: random, so that a version that got lost never looks like one that an old entry still carries. */
export class Tags {
  readonly #redis: Redis;
  /** Tags whose new version isn't in Redis yet, with the number of the forget that asked for it. */
  readonly #pending = new Map<string, number>();
  #forgets = 0;
  #retry: NodeJS.Timeout | undefined;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  /** Grows with each forget in this process. */
  get forgets() {
    return this.#forgets;
  }

  /** Gives the tags new versions; never fails. While Redis is away they are owed, and given as soon as it is back. */
  async forget(tags: readonly string[]): Promise<void> {
    this.#forgets++;
    for (const tag of tags) this.#pending.set(tag, this.#forgets);
    if (!(await this.#flush())) this.#retryLater();
  }

  /** Whether Redis knows of every forget of these tags; tries once more to tell it. */
  async areSettled(tags: readonly string[]): Promise<boolean> {
    return !tags.some((tag) => this.#pending.has(tag)) || this.#flush();
  }

  async #flush(): Promise<boolean> {
    const owed = [...this.#pending];
    if (owed.length === 0) return true;
    const pipeline = this.#redis.pipeline();
    for (const [tag] of owed) pipeline.set(tagKey(tag), randomUUID(), { ex: LIFE_SECONDS });
    try {
      await pipeline.exec();
    } catch {
      return false;
    }
    // A tag that was forgotten once more meanwhile is still owed.
    for (const [tag, number] of owed) if (this.#pending.get(tag) === number) this.#pending.delete(tag);
    return true;
  }

  #retryLater() {
    this.#retry ??= setTimeout(async () => {
      this.#retry = undefined;
      if (!(await this.#flush())) this.#retryLater();
    }, RETRY_MS).unref();
  }
}
