import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getPersistentJobManager } from "@/lib/persistent-job-manager";
import { asSystem } from "@/lib/platform/jobs/system";
import { startTestStack, type TestCustomer, type TestStack } from "@/scripts/stack/testing";
import { batchOf } from "./batch";
import {
  claimPassages,
  claimUrls,
  doesWorkWait,
  leaveJob,
  nextJob,
  recordUrls,
  renewLeases,
  type TimedRecord,
} from "./queue";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack({ JOB_LEASE_SECONDS: "20" });
});
afterAll(() => stack.close());

async function newJob(
  customer: TestCustomer,
  by: "member" | "schedule" = "schedule",
  url = `https://${randomUUID()}.example/`,
) {
  const site = await stack.newSite(customer, url);
  const jobId = randomUUID();
  const actor = { type: "member", userId: customer.userId, role: "owner" } as const;
  const { customerId } = customer;
  const caller = by === "member" ? { db: customer.db, customerId, actor } : asSystem("test");
  const settings = { jobId, customerId, domain: new URL(url).host, jobType: "full_crawl" } as const;
  await getPersistentJobManager(caller).createJob(jobId, { siteId: site.id }, settings);
  return { jobId, site, url };
}

const endAll = () =>
  stack.sql("update scrape_jobs set status = 'cancelled' where status in ('queued', 'running', 'paused')");
const share = (jobId: string) => ({ jobId, workerId: randomUUID() });
const recordOf = (url: string, links: string[] = []): TimedRecord => ({
  ...{ url, status: "success", httpStatus: 200, error: null, links, isGone: false },
  ...{ processingTimeMs: 100, finishedAt: Date.now() },
});
/** A page that says what no page with another number says. */
const pageOf = (url: string, number: number): TimedRecord => ({
  ...recordOf(url),
  page: {
    ...{ url, kind: "page", title: "", description: "", language: null, http_status: 200 },
    ...{ content_hash: `page ${number}`, etag: null, last_modified: null, bytes: 1 },
  },
  passages: [{ heading_path: [], content: "Open." }],
  told: {
    ...{ siteId: url, title: "", language: null, headings: [] },
    text: Array.from({ length: 40 }, (_, word) => `w${String.fromCharCode(97 + number)}${"x".repeat(word)}`).join(" "),
  },
});
const store = async (jobId: string, records: TimedRecord[]) =>
  recordUrls(asSystem("test"), jobId, await batchOf(records, jobId));
const expire = (jobId: string) =>
  stack.sql("update scrape_job_urls set leased_until = now() - interval '1 second' where job_id = $1", [jobId]);

test("customers take turns, however many jobs one has, and what was asked for precedes what is scheduled", async () => {
  await endAll();
  const system = asSystem("test");
  const [busy, other] = [await stack.newCustomer(), await stack.newCustomer()];
  const many = [await newJob(busy), await newJob(busy), await newJob(busy, "member")];
  const [one] = [await newJob(other)];
  const first = await nextJob(system, []);
  const second = await nextJob(system, [first ?? ""]);
  // Neither was ever served: the click comes first; then it is the other customer's turn.
  expect([first, second]).toEqual([many[2]?.jobId, one?.jobId]);
  const rest = [await nextJob(system, [first ?? "", second ?? ""])];
  expect([many[0]?.jobId, many[1]?.jobId]).toContain(rest[0]);
  await endAll();
  expect(await nextJob(system, [])).toBeUndefined();
  expect(await doesWorkWait(system)).toBe(false);
});

test("two workers that ask at once turn to different jobs, and each URL is claimed by one of them", async () => {
  await endAll();
  const system = asSystem("test");
  const customer = await stack.newCustomer();
  const [one, two] = [await newJob(customer), await newJob(customer)];
  const asked = await Promise.all([nextJob(system, []), nextJob(system, [])]);
  expect(asked.toSorted()).toEqual([one.jobId, two.jobId].toSorted());
  const shares = [share(one.jobId), share(one.jobId), share(one.jobId)];
  const claims = await Promise.all(shares.map((each) => claimUrls(system, each, 5)));
  expect(claims.flatMap((claim) => claim?.urls ?? []).map(({ url }) => url)).toEqual([one.url]);
});

test("a site is never read twice at once, however many ask for it in the same moment", async () => {
  const customer = await stack.newCustomer();
  const { site, url } = await newJob(customer);
  await endAll();
  const { customerId } = customer;
  const ask = () => {
    const jobId = randomUUID();
    const settings = { jobId, customerId, domain: new URL(url).host, jobType: "incremental" } as const;
    return getPersistentJobManager().createJob(jobId, { siteId: site.id }, settings);
  };
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, ask));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await endAll();
});

test("BASE-003 what a sitemap says has changed since it was read is read next, and all the rest is read as well", async () => {
  const system = asSystem("test");
  const customer = await stack.newCustomer();
  const { jobId, site, url } = await newJob(customer);
  const names = ["a", "b", "c", "d", "e"].map((name) => `${url}${name}`);
  await stack.sql(
    `insert into scraped_pages (customer_id, site_id, url, content_hash, read_at)
     select $1, $2, u, 'x', now() - interval '1 day' from unnest($3::text[]) u`,
    [customer.customerId, site.id, `{${names}}`],
  );
  const worker = share(jobId);
  expect((await claimUrls(system, worker, 1))?.urls.map((claimed) => claimed.url)).toEqual([url]);
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const lastmods = {
    [`${url}b`]: daysAgo(9),
    [`${url}c`]: daysAgo(2),
    [`${url}d`]: daysAgo(0.5),
    [`${url}new`]: daysAgo(9),
  };
  const first = {
    status: "success",
    httpStatus: 304,
    error: null,
    isGone: false,
    links: [`${url}new`, `${url}plain`],
  } as const;
  const timed = { ...first, links: [...first.links], url, lastmods, processingTimeMs: 1, finishedAt: Date.now() };
  await store(jobId, [timed]);
  const next = (await claimUrls(system, worker, 2))?.urls.map((claimed) => claimed.url);
  expect(next?.toSorted()).toEqual([`${url}d`, `${url}new`]);
  const rest = (await claimUrls(system, worker, 20))?.urls.map((claimed) => claimed.url);
  expect(rest?.toSorted()).toEqual([`${url}a`, `${url}b`, `${url}c`, `${url}e`, `${url}plain`]);
});

test("STORE-122 a worker that lost its lease records nothing twice, and takes nothing from who has it now", async () => {
  const system = asSystem("test");
  const { jobId, url } = await newJob(await stack.newCustomer());
  const [slow, quick] = [share(jobId), share(jobId)];
  expect((await claimUrls(system, slow, 5))?.urls).toHaveLength(1);
  await expire(jobId);
  expect((await claimUrls(system, quick, 5))?.urls).toHaveLength(1);
  expect(await renewLeases(system, slow)).toBe("running");
  await leaveJob(system, slow, [url]);
  expect((await claimUrls(system, share(jobId), 5))?.urls).toEqual([]);
  const links = [`${url}a`, `${url}b`, `${url}a`];
  const first = await store(jobId, [recordOf(url, links)]);
  const second = await store(jobId, [recordOf(url, [...links, `${url}c`])]);
  expect([first.recorded.length, second.recorded.length]).toEqual([1, 0]);
  expect(second).toMatchObject({ known: 3, queued: 2 });
  expect(await getPersistentJobManager().getJobStats(jobId)).toMatchObject({ total_pages: 1 });
});

test("a job that was stopped records nothing more, and one that is paused what was under way", async () => {
  const system = asSystem("test");
  const { jobId, url } = await newJob(await stack.newCustomer());
  await claimUrls(system, share(jobId), 5);
  await getPersistentJobManager().updateJobStatus(jobId, "paused");
  const paused = await store(jobId, [recordOf(url, [`${url}a`])]);
  expect(paused).toMatchObject({ status: "paused", known: 2, queued: 1, recorded: [{ url }] });
  expect(await claimUrls(system, share(jobId), 5)).toMatchObject({ status: "paused", urls: [] });
  await getPersistentJobManager().updateJobStatus(jobId, "cancelled");
  expect(await store(jobId, [recordOf(`${url}a`)])).toMatchObject({ status: "cancelled", recorded: [] });
});

test("STORE-128 the rate counts the clock on the wall, not the workers' time, and from the first page on", async () => {
  const system = asSystem("test");
  const { jobId, url } = await newJob(await stack.newCustomer());
  await claimUrls(system, share(jobId), 5);
  const now = Date.now();
  const at = (path: string, processingTimeMs: number, secondsAgo: number, links: string[] = []) => ({
    ...recordOf(`${url}${path}`, links),
    processingTimeMs,
    finishedAt: now - secondsAgo * 1000,
  });
  const rate = async () => (await getPersistentJobManager().getJobStats(jobId))?.pages_per_second;
  await store(jobId, [
    at(
      "",
      500,
      20,
      ["a", "b", "c"].map((path) => `${url}${path}`),
    ),
  ]);
  expect(await rate()).toBe(2);
  // Three at once, ten seconds each: four pages within ten and a half seconds of the first one's beginning.
  await store(jobId, [at("a", 10_000, 10), at("b", 10_000, 10), at("c", 10_000, 10)]);
  const stats = await getPersistentJobManager().getJobStats(jobId);
  expect(stats?.pages_per_second).toBeGreaterThan(0.35);
  expect(stats?.pages_per_second).toBeLessThan(0.42);
  expect(stats?.avg_processing_time_ms).toBe(7_625);
});

test("a job knows no more pages than its customer's plan allows", async () => {
  const system = asSystem("test");
  const customer = await stack.newCustomer();
  await stack.sql("update customers set plan = 'basic' where id = $1", [customer.customerId]);
  const { jobId, url } = await newJob(customer);
  await claimUrls(system, share(jobId), 1);
  const links = Array.from({ length: 700 }, (_, index) => `${url}${index}`);
  expect(await store(jobId, [recordOf(url, links)])).toMatchObject({ known: 500, queued: 499 });
});

test("passages without vectors are found in one look at each, though the customer is newer than Postgres's statistics", async () => {
  const [known, unknown] = [await stack.newCustomer(), await stack.newCustomer()];
  await fillSite(known, (await newJob(known)).site.id);
  await stack.sql("analyze");
  const { jobId, site } = await newJob(unknown);
  await fillSite(unknown, site.id);
  await claimUrls(asSystem("test"), share(jobId), 1);
  const claim = { model: "any", after: 0, limit: 5_000 };
  const ask = async () => expect(await claimPassages(asSystem("test"), share(jobId), claim)).toHaveLength(4_500);
  expect(await rowsReadBy(ask)).toBeLessThan(9_000);
});

test("a page is handed out and stored without a look at all others of its site", async () => {
  const system = asSystem("test");
  // What Postgres plans while a site is small it keeps to, the more so when its statistics say that there are no pages.
  await stack.sql("delete from customers");
  for (const table of ["scraped_pages", "page_likeness", "scrape_job_urls"]) await stack.sql(`vacuum analyze ${table}`);
  for (let site = 0; site < 7; site++) {
    const { jobId, url } = await newJob(await stack.newCustomer());
    await claimUrls(system, share(jobId), 5);
    await store(jobId, [pageOf(url, site)]);
  }
  const customer = await stack.newCustomer();
  const { jobId, site, url } = await newJob(customer);
  await claimUrls(system, share(jobId), 5);
  await fillSite(customer, site.id);
  await expire(jobId);
  const claim = async () => expect((await claimUrls(system, share(jobId), 5))?.urls).toHaveLength(1);
  expect(await rowsReadBy(claim)).toBeLessThan(50);
  const record = async () => expect((await store(jobId, [pageOf(url, 7)])).recorded).toHaveLength(1);
  expect(await rowsReadBy(record)).toBeLessThan(50);
});

/** How many rows of pages and their likeness Postgres reads for what is asked of it. */
async function rowsReadBy(ask: () => Promise<unknown>): Promise<number> {
  const before = await rowsRead();
  await ask();
  return (await rowsRead()) - before;
}

async function rowsRead(): Promise<number> {
  await stack.sql("select pg_stat_force_next_flush()"); // Postgres counts late.
  const [read] = await stack.sql(
    `select sum(coalesce(idx_tup_fetch, 0) + seq_tup_read)::int as rows from pg_stat_user_tables
     where relname in ('scraped_pages', 'page_likeness')`,
  );
  return Number(read?.rows);
}

/** Gives a site 1,500 pages of 3 passages, each unlike the others. */
async function fillSite({ customerId }: TestCustomer, siteId: string) {
  await stack.sql(
    `with pages as (
       insert into scraped_pages (customer_id, site_id, url, content_hash)
       select $1, $2, 'https://full.example/' || n, n from generate_series(1, 1500) n returning id
     ), likeness as (
       insert into page_likeness (customer_id, site_id, url, bands, words)
       select $1, $2, 'https://full.example/' || n, array[n], array[n] from generate_series(1, 1500) n)
     insert into website_content (customer_id, page_id, position, content)
     select $1, id, position, 'Open.' from pages, generate_series(1, 3) position`,
    [customerId, siteId],
  );
}
