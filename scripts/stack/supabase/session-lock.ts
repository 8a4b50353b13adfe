import { AsyncLocalStorage } from "node:async_hooks";

/**
 * Gives the only session of an embedded Postgres to one piece of work at a time. What the holder itself starts joins in
 * instead of waiting for its own end.
 */
export class SessionLock {
  #last: Promise<void> = Promise.resolve();
  readonly #holder = new AsyncLocalStorage<{ holds: boolean }>();

  /** Whether the code that asks runs inside the work that holds the session. */
  get isHeldHere(): boolean {
    return this.#holder.getStore()?.holds ?? false;
  }

  /** Waits for the session; the caller must call what it gets to give the session back. */
  async acquire(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = this.#last;
    this.#last = promise;
    await before;
    return resolve;
  }

  /** Marks `work` as the holder, for a caller that has acquired the session. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    const mark = { holds: true };
    try {
      return await this.#holder.run(mark, work);
    } finally {
      mark.holds = false;
    }
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.isHeldHere) return work();
    const release = await this.acquire();
    try {
      return await this.hold(work);
    } finally {
      release();
    }
  }

  /** Starts `work` after the current step, and no longer as a part of the holder. */
  outside(work: () => void): void {
    this.#holder.exit(() => setImmediate(work));
  }
}
