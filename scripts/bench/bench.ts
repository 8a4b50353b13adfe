import { setTimeout as sleep } from "node:timers/promises";
import type { LocalSite } from "@/scripts/stack/local-site";

/** A customer with one site, as `npm run customer` makes it. */
export type BenchCustomer = { customerId: string; siteId: string; siteKey: string; apiKey: string };

/** What a bench measures against: the app in production mode on a stack, or its services alone. */
export type BenchStack = {
  appUrl: string;
  /** What the app is told, for benches that call a service themselves. */
  environment: Record<string, string>;
  newCustomer: (name: string, siteUrl: string, origin?: string) => Promise<BenchCustomer>;
};

/** Figures by row and column: `{ en: { "nDCG@10": 0.97 } }`. */
export type Table = Record<string, Record<string, number>>;

export type Bench = {
  description: string;
  /** The rows of the requirements that its figures show, and how. */
  proves?: string;
  /** Without the app nothing but the bench itself uses the services. */
  needsApp?: false;
  /**
   * Websites that the app must be allowed to read. They run before the stack and end after it, on the port given and
   * those above it; on any, if it is 0.
   */
  openSites?: (firstPort: number) => Promise<LocalSite[]>;
  run: (stack: BenchStack, sites: LocalSite[]) => Promise<Table>;
};

/**
 * Runs each contender in turn, several times over, so that what else the machine does hits all alike. Gives the median
 * of what they return and its ratio to the first contender's.
 */
export async function compare(
  contenders: Record<string, () => Promise<number>>,
  { rounds, unit }: { rounds: number; unit: string },
): Promise<Table> {
  const results: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) results[name] = [...(results[name] ?? []), await run()];
  }
  const medians = Object.entries(results).map(([name, values]) => [name, quantile(values, 0.5)] as const);
  const first = medians[0]?.[1] ?? Number.NaN;
  return Object.fromEntries(medians.map(([name, median]) => [name, { [unit]: median, ratio: median / first }]));
}

/** The value below which the share `q` of the values lie. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const [low = Number.NaN, high = low] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at % 1);
}

export const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Calls the API of the product as a program does. Throws what it answers when that is a failure. */
export function apiClient({ appUrl }: BenchStack, apiKey: string) {
  return async <T>(method: "GET" | "POST", path: string, body?: object): Promise<T> => {
    const response = await fetch(`${appUrl}/api/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
}

type Call = ReturnType<typeof apiClient>;
type Job = { status: string; errorMessage: string | null; pages_per_second: number; successful_pages: number };

/** Has a site read to its end, with every passage embedded; gives what the job says of itself. */
export async function readWhole(call: Call, siteId: string): Promise<Job> {
  const { jobId } = await call<{ jobId: string }>("POST", `sites/${siteId}/read`);
  for (;;) {
    const job = await call<Job>("GET", `scrape-jobs/${jobId}`);
    if (job.status === "completed") return job;
    if (job.status !== "queued" && job.status !== "running")
      throw new Error(job.errorMessage ?? `It is ${job.status}.`);
    await sleep(500);
  }
}
