import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getPersistentJobManager } from "@/lib/persistent-job-manager";
import { asSystem } from "@/lib/platform/jobs/system";
import { startTestStack, type TestCustomer, type TestStack } from "@/scripts/stack/testing";
import { claimUrls, doesWorkWait, leaveJob, nextJob, recordUrls, renewLeases, type TimedRecord } from "./queue";

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
  await recordUrls(system, jobId, [timed]);
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
  const first = await recordUrls(system, jobId, [recordOf(url, links)]);
  const second = await recordUrls(system, jobId, [recordOf(url, [...links, `${url}c`])]);
  expect([first.recorded.length, second.recorded.length]).toEqual([1, 0]);
  expect(second).toMatchObject({ known: 3, queued: 2 });
  expect(await getPersistentJobManager().getJobStats(jobId)).toMatchObject({ total_pages: 1 });
});

test("a job that was stopped records nothing more, and one that is paused what was under way", async () => {
  const system = asSystem("test");
  const { jobId, url } = await newJob(await stack.newCustomer());
  await claimUrls(system, share(jobId), 5);
  await getPersistentJobManager().updateJobStatus(jobId, "paused");
  const paused = await recordUrls(system, jobId, [recordOf(url, [`${url}a`])]);
  expect(paused).toMatchObject({ status: "paused", known: 2, queued: 1, recorded: [{ url }] });
  expect(await claimUrls(system, share(jobId), 5)).toMatchObject({ status: "paused", urls: [] });
  await getPersistentJobManager().updateJobStatus(jobId, "cancelled");
  expect(await recordUrls(system, jobId, [recordOf(`${url}a`)])).toMatchObject({ status: "cancelled", recorded: [] });
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
  await recordUrls(system, jobId, [
    at(
      "",
      500,
      20,
      ["a", "b", "c"].map((path) => `${url}${path}`),
    ),
  ]);
  expect(await rate()).toBe(2);
  // Three at once, ten seconds each: four pages within ten and a half seconds of the first one's beginning.
  await recordUrls(system, jobId, [at("a", 10_000, 10), at("b", 10_000, 10), at("c", 10_000, 10)]);
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
  expect(await recordUrls(system, jobId, [recordOf(url, links)])).toMatchObject({ known: 500, queued: 499 });
});

test("passages without vectors are found in one look at each, though the customer is newer than Postgres's statistics", async () => {
  const [known, unknown] = [await stack.newCustomer(), await stack.newCustomer()];
  await fillSite(known, (await newJob(known)).site.id);
  await stack.sql("analyze");
  const { jobId, site } = await newJob(unknown);
  await fillSite(unknown, site.id);
  await claimUrls(asSystem("test"), share(jobId), 1);
  const { found, rows } = await pagesRead("public.claim_passages($1, gen_random_uuid(), 'any', 0, 5000, 30)", jobId);
  expect(found).toHaveLength(4_500);
  expect(rows).toBeLessThan(9_000);
});

test("a page is handed out and stored without a look at all others of its site", async () => {
  const system = asSystem("test");
  // What Postgres plans while a site is small it keeps to.
  for (let site = 0; site < 7; site++) {
    const { jobId, url } = await newJob(await stack.newCustomer());
    await claimUrls(system, share(jobId), 5);
    await recordUrls(system, jobId, [recordOf(url)]);
  }
  const customer = await stack.newCustomer();
  const { jobId, site, url } = await newJob(customer);
  await claimUrls(system, share(jobId), 5);
  await fillSite(customer, site.id);
  await expire(jobId);
  const claimed = await pagesRead("public.claim_scrape_urls($1, gen_random_uuid(), 5, 20, '{}')", jobId);
  expect(claimed.found.urls).toHaveLength(1);
  const record = {
    url,
    status: "success",
    processing_time_ms: 1,
    links: [],
    gone: false,
    page: { url, title: "", description: "", bytes: 1, content_hash: "new" },
  };
  const records = JSON.stringify([{ ...record, passages: [{ heading_path: [], content: "Open." }], place: 1 }]);
  const stored = await pagesRead("public.record_scrape_urls($1, $2, '{1:1}/100000000')", jobId, records);
  expect(stored.found.recorded).toHaveLength(1);
  expect(Math.max(claimed.rows, stored.rows)).toBeLessThan(50);
});

/** What a call gives to a worker, by the plans that Postgres has for workers, and how many rows of pages it read for it. */
async function pagesRead(call: string, ...parameters: unknown[]) {
  // Postgres's counts, which may hold what was read before as well.
  const rows =
    "select sum(idx_tup_fetch + seq_tup_read)::int as rows from pg_stat_xact_user_tables where relname = 'scraped_pages'";
  const [read] = await stack.sql(
    `with worker as materialized (select set_config('role', 'service_role', true) as role),
       before as materialized (select r.rows from worker, lateral (${rows} and role is not null) r),
       called as materialized (select case when before.rows is not null then ${call} end as found from before)
     select found, after.rows - before.rows as rows from before, called, lateral (${rows} and found is not null) after`,
    parameters,
  );
  return { found: read?.found, rows: Number(read?.rows) };
}

/** Gives a site 1,500 pages of 3 passages. */
async function fillSite({ customerId }: TestCustomer, siteId: string) {
  await stack.sql(
    `with pages as (
       insert into scraped_pages (customer_id, site_id, url, content_hash)
       select $1, $2, 'https://full.example/' || n, n from generate_series(1, 1500) n returning id)
     insert into website_content (customer_id, page_id, position, content)
     select $1, id, position, 'Open.' from pages, generate_series(1, 3) position`,
    [customerId, siteId],
  );
}
