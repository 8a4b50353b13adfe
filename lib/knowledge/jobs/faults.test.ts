import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type BuildOptions, build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getScrapeJob, readSite } from "@/lib/knowledge/service";
import { type LocalSite, startLocalSite } from "@/scripts/stack/local-site";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";

const PAGES = 1_000;
const KILLS = 100;
const WORKERS = 2;
const SEED = 20_261_121;

let stack: TestStack;
let web: LocalSite;
let directory: string;
let program: string;
const workers = new Set<ChildProcess>();
let kills = 0;
let asked = 0;

beforeAll(async () => {
  web = await startLocalSite((path) => {
    const number = path === "/" ? 0 : Number(/^\/page-(\d+)$/.exec(path)?.[1] ?? PAGES);
    if (number < PAGES) return (_request, response) => void answer(number).then((page) => response.end(page));
    return undefined;
  });
  stack = await startTestStack({ CRAWLER_ALLOWED_HOSTS: web.host, JOB_LEASE_SECONDS: "1", JOB_BUDGET_SECONDS: "20" });
  directory = await mkdtemp(join(tmpdir(), "worker-"));
  program = join(directory, "worker.cjs");
  const options: BuildOptions = { bundle: true, platform: "node", conditions: ["react-server"], logLevel: "error" };
  await build({
    ...options,
    entryPoints: [join(import.meta.dirname, "worker-process.fixture.ts")],
    outfile: program,
    // It finds its own place, for its thread lies beside it.
    banner: { js: 'const here = require("node:url").pathToFileURL(__filename).href;' },
    define: { "import.meta.url": "here" },
  });
  const thread = "apart-worker.ts";
  await build({
    ...options,
    entryPoints: [join(import.meta.dirname, "..", "words", thread)],
    outfile: join(directory, thread),
    format: "esm",
  });
});
afterAll(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await Promise.all([web.close(), stack.close()]);
  await rm(directory, { recursive: true, force: true });
});

/** Lets ten more pages through with each kill, so that the kills fall all over the reading. */
async function answer(number: number): Promise<string> {
  asked += 1;
  for (const turn = asked; kills < KILLS && turn > (kills + 1) * 10; ) await sleep(10);
  return pageOf(number);
}

/** A tree: each page leads to the next four of its own, and back to the start. */
function pageOf(number: number): string {
  const below = [1, 2, 3, 4].map((step) => number * 4 + step).filter((child) => child < PAGES);
  const links = below.map((child) => `<a href="/page-${child}">Page ${child}</a>`).join(" ");
  return `<html lang="en"><head><title>Page ${number}</title></head><body><main><h1>Page ${number}</h1>
    <p>This is what page number ${number} of the site says, and no other page says the same.</p>
    <p>${links} <a href="/">Start</a></p></main></body></html>`;
}

/** Numbers between 0 and 1 that are the same in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

async function startWorker(): Promise<ChildProcess> {
  const worker = fork(program, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  workers.add(worker);
  await once(worker, "message");
  return worker;
}

/** Kills a worker whenever a few more pages were asked for, at any moment of their way, and starts another in its place. */
async function killAndReplace(next: () => number): Promise<void> {
  const started = Array.from({ length: WORKERS }, startWorker);
  for (; kills < KILLS; kills++) {
    const until = asked + 1 + Math.floor(next() * 8);
    while (asked < until) await sleep(5);
    await sleep(next() * 60);
    const place = Math.floor(next() * WORKERS);
    const worker = await started[place];
    if (!worker) continue;
    worker.kill("SIGKILL");
    workers.delete(worker);
    started[place] = startWorker();
  }
  await Promise.all(started);
}

test(`STORE-120 STORE-122 two workers killed ${KILLS} times while they read ${PAGES} pages (seed ${SEED}) leave each page exactly once`, {
  timeout: 1_800_000,
}, async () => {
  const customer = await stack.newCustomer();
  const site = await stack.newSite(customer, web.url);
  const actor = { type: "member", userId: customer.userId, role: "owner" } as const;
  const ctx = { db: customer.db, customerId: customer.customerId, actor };
  const { jobId } = await readSite(ctx, site.id);
  await killAndReplace(random(SEED));
  await expect
    .poll(async () => (await getScrapeJob(ctx, jobId)).status, { timeout: 600_000, interval: 500 })
    .toBe("completed");

  const one = async (query: string) => (await stack.sql(query, [jobId]))[0];
  const results =
    "select count(*)::int as all, count(distinct url)::int as urls, count(*) filter (where status = 'success')::int as read from scrape_job_results where job_id = $1";
  expect(await one(results)).toEqual({ all: PAGES, urls: PAGES, read: PAGES });
  const urls =
    "select count(*)::int as all, count(*) filter (where status = 'done' and leased_until is null)::int as done from scrape_job_urls where job_id = $1";
  expect(await one(urls)).toEqual({ all: PAGES, done: PAGES });
  const job = await getScrapeJob(ctx, jobId);
  expect(job).toMatchObject({
    known: PAGES,
    queued: 0,
    total_pages: PAGES,
    successful_pages: PAGES,
    failed_pages: 0,
    skipped_pages: 0,
  });
  const sums = "select round(avg(processing_time_ms))::int as avg from scrape_job_results where job_id = $1";
  expect(await one(sums)).toEqual({ avg: job.avg_processing_time_ms });
  const stored = `select count(*)::int as pages, count(distinct p.url)::int as urls,
      (select count(*)::int from website_content) as passages,
      (select count(distinct content)::int from website_content) as texts,
      (select count(*)::int from page_embeddings) as vectors,
      (select passages from search_corpora where customer_id = j.customer_id) as counted
    from scraped_pages p join scrape_jobs j on j.job_id = $1 where p.status = 'active' group by j.customer_id`;
  const all = { pages: PAGES, urls: PAGES, passages: PAGES, texts: PAGES, vectors: PAGES, counted: PAGES };
  expect(await one(stored)).toEqual(all);
});
