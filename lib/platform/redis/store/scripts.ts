import { createHash } from "node:crypto";
import { LuaEngine } from "./lua";
import { RedisError, type Reply } from "./reply";

const MAX_SCRIPTS = 500;

/** The scripts that were loaded or run, by their SHA-1, and the engine that runs them. */
export class Scripts {
  readonly #sources = new Map<string, string>();
  readonly #call: (command: string[]) => Reply;
  #engine: LuaEngine | undefined;
  #changes = 0;

  constructor(call: (command: string[]) => Reply) {
    this.#call = call;
  }

  /** Grows when a script is added or all are dropped. */
  get changes() {
    return this.#changes;
  }

  get sources(): Iterable<string> {
    return this.#sources.values();
  }

  load(source: string): string {
    const sha = createHash("sha1").update(source).digest("hex");
    if (this.#sources.has(sha)) return sha;
    if (this.#sources.size >= MAX_SCRIPTS) this.clear();
    this.engine.compile(source);
    this.#sources.set(sha, source);
    this.#changes++;
    return sha;
  }

  has(sha: string): boolean {
    return this.#sources.has(sha.toLowerCase());
  }

  find(sha: string): string {
    const source = this.#sources.get(sha.toLowerCase());
    if (source === undefined) throw new RedisError("NOSCRIPT No matching script. Please use EVAL.");
    return source;
  }

  run(source: string, keys: string[], argv: string[]): Reply {
    this.load(source);
    return this.engine.run(source, keys, argv);
  }

  clear() {
    this.#sources.clear();
    this.#engine = undefined;
    this.#changes++;
  }

  private get engine(): LuaEngine {
    this.#engine ??= new LuaEngine(this.#call);
    return this.#engine;
  }
}
