import type { Redis } from "@upstash/redis";

export type Endpoint = { url: string; token: string };

/** A true sentence, what is done (with keys that begin with `k`, which no other check uses), and what comes of it. */
export type Check = [
  title: string,
  run: (redis: Redis, k: string, endpoint: Endpoint) => Promise<unknown>,
  expected: unknown,
];

/** The refusal of a command that must not succeed. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "accepted",
    (error: Error) => /[A-Z]+ [^,]*/.exec(error.message)?.[0] ?? error.message,
  );
}
