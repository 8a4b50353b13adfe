import type { UpstashRequest } from "@upstash/redis";
import type { Ask } from "./batches";

type Check = (result: unknown, words: unknown[]) => boolean;

const isNumber: Check = (result) => typeof result === "number";
const isTextOrNothing: Check = (result) => result === null || typeof result === "string";
const isListOrNumber: Check = (result) => Array.isArray(result) || typeof result === "number";
const isOk: Check = (result, words) => result === "OK" || words.some((word) => /^(?:nx|xx|get)$/i.test(String(word)));

/** What Redis may answer to the commands on which sessions, limits and caches stand; no script of ours gives nothing. */
const results: Record<string, Check> = {
  PING: (result) => result === "PONG",
  GET: isTextOrNothing,
  SET: isOk,
  MGET: Array.isArray,
  DEL: isNumber,
  EXISTS: isNumber,
  EXPIRE: isNumber,
  TTL: isNumber,
  INCR: isNumber,
  EVAL: isListOrNumber,
  EVALSHA: isListOrNumber,
};

/** Fails where what answers is not Redis: a page of a proxy, too few replies, or a kind that Redis never gives. */
export function soundly(ask: Ask): Ask {
  return async <T>(request: UpstashRequest) => {
    const { path: [kind] = [], body } = request;
    const response = await ask<T>(request);
    const isOne = kind !== "pipeline" && kind !== "multi-exec";
    const [commands, replies] = isOne ? [[body], [response]] : [body as unknown[], response as unknown];
    if (isSound(commands, replies)) return response;
    throw new Error(`Redis answered ${commands.length} commands with something else`);
  };
}

const isSound = (commands: unknown[], replies: unknown) =>
  Array.isArray(replies) &&
  replies.length === commands.length &&
  replies.every((reply, index) => isReply(commands[index], reply));

function isReply(command: unknown, reply: unknown): boolean {
  if (typeof reply !== "object" || reply === null) return false;
  const { result, error } = reply as { result?: unknown; error?: unknown };
  if (result === undefined || error) return typeof error === "string";
  if (!Array.isArray(command)) return true;
  return results[String(command[0]).toUpperCase()]?.(result, command) ?? true;
}
