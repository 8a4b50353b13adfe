import { integer } from "./arguments";
import { type Commands, command, growing } from "./command";
import { OK, RedisError, Status } from "./reply";

export const server: Commands = {
  PING: command(-1, (_, message) => message ?? new Status("PONG")),
  ECHO: command(2, (_, message) => message),
  TIME: command(1, ({ now }) => {
    const ms = now();
    return [String(Math.floor(ms / 1000)), String((ms % 1000) * 1000)];
  }),
  DBSIZE: command(1, ({ keys }) => keys.count()),
  FLUSHDB: command(-1, ({ keys }) => {
    keys.clear();
    return OK;
  }),
  FLUSHALL: command(-1, ({ keys }) => {
    keys.clear();
    return OK;
  }),
  INFO: command(-1, ({ keys }) =>
    [
      "# Memory",
      `used_memory:${keys.bytes}`,
      `maxmemory:${keys.budget.maxBytes}`,
      "maxmemory_policy:volatile-lru",
      "# Keyspace",
      `db0:keys=${keys.count()}`,
      "",
    ].join("\r\n"),
  ),
  PUBLISH: command(3, ({ channels }, channel, message) => channels.publish(channel, message)),

  EVAL: growing(-3, ({ scripts }, source, count, ...words) => scripts.run(source, ...split(count, words))),
  EVALSHA: growing(-3, ({ scripts }, sha, count, ...words) => scripts.run(scripts.find(sha), ...split(count, words))),
  SCRIPT: command(-2, ({ scripts }, action, ...words) => {
    switch (action.toUpperCase()) {
      case "LOAD":
        return scripts.load(words[0] ?? "");
      case "EXISTS":
        return words.map((sha) => (scripts.has(sha) ? 1 : 0));
      case "FLUSH":
        scripts.clear();
        return OK;
      default:
        throw new RedisError(`ERR unknown subcommand '${action}'. Try SCRIPT HELP.`);
    }
  }),
};

function split(count: string, words: string[]): [keys: string[], argv: string[]] {
  const keys = integer(count);
  if (keys < 0) throw new RedisError("ERR Number of keys can't be negative");
  if (keys > words.length) throw new RedisError("ERR Number of keys can't be greater than number of args");
  return [words.slice(0, keys), words.slice(keys)];
}
