import { afterAll, beforeAll, expect, test } from "vitest";
import { knowledgeOperations } from "@/lib/knowledge/operations";
import { getScrapeJob, readSite } from "@/lib/knowledge/service";
import type { Ctx } from "@/lib/platform/context";
import { rest } from "@/lib/platform/http/rest";
import { actorDb } from "@/lib/platform/supabase/actor";
import { startTestStack, type TestCustomer, type TestStack } from "@/scripts/stack/testing";
import { getScrapeJobSummary, listScrapeJobResults, listScrapeJobs } from "./service";

let stack: TestStack;
let owner: TestCustomer;
let ctx: Ctx;

beforeAll(async () => {
  stack = await startTestStack();
  owner = await stack.newCustomer();
  ctx = memberOf(owner);
});
afterAll(() => stack.close());

const memberOf = (customer: TestCustomer): Ctx => ({
  ...customer,
  actor: { type: "member", userId: customer.userId, role: "owner" },
});

const newSite = async () => (await stack.newSite(owner, `https://example.com/${crypto.randomUUID()}/`)).id;

type Row = { url: string; status?: string; before?: string | null; after?: string | null; why?: string; at?: number };

/** A job of the site with these results, recorded so many seconds after its first. */
async function jobWith(siteId: string, rows: Row[], startedAt = Date.parse("2026-01-05T10:00:00Z")) {
  const { serviceDb: db } = stack;
  const { customerId } = owner;
  const job = { customer_id: customerId, site_id: siteId, domain: "example.com", status: "completed" };
  const createdAt = new Date(startedAt).toISOString();
  const inserted = await db
    .from("scrape_jobs")
    .insert({ ...job, created_at: createdAt })
    .select()
    .single()
    .throwOnError();
  const jobId = inserted.data.job_id;
  const results = rows.map(({ url, status = "success", before = null, after = null, why = null, at = 0 }) => ({
    ...{ job_id: jobId, customer_id: customerId, url, status, processing_time_ms: 20, error_message: why },
    ...{ hash_before: before, hash_after: after, created_at: new Date(startedAt + at * 1000).toISOString() },
  }));
  if (results.length > 0) await db.from("scrape_job_results").insert(results).throwOnError();
  return jobId;
}

const mixed: Row[] = [
  { url: "https://example.com/new", after: "b" },
  { url: "https://example.com/changed", before: "a", after: "b" },
  { url: "https://example.com/same", before: "a", after: "a" },
  { url: "https://example.com/gone", status: "failed", before: "a", why: "The page is gone" },
  { url: "https://example.com/twin-1", status: "skipped", why: "It says the same as https://example.com/new" },
  { url: "https://example.com/twin-2", status: "skipped", why: "It says the same as https://example.com/same" },
  { url: "https://example.com/private", status: "skipped", why: "robots.txt forbids it" },
].map((row, at) => ({ ...row, at }));

const paths = (results: { url: string }[]) => results.map(({ url }) => new URL(url).pathname);

test("each result says whether its page was new, changed or unchanged, from the hashes before and after", async () => {
  const siteId = await newSite();
  const jobId = await jobWith(siteId, mixed);
  const { results } = await listScrapeJobResults(ctx, { jobId, limit: 50 });
  expect(results.map(({ outcome }) => outcome)).toEqual([
    ...["skipped", "skipped", "skipped", "failed", "unchanged", "changed", "new"],
  ]);
  expect(results.at(-2)).toMatchObject({ hashBefore: "a", hashAfter: "b", processingTimeMs: 20 });
});

test.each([
  ["read", ["/same", "/changed", "/new"]],
  ["changed", ["/changed"]],
  ["unchanged", ["/same"]],
  ["skipped", ["/private", "/twin-2", "/twin-1"]],
  ["failed", ["/gone"]],
] as const)("results can be asked for by outcome: %s", async (outcome, expected) => {
  const siteId = await newSite();
  const jobId = await jobWith(siteId, mixed);
  const { results } = await listScrapeJobResults(ctx, { jobId, outcome, limit: 50 });
  expect(paths(results)).toEqual(expected);
});

test.each([
  ["twin", ["/twin-2", "/twin-1"]],
  ["50%_off", ["/50%25_off"]],
  ["größe", ["/gr%C3%B6%C3%9Fe"]],
  ['a"b,(c)*', []],
  ["https://example.com/gone", ["/gone"]],
])("results are found by a part of their address: %s", async (query, expected) => {
  const siteId = await newSite();
  const special = [
    "https://example.com/50%25_off",
    "https://example.com/gr%C3%B6%C3%9Fe",
    "https://example.com/50xoff",
  ];
  const jobId = await jobWith(siteId, [...mixed, ...special.map((url) => ({ url, at: 20 }))]);
  const { results } = await listScrapeJobResults(ctx, { jobId, query, limit: 50 });
  expect(paths(results)).toEqual(expected);
});

test("results come in parts, none twice and none left out, though many have the same moment", async () => {
  const siteId = await newSite();
  const rows = Array.from({ length: 23 }, (_, index) => ({ url: `https://example.com/${index}`, at: index >> 3 }));
  const jobId = await jobWith(siteId, rows);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const part = await listScrapeJobResults(ctx, { jobId, limit: 5, cursor });
    seen.push(...part.results.map(({ url }) => url));
    cursor = part.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toHaveLength(23);
  expect(new Set(seen).size).toBe(23);
});

test("a job's sums count outcomes and reasons, addresses in reasons apart", async () => {
  const siteId = await newSite();
  const jobId = await jobWith(siteId, mixed);
  expect(await getScrapeJobSummary(ctx, jobId)).toEqual({
    outcomes: { new: 1, changed: 1, unchanged: 1, failed: 1, skipped: 3 },
    reasons: [
      { outcome: "skipped", reason: "It says the same as …", httpStatus: null, pages: 2 },
      { outcome: "failed", reason: "The page is gone", httpStatus: null, pages: 1 },
      { outcome: "skipped", reason: "robots.txt forbids it", httpStatus: null, pages: 1 },
    ],
    pace: null,
  });
});

test("the pace of a job counts each page once, in the stretch in which it was done", async () => {
  const siteId = await newSite();
  // Forty in the first second, then one at the end of the eightieth.
  const rows = Array.from({ length: 41 }, (_, index) => ({
    url: `https://example.com/${index}`,
    at: index < 40 ? 1 : 80,
  }));
  const { pace } = await getScrapeJobSummary(ctx, await jobWith(siteId, rows));
  expect(pace?.pages).toEqual([40, ...Array.from({ length: 38 }, () => 0), 1]);
  expect(pace?.seconds).toBeCloseTo(79.02 / 40, 2);
});

test("a site's jobs are listed newest first, in parts", async () => {
  const siteId = await newSite();
  const jobs: string[] = [];
  for (const day of [1, 2, 3]) jobs.unshift(await jobWith(siteId, [], Date.UTC(2026, 0, day)));
  const first = await listScrapeJobs(ctx, { siteId, limit: 2 });
  const rest_ = await listScrapeJobs(ctx, { siteId, limit: 2, cursor: first.nextCursor ?? "" });
  expect([...first.jobs, ...rest_.jobs].map(({ jobId }) => jobId)).toEqual(jobs);
  expect(rest_.nextCursor).toBeNull();
});

test("a job says who asked for it: a member, a program or the schedule", async () => {
  const siteId = await newSite();
  const { jobId } = await readSite(ctx, siteId);
  expect(await getScrapeJob(ctx, jobId)).toMatchObject({ origin: "member", startedBy: owner.userId });
  const key = actorDb({ role: "api_key", customer_id: ctx.customerId, key_id: crypto.randomUUID() });
  const program: Ctx = { ...ctx, db: key, actor: { type: "api_key", keyId: "key", scopes: ["write"] } };
  const started = await readSite(program, await newSite());
  expect(await getScrapeJob(ctx, started.jobId)).toMatchObject({ origin: "program", startedBy: null });
  expect(await getScrapeJob(ctx, await jobWith(siteId, []))).toMatchObject({
    origin: "schedule",
    startedBy: null,
  });
});

test("another customer's job and site are not found", async () => {
  const siteId = await newSite();
  const jobId = await jobWith(siteId, mixed);
  const stranger = memberOf(await stack.newCustomer());
  await expect(listScrapeJobs(stranger, { siteId, limit: 5 })).rejects.toMatchObject({ status: 404 });
  await expect(listScrapeJobResults(stranger, { jobId, limit: 5 })).rejects.toMatchObject({ status: 404 });
  await expect(getScrapeJobSummary(stranger, jobId)).rejects.toMatchObject({ status: 404 });
});

test("jobs and results are listed over the API, and a cursor of one's own making is refused", async () => {
  const siteId = await newSite();
  const jobId = await jobWith(siteId, mixed);
  const get = async (path: string, query = "") => {
    const request = new Request(`http://app.example/api/v1/${path}?${query}`);
    const serve = rest(knowledgeOperations, async () => ctx);
    const response = await serve(request, { params: Promise.resolve({ path: path.split("/") }) });
    return { status: response.status, body: await response.json() };
  };
  expect(await get(`sites/${siteId}/scrape-jobs`)).toMatchObject({ status: 200, body: { jobs: [{ jobId }] } });
  const results = await get(`scrape-jobs/${jobId}/results`, "outcome=failed&limit=1");
  expect(results).toMatchObject({
    status: 200,
    body: { results: [{ url: "https://example.com/gone" }], nextCursor: null },
  });
  expect(await get(`scrape-jobs/${jobId}/summary`)).toMatchObject({ status: 200, body: { outcomes: { new: 1 } } });
  const forged = await get(`scrape-jobs/${jobId}/results`, `cursor=${encodeURIComponent('2026"),or(x')}`);
  expect(forged).toMatchObject({ status: 400 });
});
