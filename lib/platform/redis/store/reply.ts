/** What a command answers: a bulk string, an integer, nil, a status or an array of these. */
export type Reply = string | number | null | Status | Reply[];

/** A status such as OK, which Lua tells apart from a string. */
export class Status {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export const OK = new Status("OK");

/** A refusal in Redis' own words, its first word being the error's code. */
export class RedisError extends Error {
  override readonly name = "RedisError";
}

export const wrongType = () => new RedisError("WRONGTYPE Operation against a key holding the wrong kind of value");
export const syntaxError = () => new RedisError("ERR syntax error");

/** The reply as JSON carries it, where a status is a string. */
export function toJson(reply: Reply): unknown {
  if (reply instanceof Status) return reply.text;
  return Array.isArray(reply) ? reply.map(toJson) : reply;
}
