import { randomUUID } from "node:crypto";
import type { Redis } from "@upstash/redis";

const RETRY_MS = 100;
/** New versions in one request, which Redis takes up to a size. */
const AT_ONCE = 1000;
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

  /** Gives the tags new versions: false while Redis is away, when they are owed and given as soon as it is back. */
  async forget(tags: readonly string[]): Promise<boolean> {
    this.#forgets++;
    for (const tag of tags) this.#pending.set(tag, this.#forgets);
    // A request may get lost on its way to a Redis that answers others: the second that does is an outage.
    const isTold = (await this.#flush()) || (await this.#flush());
    if (!isTold) this.#retryLater();
    return isTold;
  }

  /** Whether Redis knows of every forget of these tags; tries once more to tell it. */
  async areSettled(tags: readonly string[]): Promise<boolean> {
    return !tags.some((tag) => this.#pending.has(tag)) || this.#flush();
  }

  async #flush(): Promise<boolean> {
    const owed = [...this.#pending];
    try {
      for (let from = 0; from < owed.length; from += AT_ONCE) await this.#pay(owed.slice(from, from + AT_ONCE));
      return true;
    } catch {
      return false;
    }
  }

  async #pay(owed: [tag: string, number: number][]): Promise<void> {
    const pipeline = this.#redis.pipeline();
    for (const [tag] of owed) pipeline.set(tagKey(tag), randomUUID(), { ex: LIFE_SECONDS });
    await pipeline.exec();
    // A tag that was forgotten once more meanwhile is still owed.
    for (const [tag, number] of owed) if (this.#pending.get(tag) === number) this.#pending.delete(tag);
  }

  #retryLater() {
    this.#retry ??= setTimeout(async () => {
      this.#retry = undefined;
      if (!(await this.#flush())) this.#retryLater();
    }, RETRY_MS).unref();
  }
}
