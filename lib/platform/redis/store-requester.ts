import type { Requester, UpstashRequest, UpstashResponse } from "@upstash/redis";
import type { Store } from "./store";
import { toJson } from "./store/reply";

/** Lets @upstash/redis run its commands on a store in this process instead of over HTTP. */
export function storeRequester(store: Store): Requester {
  const run = (command: unknown) => {
    const outcome = store.attempt(toWords(command));
    return "error" in outcome ? { error: outcome.error.message } : { result: toJson(outcome.reply) };
  };

  return {
    async request<T>({ path = [], body }: UpstashRequest) {
      const isList = path[0] === "pipeline" || path[0] === "multi-exec";
      const response = isList ? (body as unknown[]).map(run) : run(body);
      return response as UpstashResponse<T>;
    },
  };
}

const toWords = (command: unknown) =>
  (command as unknown[]).map((word) => (typeof word === "object" ? JSON.stringify(word) : String(word)));
