import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { POST as scrape } from "@/app/api/cron/scrape/route";
import { failed } from "@/lib/knowledge/crawl/outcome";
import { documentRoom } from "@/lib/knowledge/documents/service";
import { getScrapeJob, pauseScrapeJob, readSite } from "@/lib/knowledge/service";
import { apart } from "@/lib/knowledge/words/apart";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { asSystem } from "@/lib/platform/jobs/system";
import { startGateways } from "@/scripts/stack/chat-testing";
import { dies, type Intercept } from "@/scripts/stack/gateway";
import { type LocalAnswer, type LocalSite, startLocalSite } from "@/scripts/stack/local-site";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { claimUrls, type Recorded } from "./queue";
import { continueReading } from "./read-site";
import { Recorder } from "./recorder";
import { readJob } from "./worker";

/** Requests of one worker to a site at once. */
const LANES = 4;
/** For what comes by itself, on the slowest machine. */
const patience = { timeout: 50_000 };

let stack: TestStack;
let gateways: Awaited<ReturnType<typeof startGateways>>;
let web: LocalSite;
let polite: LocalSite;
let app: Server;
/** What the web answers, the newest rule first. */
let answer: (path: string) => LocalAnswer | undefined = () => undefined;
const calls: (string | undefined)[] = [];

beforeAll(async () => {
  web = await startLocalSite((path) => answer(path));
  polite = await startLocalSite((path) =>
    path === "/robots.txt"
      ? { headers: { "content-type": "text/plain" }, body: "User-agent: *\nCrawl-delay: 1" }
      : published(path, 3),
  );
  app = await startApp();
  stack = await startTestStack({
    CRAWLER_ALLOWED_HOSTS: [web.host, polite.host].join(","),
    JOB_BUDGET_SECONDS: "1",
    APP_URL: `http://127.0.0.1:${(app.address() as AddressInfo).port}`,
  });
  gateways = await startGateways(stack);
});
afterEach(() => {
  gateways.open();
  vi.restoreAllMocks();
});
afterAll(async () => {
  await gateways.close();
  await Promise.all([web, polite].map((site) => site.close()));
  app.close();
  await stack.close();
});

/** The app, as far as one worker calls the next. */
async function startApp(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { authorization } = request.headers;
    calls.push(`${request.method} ${request.url} ${authorization}`);
    const headers = authorization ? { authorization } : {};
    const served = await scrape(new Request(`http://app.test${request.url}`, { method: "POST", headers }));
    response.writeHead(served.status).end(await served.text());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return server;
}

const page = (name: string, more = "") =>
  `<html lang="en"><title>${name}</title><main><h1>${name}</h1><p>${`The ${name} is open. `.repeat(5)}</p>${more}</main></html>`;

/** A first page that leads to `count` more. */
function published(path: string, count: number): LocalAnswer | undefined {
  const names = Array.from({ length: count }, (_, index) => `room-${index + 1}`);
  if (path === "/") return page("Inn", names.map((name) => `<a href="/${name}">${name}</a>`).join(" "));
  return names.includes(path.slice(1)) ? page(path.slice(1)) : undefined;
}

async function newReading(url: string) {
  const customer = await stack.newCustomer();
  const site = await stack.newSite(customer, url);
  const actor = { type: "member", userId: customer.userId, role: "owner" } as const;
  const ctx: Ctx<ActorOf<"member">> = { db: customer.db, customerId: customer.customerId, actor };
  return { ctx, siteId: site.id, jobId: (await readSite(ctx, site.id)).jobId };
}

const count = async (sql: string, ...values: unknown[]) => Number((await stack.sql(sql, values))[0]?.n);

test("a worker whose job is paused asks for nothing more once it has shown that it is alive", async () => {
  const held: ServerResponse[] = [];
  answer = (path) => {
    const found = published(path, 60);
    if (path === "/" || path.endsWith(".txt") || path.endsWith(".xml")) return found;
    return (_, response) => void held.push(response);
  };
  const { ctx, jobId } = await newReading(web.url);
  const working = readJob(asSystem("test"), jobId, Date.now() + 50_000);
  await expect.poll(() => held.length, patience).toBe(LANES);
  expect((await pauseScrapeJob(ctx, jobId)).status).toBe("paused");
  let beats = 0;
  gateways.database.during((request, response) => {
    if (request.url?.endsWith("/rpc/renew_scrape_leases")) response.on("close", () => beats++);
    return false;
  });
  await expect.poll(() => beats, patience).toBeGreaterThan(1); // What the first one said is known by then.
  for (const response of held) response.writeHead(200, { "content-type": "text/html" }).end(page("Held"));
  await working;
  expect(held).toHaveLength(LANES);
  const job = await getScrapeJob(ctx, jobId);
  expect(job).toMatchObject({ status: "paused", total_pages: 1 + LANES });
  expect(job.queued).toBe(60 - LANES);
});

test("STORE-081 STORE-085 STORE-152 STORE-155 with Redis away from start to end a site is read whole, and all of it is in Supabase", async () => {
  answer = (path) => published(path, 12);
  gateways.redis.during(dies);
  const { ctx, siteId, jobId } = await newReading(web.url);
  await readJob(asSystem("test"), jobId, Date.now() + 50_000);
  const job = await getScrapeJob(ctx, jobId);
  expect(job).toMatchObject({ status: "completed", known: 13, queued: 0 });
  expect(job).toMatchObject({ total_pages: 13, successful_pages: 13, failed_pages: 0, skipped_pages: 0 });
  expect(await count("select count(*) as n from scraped_pages where site_id = $1 and status = 'active'", siteId)).toBe(
    13,
  );
  expect(await count("select count(*) as n from scrape_job_results where job_id = $1", jobId)).toBe(13);
  const withoutVector = `select count(*) as n from website_content c where c.customer_id = $1 and not exists (
    select from page_embeddings e where e.customer_id = c.customer_id and e.passage_id = c.id)`;
  expect(await count(withoutVector, ctx.customerId)).toBe(0);
  gateways.open();
  const redis = await keysOf(jobId);
  expect(redis).toEqual([]);
});

/** What Redis itself holds of a job, whatever the app's client takes for its state. */
async function keysOf(jobId: string): Promise<string[]> {
  const ask = { method: "POST", headers: { authorization: `Bearer ${stack.keys.redisToken}` } };
  const response = await fetch(stack.redis.url, { ...ask, body: JSON.stringify(["KEYS", `*${jobId}*`]) });
  return ((await response.json()) as { result: string[] }).result;
}

test("STORE-141 a worker whose time is up calls the next one with the scheduler's secret, until the job is done", async () => {
  const { ctx, jobId } = await newReading(polite.url);
  await continueReading(asSystem("test"));
  expect(calls.length).toBeGreaterThan(0);
  await expect.poll(async () => (await getScrapeJob(ctx, jobId)).status, patience).toBe("completed");
  expect(await getScrapeJob(ctx, jobId)).toMatchObject({ total_pages: 4, successful_pages: 4 });
  expect(new Set(calls)).toEqual(new Set([`POST /api/cron/scrape Bearer ${stack.keys.cronSecret}`]));
  const fetched = polite.hits.filter((path) => !path.includes("."));
  expect(fetched.sort()).toEqual(["/", "/room-1", "/room-2", "/room-3"]);
});

/** The recorder of a job that knows `rooms` URLs, whose first request to store anything waits until it is released. */
async function heldRecorder(rooms: number) {
  const { jobId } = await newReading(web.url);
  const share = { jobId, workerId: crypto.randomUUID() };
  const system = asSystem("test");
  await claimUrls(system, share, 1);
  const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const stored: number[] = [];
  gateways.database.during((request, response) => {
    if (!request.url?.endsWith("/rpc/record_scrape_urls")) return false;
    begun.resolve();
    void held.promise.then(() => gateways.database.forward(request, response));
    return true;
  });
  const recorder = new Recorder(system, share, async (_: Recorded, records) => void stored.push(records.length));
  await recorder.add({
    ...broken(""),
    links: Array.from({ length: rooms }, (_, index) => broken(`room-${index}`).url),
  });
  await begun.promise;
  return { recorder, stored, jobId, release: held.resolve };
}

const broken = (path: string) => ({
  ...failed(500, "Broken"),
  url: web.url + path,
  processingTimeMs: 1,
  finishedAt: Date.now(),
});

test("STORE-159 what is read while a batch is being stored is stored together, in one request", async () => {
  const { recorder, stored, release } = await heldRecorder(30);
  for (let index = 0; index < 30; index++) await recorder.add(broken(`room-${index}`));
  release();
  await recorder.flush();
  expect(stored).toEqual([1, 30]);
});

test("a batch whose words break their thread while the one before is being stored is stored page by page", async () => {
  const { recorder, stored, jobId, release } = await heldRecorder(300);
  const unwritable = { heading_path: [], content: null as unknown as string };
  for (let index = 0; index < 300; index++) {
    const record = broken(`room-${index}`);
    await recorder.add(index === 7 ? { ...record, passages: [unwritable] } : record);
  }
  await apart("words", [unwritable]).catch(() => {}); // By then the thread has broken.
  expect(stored).toEqual([]);
  release();
  await recorder.flush();
  expect(stored).toEqual([1, ...Array(256).fill(1), 44]);
  expect(await count("select count(*) as n from scrape_job_results where job_id = $1", jobId)).toBe(301);
});

test("STORE-161 what doesn't depend on each other is asked of the database at once", async () => {
  const { db, customerId, userId } = await stack.newCustomer();
  const ctx: Ctx = { db, customerId, actor: { type: "member", userId, role: "owner" } };
  const waiting: Parameters<Intercept>[] = [];
  gateways.database.during((request, response) => {
    if (!/\/rest\/v1\/(?:documents|customers)\?/.test(request.url ?? "")) return false;
    waiting.push([request, response]);
    if (waiting.length === 2) for (const each of waiting) gateways.database.forward(...each);
    return true;
  });
  expect((await documentRoom({ ...ctx, db: asSystem("test").db })).used).toBe(0); // Neither is answered before both ask.
  expect(waiting).toHaveLength(2);
});
