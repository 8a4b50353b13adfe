import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { Store } from "@/lib/platform/redis/store";
import { type Dump, dump, restore } from "@/lib/platform/redis/store/values";

/** `key`: a key as it was when the file was last rewritten. `script`: one that was loaded. `at`: a command run since. */
type Line =
  | { key: string; value: Dump; expiresAt: number | null }
  | { script: string }
  | { at: number; command: string[] };

/** The file is rewritten when its commands outgrow both this and its keys. */
const REWRITE_AFTER_BYTES = 16 * 1024 * 1024;

/**
 * A store's file: all keys, then each command that wrote, with its time. Commands are run again under that time, so
 * what they made expires when it would have. Every line is with the operating system before its command is answered:
 * a killed process loses nothing.
 */
export class Journal {
  readonly #file: string;
  readonly #store: Store;
  #descriptor: number;
  #keyBytes = 0;
  #commandBytes = 0;

  private constructor(file: string, store: Store) {
    this.#file = file;
    this.#store = store;
    this.#descriptor = this.#rewrite();
  }

  /** Fills the store from the file, whose commands run with `clock` set back to their time. */
  static open(file: string, store: Store, clock: { now: () => number }): Journal {
    mkdirSync(dirname(file), { recursive: true });
    if (existsSync(file)) replay(readFileSync(file, "utf8"), store, clock);
    return new Journal(file, store);
  }

  append(command: string[]) {
    this.#commandBytes += write(this.#descriptor, { at: Date.now(), command });
    if (this.#commandBytes > Math.max(REWRITE_AFTER_BYTES, this.#keyBytes)) this.#reopen();
  }

  close() {
    this.#reopen();
    closeSync(this.#descriptor);
  }

  #reopen() {
    closeSync(this.#descriptor);
    this.#descriptor = this.#rewrite();
  }

  /** Writes the whole store beside the file and puts it in its place at once. */
  #rewrite(): number {
    const next = `${this.#file}.next`;
    const descriptor = openSync(next, "w", 0o600);
    const { keys, scripts } = this.#store.database;
    this.#commandBytes = 0;
    this.#keyBytes = 0;
    for (const script of scripts.sources) write(descriptor, { script });
    for (const [key, { value, expiresAt }] of keys.live()) {
      const line = { key, value: dump(value), expiresAt: Number.isFinite(expiresAt) ? expiresAt : null };
      this.#keyBytes += write(descriptor, line);
    }
    renameSync(next, this.#file);
    return descriptor;
  }
}

const write = (descriptor: number, line: Line) => writeSync(descriptor, `${JSON.stringify(line)}\n`);

function replay(text: string, store: Store, clock: { now: () => number }) {
  const present = clock.now;
  for (const json of text.split("\n")) {
    const line = parse(json);
    // A line cut short is the last one, whose command was never answered.
    if (!line) break;
    apply(line, store, clock);
  }
  clock.now = present;
  store.database.keys.settle();
}

function apply(line: Line, store: Store, clock: { now: () => number }) {
  if ("script" in line) store.database.scripts.load(line.script);
  else if ("key" in line) {
    store.database.keys.put(line.key, restore(line.value), line.expiresAt ?? Number.POSITIVE_INFINITY);
  } else {
    clock.now = () => line.at;
    store.attempt(line.command);
  }
}

function parse(json: string): Line | undefined {
  try {
    return JSON.parse(json) as Line;
  } catch {
    return undefined;
  }
}
