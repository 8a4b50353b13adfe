import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { readPages } from "@/lib/knowledge/jobs/worker";
import { asSystem } from "@/lib/platform/jobs/system";
import { type LocalAnswer, type LocalSite, startLocalSite } from "@/scripts/stack/local-site";
import { type Bench, type BenchStack, mean, type Table } from "./bench";
import { newJob, pagesOf } from "./reading";

const PAGES = 10_000;
const STEP = 500;
const PER_INDEX = 100;
const LONGEST_MS = 1_800_000;
const LOOK_MS = 100;
const MB = 1_048_576;

/** Reads a site of 10,000 small pages in one go and looks at what the worker's process holds on to. */
export const memory: Bench = {
  description: `Memory of a worker while it reads ${PAGES.toLocaleString("en")} pages, every ${STEP} pages after garbage collection`,
  needsApp: false,
  openSites: async (firstPort) => [await startLocalSite(pageAt, firstPort)],
  run: async (stack, [site]) => {
    if (!site) throw new Error("The site does not run.");
    return measure(stack, site);
  },
};

/** The first page leads to a hundred lists, each of which leads to its pages. */
function pageAt(path: string): LocalAnswer | undefined {
  const [, list = "", item = ""] = /^\/(?:list-(\d+)|page-(\d+))?$/.exec(path) ?? ["", "none"];
  if (list === "none") return undefined;
  if (item) return html(`Page ${item}`, [], `What page ${item} tells is worth ${Number(item) * 7} coins and no more.`);
  const lists = Math.ceil(PAGES / PER_INDEX);
  if (!list)
    return html(
      "Contents",
      Array.from({ length: lists }, (_, index) => `/list-${index}`),
      "All lists.",
    );
  const first = Number(list) * PER_INDEX;
  const items = Array.from({ length: PER_INDEX }, (_, index) => `/page-${first + index}`);
  return html(`List ${list}`, items, `The pages of list ${list}.`);
}

const html = (title: string, links: string[], text: string) =>
  `<!doctype html><html lang="en"><title>${title}</title><main><h1>${title}</h1><p>${text}</p>
  <ul>${links.map((link) => `<li><a href="${link}">${link}</a></li>`).join("")}</ul></main></html>`;

type Sample = { pages: number; heap: number; rss: number };

async function measure(stack: BenchStack, site: LocalSite): Promise<Table> {
  const customer = await stack.newCustomer("Memory", site.url);
  const jobId = await newJob(customer, site.host);
  const collect = garbageCollector();
  const samples: Sample[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const pages = site.hits.length;
      if (pages >= (samples.length + 1) * STEP) {
        collect();
        const { heapUsed, external, rss } = process.memoryUsage();
        samples.push({ pages, heap: (heapUsed + external) / MB, rss: rss / MB });
      }
      await sleep(LOOK_MS);
    }
  })();
  await readPages(asSystem("bench"), jobId, Date.now() + LONGEST_MS).finally(() => {
    isOver = true;
  });
  await watching;
  const { success } = await pagesOf(jobId);
  if (success < PAGES) throw new Error(`${success} of ${PAGES} pages were read.`);
  return tableOf(samples);
}

function tableOf(samples: Sample[]): Table {
  const rows = samples.map(({ pages, heap, rss }) => [`after ${pages} requests`, { "in use MB": heap, "RSS MB": rss }]);
  const later = samples.slice(1);
  return {
    ...Object.fromEntries(rows.filter((_, index) => index % 4 === 0 || index === rows.length - 1)),
    "growth per 1,000 pages": {
      "in use MB": slope(later.map(({ pages, heap }) => [pages, heap])) * 1000,
      "RSS MB": slope(later.map(({ pages, rss }) => [pages, rss])) * 1000,
    },
  };
}

/** How steep the line through points is, by least squares. */
function slope(points: [number, number][]): number {
  const x = mean(points.map(([at]) => at));
  const y = mean(points.map(([, value]) => value));
  const [over, under] = points.reduce(([o, u], [at, value]) => [o + (at - x) * (value - y), u + (at - x) ** 2], [0, 0]);
  return over / under;
}

function garbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc");
}
