import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { insertScrapeJob, selectScrapeJob, updateScrapeJobStatus } from "./store";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

const jobOf = (siteId: string) =>
  ({
    jobId: randomUUID(),
    siteId,
    domain: "example.com",
    jobType: "full_crawl",
    isUrgent: true,
    maxPages: 10,
  }) as const;

async function ownerWithSite() {
  const customer = await stack.newCustomer();
  const site = await stack.newSite(customer);
  const ctx = {
    db: customer.db,
    customerId: customer.customerId,
    actor: { type: "member", userId: customer.userId, role: "owner" },
  } as const;
  return { ctx, site };
}

test("STORE-129 a new job is queued, and its sums begin at zero", async () => {
  const { ctx, site } = await ownerWithSite();
  const jobId = await insertScrapeJob(ctx, jobOf(site.id));
  expect(await selectScrapeJob(ctx, jobId)).toMatchObject({ jobId, siteId: site.id, status: "queued", total_pages: 0 });
});

test("STORE-131 the sums of a job follow its results", async () => {
  const { ctx, site } = await ownerWithSite();
  const jobId = await insertScrapeJob(ctx, jobOf(site.id));
  const result = { job_id: jobId, customer_id: ctx.customerId, processing_time_ms: 100 };
  await stack.serviceDb
    .from("scrape_job_results")
    .insert([
      { ...result, url: "https://example.com/", status: "success", http_status: 200 },
      { ...result, url: "https://example.com/b", status: "failed", http_status: 500, processing_time_ms: 300 },
      { ...result, url: "https://example.com/c", status: "skipped" },
    ])
    .throwOnError();
  const sums = { total_pages: 3, successful_pages: 1, failed_pages: 1, skipped_pages: 1, avg_processing_time_ms: 167 };
  expect(await selectScrapeJob(ctx, jobId)).toMatchObject(sums);
});

test("a job that has ended cannot be moved again, not even by the service", async () => {
  const { ctx, site } = await ownerWithSite();
  const jobId = await insertScrapeJob(ctx, jobOf(site.id));
  const ended = await updateScrapeJobStatus(ctx, jobId, { from: ["queued"], to: "cancelled" });
  expect(ended.completedAt).not.toBeNull();
  const again = updateScrapeJobStatus(ctx, jobId, { from: ["running"], to: "paused" });
  await expect(again).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("cancelled") });
  const forced = await stack.serviceDb.from("scrape_jobs").update({ status: "running" }).eq("job_id", jobId);
  expect(forced.error?.code).toBe("23514");
});

test("another customer's job is not found, like one that never was", async () => {
  const { ctx, site } = await ownerWithSite();
  const jobId = await insertScrapeJob(ctx, jobOf(site.id));
  const { ctx: other } = await ownerWithSite();
  const failures = [selectScrapeJob(other, jobId), selectScrapeJob(other, "no-such-job")];
  for (const failure of failures)
    await expect(failure).rejects.toMatchObject({ message: "Job not found", status: 404 });
  const stolen = insertScrapeJob(other, jobOf(site.id));
  await expect(stolen).rejects.toThrow();
});
