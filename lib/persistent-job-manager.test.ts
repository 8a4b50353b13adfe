import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getPersistentJobManager } from "@/lib/persistent-job-manager";
import { getRedisClient } from "@/lib/platform/redis/redis";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

async function newJob() {
  const customer = await stack.newCustomer();
  await stack.newSite(customer, "https://mill.example/");
  const jobId = randomUUID();
  const { customerId } = customer;
  const settings = {
    jobId,
    customerId,
    domain: "mill.example",
    jobType: "full_crawl",
    config: { maxPages: 50 },
  } as const;
  return { customer, jobId, settings };
}

test("STORE-121 STORE-124 STORE-125 STORE-151 STORE-076 a job is created in Supabase, and in Redis for an hour", async () => {
  const { jobId, settings } = await newJob();
  await getPersistentJobManager().createJob(jobId, { note: "by hand" }, settings);
  const { data } = await stack.serviceDb.from("scrape_jobs").select().eq("job_id", jobId).single().throwOnError();
  expect(data).toMatchObject({
    ...{ job_id: jobId, customer_id: settings.customerId, domain: "mill.example", job_type: "full_crawl" },
    ...{ status: "queued", config: { maxPages: 50 } },
  });
  const live = { jobId, customerId: settings.customerId, domain: "mill.example", status: "queued", note: "by hand" };
  await expect.poll(() => getRedisClient().get(`crawl:job:${jobId}`)).toMatchObject(live);
  expect(await getRedisClient().ttl(`crawl:job:${jobId}`)).toBeGreaterThan(3_500);
});

test("STORE-122 STORE-126 STORE-127 STORE-128 STORE-077 STORE-072 results go to both, once, and their sums follow", async () => {
  const { jobId, settings } = await newJob();
  const jobs = getPersistentJobManager();
  await jobs.createJob(jobId, {}, settings);
  expect(await jobs.getJobStats(jobId)).toMatchObject({ total_pages: 0, pages_per_second: 0 });
  const result = { url: "https://mill.example/", status: "success", httpStatus: 200, processingTimeMs: 1_000 } as const;
  await jobs.addJobResult(jobId, { title: "Mill" }, result);
  expect(await jobs.getJobStats(jobId)).toMatchObject({
    total_pages: 1,
    avg_processing_time_ms: 1_000,
    pages_per_second: 1,
  });
  await jobs.addJobResult(jobId, { title: "Mill" }, result);
  const failed = { url: "https://mill.example/b", status: "failed", httpStatus: 500, processingTimeMs: 200 } as const;
  await jobs.addJobResult(jobId, {}, failed);
  const sums = { total_pages: 2, successful_pages: 1, failed_pages: 1, avg_processing_time_ms: 600 };
  expect(await jobs.getJobStats(jobId)).toMatchObject(sums);
  expect(await jobs.getJobResultsFromSupabase(jobId)).toMatchObject([
    { job_id: jobId, url: result.url, status: "success", http_status: 200, processing_time_ms: 1_000 },
    { job_id: jobId, url: failed.url, status: "failed", http_status: 500, processing_time_ms: 200 },
  ]);
  const cached = () => getRedisClient().lrange(`crawl:results:${jobId}`, 0, -1);
  await expect.poll(cached).toMatchObject([{ title: "Mill", url: result.url, httpStatus: 200 }, { url: failed.url }]);
  expect(await getRedisClient().ttl(`crawl:results:${jobId}`)).toBeGreaterThan(86_300);
});

test("STORE-123 a job's end is in both, and it stays ended", async () => {
  const { jobId, settings } = await newJob();
  const jobs = getPersistentJobManager();
  await jobs.createJob(jobId, {}, settings);
  await jobs.updateJobStatus(jobId, "running");
  expect(await jobs.updateJobStatus(jobId, "failed", "The site is gone")).toMatchObject({
    ...{ status: "failed", errorMessage: "The site is gone", completedAt: expect.any(String) },
  });
  const live = { status: "failed", errorMessage: "The site is gone" };
  await expect.poll(() => getRedisClient().get(`crawl:job:${jobId}`)).toMatchObject(live);
  await expect(jobs.updateJobStatus(jobId, "running")).rejects.toMatchObject({ code: "conflict" });
});

test("STORE-158 whoever asks for another customer's job finds nothing", async () => {
  const { jobId, settings } = await newJob();
  await getPersistentJobManager().createJob(jobId, {}, settings);
  const { customer } = await newJob();
  const actor = { type: "member", userId: customer.userId, role: "owner" } as const;
  const nosy = getPersistentJobManager({ db: customer.db, customerId: customer.customerId, actor });
  expect(await nosy.getJobStats(jobId)).toBeNull();
  expect(await nosy.getJobResultsFromSupabase(jobId)).toEqual([]);
  await expect(nosy.updateJobStatus(jobId, "cancelled")).rejects.toMatchObject({ code: "not_found" });
  await expect(nosy.createJob(randomUUID(), {}, { ...settings, jobId: randomUUID() })).rejects.toThrow();
  expect(await getPersistentJobManager().getJobStats("no-such-job")).toBeNull();
});

test("STORE-132 STORE-064 the cleanup deletes jobs older than 90 days with their results, and says how many", async () => {
  const old = await newJob();
  const open = await newJob();
  const jobs = getPersistentJobManager();
  for (const { jobId, settings } of [old, open]) await jobs.createJob(jobId, {}, settings);
  const result = { url: "https://mill.example/", status: "success", processingTimeMs: 10 } as const;
  await jobs.addJobResult(old.jobId, {}, result);
  await jobs.updateJobStatus(old.jobId, "completed");
  const ids = [[old.jobId, open.jobId]];
  await stack.sql("update scrape_jobs set created_at = now() - interval '91 days' where job_id = any ($1)", ids);
  expect(await stack.sql("select cleanup_old_scrape_jobs(90)::int as deleted")).toEqual([{ deleted: 1 }]);
  expect(await jobs.getJobStats(old.jobId)).toBeNull();
  expect(await stack.sql("select count(*)::int as n from scrape_job_results where job_id = $1", [old.jobId])).toEqual([
    { n: 0 },
  ]);
  expect(await jobs.getJobStats(open.jobId)).not.toBeNull();
});

test("STORE-083 STORE-155 with Redis stopped a job is created and told all the same", async () => {
  const { jobId, settings } = await newJob();
  const jobs = getPersistentJobManager();
  await stack.redis.close();
  await jobs.createJob(jobId, {}, settings);
  await jobs.addJobResult(jobId, {}, { url: "https://mill.example/", status: "success", processingTimeMs: 10 });
  await jobs.updateJobStatus(jobId, "paused");
  expect(await jobs.getJobStats(jobId)).toMatchObject({ total_pages: 1 });
});
