import { createHash } from "node:crypto";
import type { Redis } from "@upstash/redis";

/** A script of Redis, sent whole only where Redis doesn't know it yet. It leaves in the turn in which it is called. */
export function redisScript(source: string) {
  const sha = createHash("sha1").update(source).digest("hex");
  return (redis: Redis, keys: string[], args: (string | number)[]): Promise<unknown> => {
    const words = args.map(String);
    return redis.evalsha(sha, keys, words).catch((error: Error) => {
      if (error.message.startsWith("NOSCRIPT")) return redis.eval(source, keys, words);
      throw error;
    });
  };
}
