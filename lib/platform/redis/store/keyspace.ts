import { wrongType } from "./reply";
import { StringValue, type Value } from "./values";

export type Entry = {
  /** Grows with each new key, so that SCAN can go on where it stopped whatever was deleted meanwhile. */
  readonly id: number;
  value: Value;
  expiresAt: number;
  /** The command that used it last, for eviction. */
  usedAt: number;
  bytes: number;
};

type Kind<V extends Value> = new () => V;

export type Budget = { maxKeys: number; maxBytes: number };

/** An entry's own cost, about: the map's slot, the entry and its value's object. */
const ENTRY_BYTES = 240;
const SWEEP_BATCH = 20_000;
/** Evicting makes this much room at once, so that it is rare. */
const KEPT_AFTER_EVICTION = 0.9;

/** All keys with their values and deadlines. A key past its deadline is gone for every reader at that very moment. */
export class Keyspace {
  readonly budget: Budget;
  readonly #entries = new Map<string, Entry>();
  readonly #touched = new Set<string>();
  readonly #now: () => number;
  #sweeping: Iterator<[string, Entry]> | undefined;
  #bytes = 0;
  #lastId = 0;
  #clock = 0;
  #changes = 0;

  constructor(now: () => number, budget: Budget) {
    this.#now = now;
    this.budget = budget;
  }

  get bytes() {
    return this.#bytes;
  }

  /** Grows with every change that a command made. */
  get changes() {
    return this.#changes;
  }

  /** Keys in the order they came, without those that have expired. */
  *live(): Generator<[string, Entry]> {
    const now = this.#now();
    for (const found of this.#entries) if (found[1].expiresAt > now) yield found;
  }

  find(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (entry.expiresAt <= this.#now()) {
      this.#drop(key, entry);
      return undefined;
    }
    entry.usedAt = ++this.#clock;
    return entry;
  }

  /** The value to read, if there is one; another kind of value is an error. */
  read<V extends Value>(key: string, kind: Kind<V>): V | undefined {
    const value = this.find(key)?.value;
    if (value === undefined || value instanceof kind) return value;
    throw wrongType();
  }

  /** The value to change, if there is one. A collection left empty is removed when the command ends. */
  change<V extends Value>(key: string, kind: Kind<V>): V | undefined {
    const value = this.read(key, kind);
    if (value) this.#touch(key);
    return value;
  }

  /** The value to change, made when absent. */
  obtain<V extends Value>(key: string, kind: Kind<V>): V {
    const value = this.change(key, kind);
    if (value) return value;
    const created = new kind();
    this.put(key, created);
    return created;
  }

  put(key: string, value: Value, expiresAt = Number.POSITIVE_INFINITY) {
    const old = this.#entries.get(key);
    const entry = old ?? { id: ++this.#lastId, value, expiresAt, usedAt: 0, bytes: 0 };
    if (!old) this.#entries.set(key, entry);
    Object.assign(entry, { value, expiresAt, usedAt: ++this.#clock });
    this.#touch(key);
  }

  remove(key: string): boolean {
    const entry = this.find(key);
    if (!entry) return false;
    this.#drop(key, entry);
    this.#changes++;
    return true;
  }

  expireAt(key: string, at: number) {
    const entry = this.find(key);
    if (!entry) return;
    entry.expiresAt = at;
    this.#changes++;
  }

  clear() {
    this.#entries.clear();
    this.#touched.clear();
    this.#bytes = 0;
    this.#changes++;
  }

  /** Ends a command: counts what it changed and removes the collections it emptied. */
  settle() {
    for (const key of this.#touched) {
      const entry = this.#entries.get(key);
      if (!entry) continue;
      if (isEmpty(entry.value)) this.#drop(key, entry);
      else this.#count(key, entry);
    }
    this.#touched.clear();
  }

  /** Makes room by dropping the keys with a deadline that were used least lately; false when that isn't enough. */
  makeRoom(): boolean {
    if (this.#fits(1)) return true;
    this.#evict(() => this.#fits(KEPT_AFTER_EVICTION));
    return this.#fits(1);
  }

  /** Removes expired keys nobody asks for any more, a bounded batch a call. */
  sweep() {
    const now = this.#now();
    this.#sweeping ??= this.#entries.entries();
    for (let seen = 0; seen < SWEEP_BATCH; seen++) {
      const { done, value } = this.#sweeping.next();
      if (done) {
        this.#sweeping = undefined;
        return;
      }
      if (value[1].expiresAt <= now) this.#drop(...value);
    }
  }

  count(): number {
    let count = 0;
    for (const _ of this.live()) count++;
    return count;
  }

  #fits(share: number) {
    return this.#entries.size < this.budget.maxKeys * share && this.#bytes < this.budget.maxBytes * share;
  }

  #evict(isEnough: () => boolean) {
    const candidates = [...this.#entries].filter(([, entry]) => entry.expiresAt !== Number.POSITIVE_INFINITY);
    candidates.sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [key, entry] of candidates) {
      if (isEnough()) return;
      this.#drop(key, entry);
    }
  }

  #touch(key: string) {
    this.#touched.add(key);
    this.#changes++;
  }

  #count(key: string, entry: Entry) {
    const bytes = ENTRY_BYTES + key.length + entry.value.bytes;
    this.#bytes += bytes - entry.bytes;
    entry.bytes = bytes;
  }

  #drop(key: string, entry: Entry) {
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }
}

const isEmpty = (value: Value) => !(value instanceof StringValue) && value.size === 0;
