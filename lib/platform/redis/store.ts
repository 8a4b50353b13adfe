import { Channels } from "./store/channels";
import type { Command, Commands, Database } from "./store/command";
import { hashes } from "./store/hashes";
import { keys } from "./store/keys";
import { type Budget, Keyspace } from "./store/keyspace";
import { lists } from "./store/lists";
import { RedisError, type Reply } from "./store/reply";
import { Scripts } from "./store/scripts";
import { server } from "./store/server";
import { sets } from "./store/sets";
import { sortedSets } from "./store/sorted-sets";
import { strings } from "./store/strings";

const commands = new Map(
  Object.entries<Command>({
    ...server,
    ...keys,
    ...strings,
    ...hashes,
    ...lists,
    ...sets,
    ...sortedSets,
  } satisfies Commands),
);

const NOT_IN_SCRIPTS = new Set(["EVAL", "EVALSHA", "SCRIPT"]);

export type Outcome = { reply: Reply } | { error: RedisError };

type Options = Partial<Budget> & { now?: () => number; sweepEveryMs?: number };

/**
 * Redis within the process: commands in, replies out. Each call runs whole, so every command, script and transaction
 * is atomic. Memory is bounded: keys with a deadline make room for new ones, the least lately used first.
 */
export class Store {
  readonly database: Database;
  readonly #now: () => number;
  readonly #sweeper: NodeJS.Timeout;
  /** The time that stands still while a command or a script runs. */
  #moment: number | undefined;

  constructor({ now = Date.now, maxKeys = 500_000, maxBytes = 256 * 1024 * 1024, sweepEveryMs = 1000 }: Options = {}) {
    this.#now = () => this.#moment ?? now();
    const keyspace = new Keyspace(this.#now, { maxKeys, maxBytes });
    this.database = {
      now: this.#now,
      keys: keyspace,
      channels: new Channels(),
      scripts: new Scripts((words) => this.#executeInScript(words)),
    };
    this.#sweeper = setInterval(() => keyspace.sweep(), sweepEveryMs).unref();
  }

  /** Grows with each command that changed anything. */
  get changes(): number {
    return this.database.keys.changes + this.database.scripts.changes;
  }

  /** Runs one command, as of `at`. Throws a RedisError with Redis' own wording when it is refused. */
  execute(words: readonly string[], at = this.#now()): Reply {
    const [, ...args] = words;
    const command = find(words);
    const { keys: keyspace } = this.database;
    const before = this.#moment;
    this.#moment = at;
    try {
      if (command.grows && !keyspace.makeRoom()) {
        throw new RedisError("OOM command not allowed when used memory > 'maxmemory'.");
      }
      return command.run(this.database, ...args);
    } finally {
      keyspace.settle();
      this.#moment = before;
    }
  }

  /** Throws when one of the commands doesn't exist or has too few words: then a transaction runs none of them. */
  check(commands: readonly (readonly string[])[]) {
    try {
      for (const words of commands) find(words);
    } catch {
      throw new RedisError("EXECABORT Transaction discarded because of previous errors.");
    }
  }

  /** Runs one command and answers its error as a value. */
  attempt(words: readonly string[], at = this.#now()): Outcome {
    try {
      return { reply: this.execute(words, at) };
    } catch (error) {
      if (error instanceof RedisError) return { error };
      throw error;
    }
  }

  close() {
    clearInterval(this.#sweeper);
  }

  #executeInScript(words: string[]): Reply {
    if (NOT_IN_SCRIPTS.has((words[0] ?? "").toUpperCase())) {
      throw new RedisError("ERR This Redis command is not allowed from script");
    }
    return this.execute(words);
  }
}

/** More would not fit the stack of a JavaScript call. */
const MAX_WORDS = 25_000;

function find(words: readonly string[]): Command {
  if (words.length > MAX_WORDS) throw new RedisError("ERR Protocol error: invalid multibulk length");
  const [name = "", ...args] = words;
  const command = commands.get(name.toUpperCase());
  if (!command) {
    const beginning = args.slice(0, 3).map((word) => `'${word.slice(0, 128)}'`);
    throw new RedisError(`ERR unknown command '${name}', with args beginning with: ${beginning.join(" ")}`);
  }
  const isRight = command.arity > 0 ? words.length === command.arity : words.length >= -command.arity;
  if (!isRight) throw new RedisError(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);
  return command;
}
