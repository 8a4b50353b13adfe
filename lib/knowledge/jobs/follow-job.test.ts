import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { knowledgeOperations } from "@/lib/knowledge/operations";
import { getPersistentJobManager } from "@/lib/persistent-job-manager";
import type { Ctx } from "@/lib/platform/context";
import { rest } from "@/lib/platform/http/rest";
import { actorDb } from "@/lib/platform/supabase/actor";
import { startGateways } from "@/scripts/stack/chat-testing";
import { dies } from "@/scripts/stack/gateway";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { followJob } from "./follow-job";

/** Longer than a test may last: what is told before was not found by looking. */
const NEVER = 3_600_000;
const jobs = getPersistentJobManager;

let stack: TestStack;
let gateways: Awaited<ReturnType<typeof startGateways>>;
beforeAll(async () => {
  stack = await startTestStack();
  gateways = await startGateways(stack);
});
afterAll(async () => {
  await gateways.close();
  await stack.close();
});

async function newJob() {
  const customer = await stack.newCustomer();
  const site = await stack.newSite(customer, "https://mill.example/");
  const { customerId } = customer;
  const jobId = randomUUID();
  await jobs().createJob(jobId, {}, { jobId, customerId, domain: "mill.example", jobType: "full_crawl" });
  return { customer, site, jobId };
}

async function program(customerId: string): Promise<Ctx> {
  const keyId = randomUUID();
  const db = actorDb({ role: "api_key", customer_id: customerId, key_id: keyId });
  return { db, customerId, actor: { type: "api_key", keyId, scopes: ["read"] } };
}

async function follow(ctx: Ctx, jobId: string, lookAgainMs = NEVER) {
  const leaving = new AbortController();
  const events = await followJob(ctx, { jobId }, leaving.signal, lookAgainMs);
  const told: [string, string][] = [];
  const ended = (async () => {
    for await (const { event, data } of events) told.push([event, (data as { status: string }).status]);
  })();
  return { told, ended, leave: () => leaving.abort() };
}

test("SESS-160 a program hears of each step of a job through Redis, and when it is over", async () => {
  const { customer, jobId } = await newJob();
  const ctx = await program(customer.customerId);
  const { told, ended } = await follow(ctx, jobId);
  await expect.poll(() => told).toEqual([["job", "queued"]]);
  await jobs().updateJobStatus(jobId, "paused");
  await expect.poll(() => told.at(-1)).toEqual(["job", "paused"]);
  await jobs().updateJobStatus(jobId, "queued");
  await expect.poll(() => told.at(-1)).toEqual(["job", "queued"]);
  await jobs().updateJobStatus(jobId, "cancelled");
  await ended;
  const statuses = ["queued", "paused", "queued", "cancelled"];
  expect(told).toEqual([...statuses.map((status) => ["job", status]), ["done", "cancelled"]]);
});

test("SESS-160 while Redis is away a job is followed by looking, and once it is back by hearing", async () => {
  const { customer, jobId } = await newJob();
  const ctx = await program(customer.customerId);
  gateways.redis.during(dies);
  const { told, ended } = await follow(ctx, jobId, 50);
  await jobs().updateJobStatus(jobId, "paused");
  await expect.poll(() => told.at(-1)).toEqual(["job", "paused"]);
  gateways.redis.during(() => false);
  await jobs().updateJobStatus(jobId, "queued");
  await expect.poll(() => told.at(-1)).toEqual(["job", "queued"]);
  await jobs().updateJobStatus(jobId, "cancelled");
  await ended;
  expect(told.at(-1)).toEqual(["done", "cancelled"]);
});

test("SESS-160 while the database is away a job is followed on, and nothing is told that isn't so", async () => {
  const { customer, jobId } = await newJob();
  const { told, ended } = await follow(await program(customer.customerId), jobId, 50);
  await expect.poll(() => told).toEqual([["job", "queued"]]);
  let refused = 0;
  gateways.database.during((_, response) => {
    refused += 1;
    response.writeHead(500, { "content-type": "application/json" });
    response.end('{"code":"57P01","message":"terminating connection due to administrator command"}');
    return true;
  });
  await expect.poll(() => refused, { timeout: 10_000 }).toBeGreaterThan(1);
  gateways.database.during(() => false);
  await jobs().updateJobStatus(jobId, "cancelled");
  await ended;
  expect(told).toEqual([
    ["job", "queued"],
    ["job", "cancelled"],
    ["done", "cancelled"],
  ]);
});

test("SESS-160 who leaves is told nothing more, and the job of another customer is nobody's to follow", async () => {
  const { customer, jobId } = await newJob();
  const { told, ended, leave } = await follow(await program(customer.customerId), jobId);
  await expect.poll(() => told).toHaveLength(1);
  leave();
  await ended;
  expect(told).toEqual([["job", "queued"]]);
  const stranger = await program((await stack.newCustomer()).customerId);
  await expect(followJob(stranger, { jobId }, AbortSignal.timeout(NEVER))).rejects.toMatchObject({ code: "not_found" });
});

test("SESS-160 the API tells a job's steps to whoever accepts events, beginning with how it stands", async () => {
  const { customer, jobId } = await newJob();
  await jobs().updateJobStatus(jobId, "cancelled");
  const ctx = await program(customer.customerId);
  const request = new Request(`http://app.example/api/v1/scrape-jobs/${jobId}`, {
    headers: { accept: "text/event-stream" },
  });
  const serve = rest(knowledgeOperations, async () => ctx);
  const response = await serve(request, { params: Promise.resolve({ path: ["scrape-jobs", jobId] }) });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const [job, done] = (await response.text()).trim().split("\n\n");
  expect(job).toMatch(new RegExp(`^event: job\ndata: .*"jobId":"${jobId}".*"status":"cancelled"`));
  expect(done).toMatch(/^event: done\n/);
});
