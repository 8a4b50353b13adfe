import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { CheerioCrawler, Configuration, LogLevel, log, RequestQueue } from "@crawlee/cheerio";
import { guardedFetch, textOf } from "@/lib/knowledge/crawl/fetch";
import { ownLinks } from "@/lib/knowledge/crawl/read-page";
import { readRobots } from "@/lib/knowledge/crawl/robots";
import type { Robots } from "@/lib/knowledge/crawl/robots-rules";
import { extractPage } from "@/lib/knowledge/extract/page";
import { splitIntoPassages } from "@/lib/knowledge/extract/passages";
import { type LocalSite, startLocalSite } from "@/scripts/stack/local-site";
import { apiClient, type Bench, type BenchStack, compare } from "./bench";

const PAGES = 400;
const PARALLEL = 8;
const ROUNDS = 5;
const JOB_MS = 30_000;

/** Reads the same site with our fetching, links and robots.txt, and with crawlee's; the text is taken out alike. */
export const crawl: Bench = {
  description: `Pages a second on a local site of ${PAGES} pages: fetch, follow links, extract, split into passages`,
  openSites: async (firstPort) => [await startLocalSite(site(), firstPort)],
  run: async (stack, [local]) => {
    if (!local) throw new Error("The site does not run.");
    const contenders = { crawlee: () => rate(withCrawlee, local), omniops: () => rate(withOmniops, local) };
    const table = await compare(contenders, { rounds: ROUNDS, unit: "pages/s" });
    return { ...table, "omniops job, stored and embedded": { "pages/s": await wholeJob(stack, local) } };
  },
};

function site(): Record<string, string> {
  const paths = Array.from({ length: PAGES }, (_, index) => (index === 0 ? "/" : `/topics/${index}`));
  const pages = paths.map((path, index) => [path, pageOf(index, paths)]);
  return Object.fromEntries([...pages, ["/robots.txt", "User-agent: *\nDisallow: /private/\n"]]);
}

/** About 25 KB, as real pages are: navigation, a main part with sections, a table, a list of questions, a footer. */
function pageOf(index: number, paths: string[]): string {
  const near = Array.from({ length: 40 }, (_, step) => paths[(index * 3 + step * 7 + 1) % paths.length]);
  const links = near
    .map((path) => `<li><a class="menu-link" href="${path}?utm_source=menu">Topic ${path}</a></li>`)
    .join("");
  const sections = Array.from({ length: 8 }, (_, section) => sectionOf(index, section)).join("");
  const rows = Array.from(
    { length: 12 },
    (_, row) => `<tr><td>Item ${index}-${row}</td><td>${row * 3} €</td></tr>`,
  ).join("");
  return `<!doctype html><html lang="en"><head><title>Topic ${index}</title><meta name="description" content="All about ${index}">
    <style>${".rule { margin: 0 auto; color: #123456 }\n".repeat(80)}</style></head>
    <body><nav><ul>${links}</ul></nav><main><h1>Topic ${index}</h1>${sections}
    <table><tr><th>Name</th><th>Price</th></tr>${rows}</table></main>
    <footer><ul>${links}</ul></footer><script>${"window.dataLayer = window.dataLayer || [];\n".repeat(60)}</script></body></html>`;
}

const sectionOf = (index: number, section: number) =>
  `<section><h2>Section ${section}</h2>${`<p class="body">What <em>topic ${index}</em> says in its part ${section} is told at some length, with commas, and with <a href="/topics/${(index + section) % PAGES || 1}">links</a> in between.</p>`.repeat(5)}</section>`;

type Reader = (site: LocalSite) => Promise<number>;

async function rate(read: Reader, local: LocalSite): Promise<number> {
  const started = performance.now();
  const pages = await read(local);
  if (pages !== PAGES) throw new Error(`${pages} of ${PAGES} pages were read.`);
  return pages / ((performance.now() - started) / 1000);
}

async function withOmniops({ url }: LocalSite): Promise<number> {
  const robots = await readRobots(url);
  const known = new Set([url]);
  const waiting = [url];
  let passages = 0;
  let pages = 0;
  const readNext = async (next: string): Promise<void> => {
    const { links, count } = await readOne(next, url, robots);
    passages += count;
    pages += 1;
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
  return passages > 0 ? pages : 0;
}

async function readOne(address: string, siteUrl: string, robots: Robots) {
  const fetched = await guardedFetch(address);
  const { title, blocks, language, links } = extractPage(textOf(fetched), fetched.url);
  return { links: ownLinks(links, siteUrl, robots), count: splitIntoPassages(title, blocks, language).length };
}

async function withCrawlee({ url }: LocalSite): Promise<number> {
  log.setLevel(LogLevel.OFF);
  let pages = 0;
  const config = new Configuration({ persistStorage: false });
  const crawler = new CheerioCrawler(
    {
      requestQueue: await RequestQueue.open(randomUUID(), { config }),
      minConcurrency: PARALLEL,
      maxConcurrency: PARALLEL,
      respectRobotsTxtFile: true,
      async requestHandler({ $, request, response, enqueueLinks }) {
        if (response.statusCode !== 200) return;
        const [document] = $.root().get();
        const { title, blocks, language } = extractPage(document ?? "", request.loadedUrl);
        pages += Math.min(splitIntoPassages(title, blocks, language).length, 1);
        await enqueueLinks({
          strategy: "same-origin",
          transformRequestFunction: (link) => ({ ...link, url: link.url.replace(/\?utm_source=.*/, "") }),
        });
      },
    },
    config,
  );
  await crawler.run([url]);
  return pages;
}

/** The product's own figure for a job that also stores, indexes and embeds every page, from its first half minute. */
async function wholeJob(stack: BenchStack, { url }: LocalSite): Promise<number> {
  const { siteId, apiKey } = await stack.newCustomer("Crawl", url);
  const call = apiClient(stack, apiKey);
  const { jobId } = await call<{ jobId: string }>("POST", `sites/${siteId}/read`);
  for (const until = Date.now() + JOB_MS; ; await sleep(500)) {
    const job = await call<{ status: string; pages_per_second: number }>("GET", `scrape-jobs/${jobId}`);
    if (job.status === "failed") throw new Error("The job failed.");
    if (job.status === "completed") return job.pages_per_second;
    if (Date.now() < until) continue;
    await call("POST", `scrape-jobs/${jobId}/cancel`);
    return job.pages_per_second;
  }
}
