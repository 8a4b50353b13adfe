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
    async request<T>({ path: [kind] = [], body }: UpstashRequest) {
      if (kind === "multi-exec") store.check((body as unknown[]).map(toWords));
      const isList = kind === "pipeline" || kind === "multi-exec";
      return (isList ? (body as unknown[]).map(run) : run(body)) as UpstashResponse<T>;
    },
  };
}

const toWords = (command: unknown) =>
  (command as unknown[]).map((word) => (typeof word === "object" ? JSON.stringify(word) : String(word)));
