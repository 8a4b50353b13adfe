import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { log } from "@/lib/platform/log";
import { getRedisClient } from "@/lib/platform/redis/redis";
import { readCrons } from "@/scripts/stack/cron";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { GET as cleanUpJobs } from "./scrape-jobs/route";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

const call = () =>
  cleanUpJobs(new Request("http://127.0.0.1/", { headers: { authorization: `Bearer ${stack.keys.cronSecret}` } }));

test("STORE-156 STORE-171 old jobs are deleted once a week, on Sunday", async () => {
  const weekly = readCrons().find(({ path }) => path === "/api/cron/scrape-jobs");
  expect(weekly?.schedule).toMatch(/^\d+ \d+ \* \* 0$/);
  const customer = await stack.newCustomer();
  const site = await stack.newSite(customer);
  await stack.sql(
    `insert into scrape_jobs (customer_id, site_id, domain, status, created_at)
     select $1, $2, 'example.com', 'completed', now() - interval '91 days' from generate_series(1, 130)`,
    [customer.customerId, site.id],
  );
  const response = await call();
  expect({ status: response.status, body: await response.json() }).toEqual({ status: 200, body: { deleted: 130 } });
  expect(await stack.sql("select count(*)::int as jobs from scrape_jobs")).toEqual([{ jobs: 0 }]);
});

test("STORE-176 a cleanup that fails raises an alarm with its name", async () => {
  const logged = vi.spyOn(log(), "error");
  const alarms = () =>
    logged.mock.calls.map(([line]) => line as unknown).filter((line) => JSON.stringify(line).includes("alert"));
  expect((await call()).status).toBe(200);
  expect(alarms()).toEqual([]);
  await stack.sql("alter function cleanup_old_scrape_jobs rename to hidden");
  expect((await call()).status).toBe(500);
  await stack.sql("alter function hidden rename to cleanup_old_scrape_jobs");
  expect(alarms()).toEqual([expect.objectContaining({ alert: "cleanup_failed", cleanup: "scrape_jobs" })]);
  logged.mockRestore();
});

test("STORE-074 how a scheduled job's last run went stays in Redis for an hour, a failed one too", async () => {
  const run = () => getRedisClient().get("cron:scrape-jobs");
  expect((await call()).status).toBe(200);
  await expect.poll(run).toMatchObject({ state: "done", endedAt: expect.any(String) });
  expect(await getRedisClient().ttl("cron:scrape-jobs")).toBeGreaterThan(3_500);
  await stack.sql("alter function cleanup_old_scrape_jobs rename to away");
  expect((await call()).status).toBe(500);
  await expect.poll(run).toMatchObject({ state: "failed" });
});
