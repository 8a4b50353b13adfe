import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { count } from "@/lib/platform/metrics/counters";

const ANSWER_WITHIN_MS = 25_000;

/** Counts and times every call; one that is slow is logged by what it asked, never with values. */
export const watchedFetch: typeof fetch = async (input, init) => {
  const query = queryOf(input instanceof Request ? input.url : String(input), init?.method ?? "GET");
  const began = performance.now();
  const note = (outcome: "ok" | "refused" | "failed") => {
    const ms = performance.now() - began;
    count("database_queries_total", { query, outcome });
    count("database_seconds_total", { query }, ms / 1000);
    if (ms < env().SLOW_QUERY_MS) return;
    count("database_slow_total", { query });
    log().warn({ slowQuery: query, ms: Math.round(ms), outcome }, "A query was slow");
  };
  try {
    const response = await fetch(input, init);
    note(response.ok ? "ok" : response.status < 500 ? "refused" : "failed");
    return response;
  } catch (error) {
    note("failed");
    throw error;
  }
};

/** As `watchedFetch`; a database that says nothing is as good as away. */
export const boundedFetch: typeof fetch = (input, init) => {
  const late = AbortSignal.timeout(ANSWER_WITHIN_MS);
  return watchedFetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, late]) : late });
};

/** What a call asks for: the function, or the table and what is done with it; of other services only their name. */
function queryOf(url: string, method: string): string {
  const [, , service = "", , name = "", fn = ""] = ["", ...new URL(url).pathname.split("/")];
  if (service !== "rest") return service;
  return name === "rpc" ? fn : `${method.toUpperCase()} ${name}`;
}
