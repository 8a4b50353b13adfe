import type { UpstashRequest } from "@upstash/redis";
import type { Ask } from "./batches";

type Check = (result: unknown) => boolean;

const isNumber: Check = (result) => typeof result === "number";
const isTextOrNothing: Check = (result) => result === null || typeof result === "string";
const isListOrNumber: Check = (result) => result === null || Array.isArray(result) || isNumber(result);

/** What Redis may answer to the commands on which sessions, limits and caches stand. */
const results: Record<string, Check> = {
  PING: (result) => result === "PONG",
  GET: isTextOrNothing,
  SET: isTextOrNothing,
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
  const check = Array.isArray(command) ? results[String(command[0]).toUpperCase()] : undefined;
  return check?.(result) ?? true;
}
