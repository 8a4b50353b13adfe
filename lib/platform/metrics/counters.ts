/** Everything that is counted, with what its labels tell apart. */
export const counters = {
  cache_reads_total:
    "Reads through a cache. result: hit, renewed (served while it is loaded anew), stale (dropped by a change), miss, away",
  cache_age_seconds_total: "How old the entries were that were served, summed up",
  cache_loads_total: "Values that were loaded because a cache did not have them",
  cache_load_seconds_total: "How long those loads took, summed up",
  cache_stored_total: "Entries that were stored",
  cache_stored_characters_total: "How large those entries were, summed up",
  database_queries_total: "Calls of the database by table or function. outcome: ok, refused, failed",
  database_seconds_total: "How long those calls took, summed up",
  database_slow_total: "Calls of the database that took longer than SLOW_QUERY_MS",
  requests_total: "Answered requests by route and class of status",
  request_seconds_total: "How long they took until their answer began, summed up",
  refused_total: "Requests that a limit refused",
} as const;
export type Counter = keyof typeof counters;

/** What this process has counted and not shared yet, by series: `name{label="value"}`. */
const pending = new Map<string, number>();

/** Adds to a counter of this process. Labels come from the code, never from what somebody sent. */
export function count(counter: Counter, labels: Record<string, string>, by = 1): void {
  const series = seriesOf(counter, labels);
  pending.set(series, (pending.get(series) ?? 0) + by);
}

/** A series as Prometheus writes it. */
export function seriesOf(name: string, labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value.replace(/[\\"\n]/g, "_")}"`);
  return `omniops_${name}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""}`;
}

/** Takes what was counted since it was last taken. */
export function takeCounted(): [series: string, by: number][] {
  const taken = [...pending];
  pending.clear();
  return taken;
}

/** Gives back what could not be shared. */
export function giveBack(taken: [series: string, by: number][]): void {
  for (const [series, by] of taken) pending.set(series, (pending.get(series) ?? 0) + by);
}
