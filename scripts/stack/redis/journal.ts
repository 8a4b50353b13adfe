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
 * A store's file: all keys, then each command that wrote, with its time. Commands are run again as of that time, so
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

  /** Fills the store from the file, and keeps the file from then on. */
  static open(file: string, store: Store): Journal {
    mkdirSync(dirname(file), { recursive: true });
    if (existsSync(file)) replay(readFileSync(file, "utf8"), store);
    return new Journal(file, store);
  }

  append(at: number, command: string[]) {
    this.#commandBytes += write(this.#descriptor, { at, command });
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

function replay(text: string, store: Store) {
  for (const json of text.split("\n")) {
    const line = parse(json);
    // A line cut short is the last one, whose command was never answered.
    if (!line) break;
    apply(line, store);
  }
  store.database.keys.settle();
}

function apply(line: Line, store: Store) {
  if ("script" in line) store.database.scripts.load(line.script);
  else if ("at" in line) store.attempt(line.command, line.at);
  else store.database.keys.put(line.key, restore(line.value), line.expiresAt ?? Number.POSITIVE_INFINITY);
}

function parse(json: string): Line | undefined {
  try {
    return JSON.parse(json) as Line;
  } catch {
    return undefined;
  }
}
