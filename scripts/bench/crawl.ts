import { channel } from "node:diagnostics_channel";
import { guardedFetch, textOf } from "@/lib/knowledge/crawl/fetch";
import { ownLinks } from "@/lib/knowledge/crawl/reading";
import { readRobots } from "@/lib/knowledge/crawl/robots";
import type { Robots } from "@/lib/knowledge/crawl/robots-rules";
import { extractPage } from "@/lib/knowledge/extract/page";
import { splitIntoPassages } from "@/lib/knowledge/extract/passages";
import { readJob } from "@/lib/knowledge/jobs/worker";
import { asSystem } from "@/lib/platform/jobs/system";
import { embed } from "@/lib/platform/llm/embeddings";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import { type Bench, type BenchCustomer, type BenchStack, compare, type Table } from "./bench";
import { withCrawlee } from "./crawlee";
import { type DocsSite, startDocsSites } from "./docs-site";
import { fillVectors, newJob, pagesOf, readToStored } from "./reading";

/** Requests at once, for all who fetch. */
const PARALLEL = 8;
const ROUNDS = 5;
const REREAD_MS = 300_000;
/** Passages that the stack's model is timed with: on one core it takes about twenty minutes for all. */
const SAMPLE = 64;

let sites: DocsSite[] = [];

/** Reads the same sites with our fetching, links and robots.txt, and with crawlee's; the text is taken out alike. */
export const crawl: Bench = {
  description:
    "Pages a second on real documentation, next to @crawlee/cheerio taking out the same text with the same code at the same concurrency; with vectors only where it says so, at the pace of a sample",
  needsApp: false,
  openSites: async (firstPort) => {
    sites = await startDocsSites(firstPort);
    return sites;
  },
  run: async (stack) => {
    const tables: Table[] = [];
    for (const site of sites) tables.push(await measure(stack, site));
    const rows = tables.flatMap((table, index) =>
      Object.entries(table).map(([row, figures]) => [`${sites[index]?.name}, ${row}`, figures] as const),
    );
    return { ...Object.fromEntries(rows), ...inAll(tables) };
  },
};

const CRAWLEE = "crawlee: fetch and extract";
const EXTRACTED = "omniops: fetch and extract";
const STORED = "omniops: to stored passages";
const FIRST = "omniops: to passages with vectors";
const REREAD = "omniops: again, unchanged";
const AT_LEAST = new Map([
  [EXTRACTED, 2],
  [STORED, 1.5],
]);
const promised = (row: string) => ({ ...(AT_LEAST.has(row) && { "at least": AT_LEAST.get(row) ?? 0 }) });

async function measure(stack: BenchStack, site: DocsSite): Promise<Table> {
  const reading = new Reading(stack, site);
  const contenders = {
    [CRAWLEE]: () => rate(site, () => withCrawlee(site.url, PARALLEL)),
    [EXTRACTED]: () => rate(site, () => withOmniops(site.url)),
    [STORED]: () => reading.first(),
    [REREAD]: () => reading.again(),
  };
  const table = await compare(contenders, { rounds: ROUNDS, unit: "pages/s" });
  const speed = (row: string) => table[row]?.["pages/s"] ?? Number.NaN;
  const passageMs = await reading.vectorMs();
  const first = 1000 / (1000 / speed(STORED) + (passageMs * reading.passages) / site.pages);
  return {
    [CRAWLEE]: { ...table[CRAWLEE], pages: site.pages },
    [EXTRACTED]: { ...table[EXTRACTED], ...promised(EXTRACTED) },
    [STORED]: { ...table[STORED], ...promised(STORED), passages: reading.passages },
    [FIRST]: { "pages/s": first, "ms a vector": passageMs },
    [REREAD]: {
      "pages/s": speed(REREAD),
      "× stored": speed(REREAD) / speed(STORED),
      "× with vectors": speed(REREAD) / first,
      "at least": 8,
      embeddings: reading.embeddings,
    },
  };
}

/** How fast all sites are read one after the other. */
function inAll(tables: Table[]): Table {
  const pages = sites.reduce((sum, site) => sum + site.pages, 0);
  const speed = (row: string) => {
    const seconds = sites.map((site, index) => site.pages / (tables[index]?.[row]?.["pages/s"] ?? Number.NaN));
    return pages / seconds.reduce((sum, each) => sum + each, 0);
  };
  const rows = [CRAWLEE, EXTRACTED, STORED].map((row) => {
    const figures = { "pages/s": speed(row), ratio: speed(row) / speed(CRAWLEE) };
    return [`all, ${row}`, { ...figures, ...promised(row) }] as const;
  });
  return Object.fromEntries(rows);
}

/** Pages a second of a reader that must come back with the site: all but a few pages that nothing links to. */
async function rate(site: DocsSite, read: () => Promise<number>): Promise<number> {
  const started = performance.now();
  const pages = await read();
  if (pages < site.pages * 0.98) throw new Error(`${pages} of ${site.pages} pages were read.`);
  return pages / ((performance.now() - started) / 1000);
}

async function withOmniops(siteUrl: string): Promise<number> {
  const robots = await readRobots(siteUrl);
  const known = new Set([siteUrl]);
  const waiting = [siteUrl];
  let pages = 0;
  const readNext = async (next: string): Promise<void> => {
    const { links, count } = await readOne(next, siteUrl, robots);
    pages += Math.min(count, 1);
    for (const link of links) {
      if (known.has(link)) continue;
      known.add(link);
      waiting.push(link);
    }
  };
  const running = new Set<Promise<void>>();
  while (waiting.length > 0 || running.size > 0) {
    const next = running.size < PARALLEL ? waiting.shift() : undefined;
    if (next === undefined) {
      await Promise.race(running);
      continue;
    }
    const work = readNext(next).finally(() => running.delete(work));
    running.add(work);
  }
  return pages;
}

async function readOne(address: string, siteUrl: string, robots: Robots) {
  const fetched = await guardedFetch(address);
  if (fetched.status !== 200) return { links: [], count: 0 };
  const { title, blocks, language, links } = extractPage(textOf(fetched), fetched.url);
  return { links: ownLinks(links, siteUrl, robots), count: splitIntoPassages(title, blocks, language).length };
}

/** The product's worker and queue on the stack's database: the site read for the first time, then once more. */
class Reading {
  passages = 0;
  /** Texts that were sent to the model while the site was read again. */
  embeddings = 0;

  private readonly stack: BenchStack;
  private readonly site: DocsSite;
  private customer: BenchCustomer | undefined;

  constructor(stack: BenchStack, site: DocsSite) {
    this.stack = stack;
    this.site = site;
  }

  async first(): Promise<number> {
    const customer = await this.stack.newCustomer("Crawl", this.site.url);
    this.customer = customer;
    const jobId = await newJob(customer, this.site.host);
    return rate(this.site, async () => (await readToStored(jobId, customer)).success);
  }

  /** How long the model takes for a passage, by some of the pages: their ids are random. */
  async vectorMs(): Promise<number> {
    const passages = asSystem("bench").db.from("website_content").select("heading_path, content");
    const ofCustomer = passages.eq("customer_id", this.customer?.customerId ?? "");
    const sample = unwrap(await ofCustomer.order("page_id").limit(SAMPLE));
    const started = performance.now();
    await embed(sample.map(({ heading_path, content }) => `${heading_path.join(" > ")}\n${content}`));
    return (performance.now() - started) / sample.length;
  }

  async again(): Promise<number> {
    if (!this.customer) throw new Error("The site was not read.");
    const system = asSystem("bench");
    const jobId = await newJob(this.customer, this.site.host);
    this.passages = await fillVectors(this.customer);
    const counter = countRequests("/embeddings");
    try {
      return await rate(this.site, async () => {
        await readJob(system, jobId, Date.now() + REREAD_MS);
        return (await pagesOf(jobId)).success;
      });
    } finally {
      this.embeddings += counter.stop();
    }
  }
}

/** Counts what this process asks of a service from now on. */
function countRequests(path: string): { stop: () => number } {
  const requests = channel("undici:request:create");
  let count = 0;
  const hear = (message: unknown) => {
    const { request } = message as { request: { path: string } };
    if (request.path.endsWith(path)) count += 1;
  };
  requests.subscribe(hear);
  return {
    stop: () => {
      requests.unsubscribe(hear);
      return count;
    },
  };
}
