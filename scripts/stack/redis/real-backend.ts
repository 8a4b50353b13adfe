import { createHash } from "node:crypto";
import { Redis } from "ioredis";
import { RedisError } from "@/lib/platform/redis/store/reply";
import { type Backend, type Outcome, type RawReply, Unavailable } from "./backend";

// Commands are sent in upper case and in the second protocol: ioredis reshapes the replies of names it knows.
const READY_WITHIN_MS = 5000;

/** A Redis server at a redis:// address. Rejects when it doesn't answer. */
export async function realBackend(redisUrl: string): Promise<Backend> {
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    connectTimeout: READY_WITHIN_MS,
    protocol: 2,
  });
  // Without a listener a lost connection would end the process; ioredis connects again by itself.
  redis.on("error", () => {});
  await redis.connect().catch((cause: Error) => {
    redis.disconnect();
    throw new Error(`No Redis answers at ${new URL(redisUrl).host}`, { cause });
  });
  const scripts = new Scripts();

  async function run(words: string[]): Promise<Outcome> {
    try {
      const command = scripts.translate(words);
      if (!Array.isArray(command)) return command;
      const [name = "", ...args] = command;
      return { reply: (await redis.callBuffer(name.toUpperCase(), ...args)) as RawReply };
    } catch (error) {
      if (isRefusal(error)) return { error };
      throw new Unavailable("Redis is away", { cause: error });
    }
  }

  async function transaction(commands: string[][]): Promise<Outcome[]> {
    const translated = commands.map((words) => scripts.translate(words));
    const multi = redis.multi();
    for (const command of translated) {
      // A script that was loaded is kept here; it holds its place in the transaction with a PING.
      const [name = "", ...args] = Array.isArray(command) ? command : ["PING"];
      multi.callBuffer(name.toUpperCase(), ...args);
    }
    const replies = await multi.exec().catch((error: unknown) => {
      throw isRefusal(error) ? error : new Unavailable("Redis is away", { cause: error });
    });
    return translated.map((command, index) => {
      const [error, reply] = replies?.[index] ?? [null, null];
      if (!Array.isArray(command)) return command;
      return error ? { error } : { reply: reply as RawReply };
    });
  }

  return {
    pipeline: (commands) => Promise.all(commands.map(run)),
    transaction,
    subscribe: async (kind, name, listener) => {
      const subscriber = redis.duplicate();
      subscriber.on("error", () => {});
      subscriber.on("message", (channel, text) => listener({ channel, text }));
      subscriber.on("pmessage", (pattern, channel, text) => listener({ pattern, channel, text }));
      await subscriber.connect();
      await subscriber[kind](name);
      return () => subscriber.disconnect();
    },
    close: async () => redis.disconnect(),
  };
}

/** Redis' own answer, rather than a lost connection. */
const isRefusal = (error: unknown): error is Error =>
  error instanceof RedisError || (error instanceof Error && error.name === "ReplyError");

/**
 * Upstash takes scripts that begin with `#!lua flags=allow-key-locking`; Redis refuses the flag. So scripts lose that
 * line here, and are known by the SHA-1 that they had with it.
 */
class Scripts {
  readonly #sources = new Map<string, string>();

  /** The command for Redis, or its outcome when it needs none. */
  translate(words: string[]): string[] | { reply: RawReply } {
    const [name = "", first = "", ...rest] = words;
    switch (name.toUpperCase()) {
      case "EVAL":
        this.#add(first);
        return ["EVAL", withoutShebang(first), ...rest];
      case "EVALSHA":
        return ["EVAL", this.#find(first), ...rest];
      case "SCRIPT":
        return this.#script(first.toUpperCase(), rest) ?? words;
      default:
        return words;
    }
  }

  #script(action: string, args: string[]): { reply: RawReply } | undefined {
    if (action === "LOAD") return { reply: this.#add(args[0] ?? "") };
    if (action === "EXISTS") return { reply: args.map((sha) => (this.#sources.has(sha.toLowerCase()) ? 1 : 0)) };
    if (action === "FLUSH") this.#sources.clear();
    return undefined;
  }

  #add(source: string): string {
    const sha = createHash("sha1").update(source).digest("hex");
    this.#sources.set(sha, withoutShebang(source));
    return sha;
  }

  #find(sha: string): string {
    const source = this.#sources.get(sha.toLowerCase());
    if (source === undefined) throw new RedisError("NOSCRIPT No matching script. Please use EVAL.");
    return source;
  }
}

const withoutShebang = (source: string) => source.replace(/^#!lua[^\n]*/, "");
