import type { Requester, UpstashRequest, UpstashResponse } from "@upstash/redis";

/** Sends a request to Redis. */
export type Ask = Requester["request"];

type Command = readonly unknown[];
type Reply = { result?: unknown; error?: string };
type Waiting = {
  commands: Command[];
  resolve: (replies: Reply[]) => void;
  reject: (error: unknown) => void;
};

/** What Upstash takes in one request, with room for what JSON adds. */
const MAX_CHARACTERS = 900_000;

/**
 * Lets what is asked in one turn of the event loop travel in one request, in its order, whoever asks it. Commands fail
 * one by one; when the request fails, all of them do. `ask` gives as many replies as it was given commands.
 */
export function inBatches(ask: Ask): Ask {
  let waiting: Waiting[] = [];
  let characters = 0;

  async function flush() {
    const batch = waiting;
    waiting = [];
    characters = 0;
    if (batch.length === 0) return;
    try {
      const replies = await send(batch.flatMap(({ commands }) => commands));
      for (const { commands, resolve } of batch) resolve(replies.splice(0, commands.length));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  async function send(commands: Command[]): Promise<Reply[]> {
    return (await ask({ path: ["pipeline"], body: commands })) as Reply[];
  }

  function join(commands: Command[]): Promise<Reply[]> {
    const added = commands.flat().reduce<number>((sum, word) => sum + String(word).length, 0);
    if (characters + added > MAX_CHARACTERS) void flush();
    if (waiting.length === 0) setImmediate(flush);
    characters += added;
    return new Promise((resolve, reject) => waiting.push({ commands, resolve, reject }));
  }

  return async <T>(request: UpstashRequest) => {
    const { path: [kind] = [], body } = request;
    if (kind === "pipeline") return (await join(body as Command[])) as UpstashResponse<T>;
    if (kind !== undefined) return ask<T>(request);
    const [reply] = await join([body as Command]);
    if (reply?.error) throw new Error(reply.error);
    return reply as UpstashResponse<T>;
  };
}
