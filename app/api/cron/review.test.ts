import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { log } from "@/lib/platform/log";
import { count } from "@/lib/platform/metrics/counters";
import { readCrons } from "@/scripts/stack/cron";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { GET as cleanUpFiles } from "./attachments/route";
import { GET as cleanUpQueue } from "./message-queue/route";
import { GET as retention } from "./retention/route";
import { GET } from "./review/route";
import { GET as cleanUpJobs } from "./scrape-jobs/route";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

type Handler = typeof GET;
const call = (handler: Handler) =>
  handler(new Request("http://127.0.0.1/", { headers: { authorization: `Bearer ${stack.keys.cronSecret}` } }));

type Line = { cleanup: string; [column: string]: unknown };

/** What the review says of each cleanup. */
async function review() {
  const response = await call(GET);
  expect(response.status).toBe(200);
  const { cleanups, slowestQueries } = (await response.json()) as { cleanups: Line[]; slowestQueries: unknown[] };
  return { of: Object.fromEntries(cleanups.map((line) => [line.cleanup, line])), slowestQueries };
}

/** Of each kind one row that is kept, and some that should have been gone `days` ago. */
async function leaveBehind(days: number) {
  const customer = await stack.newCustomer();
  const site = await stack.newSite(customer, `https://d${days}.example/`);
  const values = [customer.customerId, site.id, days];
  await stack.sql(
    `insert into scrape_jobs (customer_id, site_id, domain, status, created_at)
     select $1, $2, 'example.com', 'completed', now() - make_interval(days => age)
     from unnest(array[0, 90 + $3::int, 91 + $3::int]) age`,
    values,
  );
  await stack.sql(
    `insert into conversations (customer_id, site_id, created_at)
     select $1, $2, now() - make_interval(days => age, hours => 1) from unnest(array[0, 90 + $3::int]) age`,
    values,
  );
  await stack.sql(
    `insert into message_queue (customer_id, session_id, message_data, expires_at)
     select $1, 's', '{}', now() - make_interval(days => age, hours => 1) from unnest(array[-1, $2::int]) age`,
    [customer.customerId, days],
  );
  await stack.sql(
    `insert into attachments (customer_id, client_message_id, name, media_type, bytes, created_at)
     select $1, 'm', 'a.txt', 'text/plain', 1, now() - make_interval(days => 1 + $2::int, hours => 1)`,
    [customer.customerId, days],
  );
}

const cleanups = [retention, cleanUpJobs, cleanUpQueue, cleanUpFiles];

test("STORE-172 once a month it is told what each cleanup keeps, what it has left and what it removed", async () => {
  expect(readCrons().find(({ path }) => path === "/api/cron/review")?.schedule).toMatch(/^\d+ \d+ 1 \* \*$/);
  await leaveBehind(3);
  const { of: before } = await review();
  expect(before).toMatchObject({
    conversations: { kept: 2, overdue: 1, last_run: null, runs: 0, deleted: 0 },
    scrape_jobs: { kept: 3, overdue: 2, last_run: null, runs: 0, deleted: 0 },
    message_queue: { kept: 2, overdue: 1 },
    attachments: { kept: 1, overdue: 1 },
    attachment_files: { kept: 0, overdue: 0, overdue_since: null },
  });
  const age = Date.now() - Date.parse(String(before.scrape_jobs?.overdue_since));
  expect(Math.round(age / 86_400_000)).toBe(4);
  expect(before.scrape_jobs?.bytes).toBeGreaterThan(0);

  for (const cleanup of cleanups) expect((await call(cleanup)).status).toBe(200);
  const { of: after } = await review();
  const last_run = expect.any(String);
  expect(after).toMatchObject({
    conversations: { kept: 1, overdue: 0, overdue_since: null, last_run, last_deleted: 1, runs: 1, deleted: 1 },
    scrape_jobs: { kept: 1, overdue: 0, last_run, last_deleted: 2, runs: 1, deleted: 2, failed: 0 },
    message_queue: { kept: 1, overdue: 0, last_deleted: 1 },
    attachments: { kept: 0, overdue: 0, last_deleted: 1 },
    attachment_files: { kept: 0, overdue: 0, deleted: 1 },
  });
});

test("STORE-172 a cleanup that failed is told, and recorded runs are kept for a year", async () => {
  await stack.sql("alter function cleanup_old_scrape_jobs rename to hidden");
  expect((await call(cleanUpJobs)).status).toBe(500);
  await stack.sql("alter function hidden rename to cleanup_old_scrape_jobs");
  expect((await review()).of.scrape_jobs).toMatchObject({ failed: 1 });
  await stack.sql("update private.cleanup_runs set ended_at = ended_at - interval '366 days'");
  expect((await call(cleanUpJobs)).status).toBe(200);
  expect(await stack.sql("select count(*)::int as runs from private.cleanup_runs")).toEqual([{ runs: 1 }]);
});

test("STORE-172 what should have been gone for more than a week raises an alarm", async () => {
  const raised = vi.spyOn(log(), "error");
  const alarms = () => raised.mock.calls.map(([line]) => line as unknown as { alert: string; cleanup: string });
  await leaveBehind(5);
  await review();
  expect(alarms()).toEqual([]);
  await leaveBehind(9);
  await review();
  const missed = alarms().map(({ alert, cleanup }) => `${alert} ${cleanup}`);
  const names = ["attachments", "conversations", "message_queue", "scrape_jobs"];
  expect(missed.toSorted()).toEqual(names.map((name) => `cleanup_missed ${name}`));
  raised.mockRestore();
});

test("STORE-172 the queries that were slow are named, those that were so most often first", async () => {
  for (const [query, slow] of Object.entries({ often_slow: 9_000, seldom_slow: 8_000 })) {
    count("database_queries_total", { query, outcome: "ok" }, 10_000);
    count("database_seconds_total", { query }, 20_000);
    count("database_slow_total", { query }, slow);
  }
  const { slowestQueries } = await review();
  expect(slowestQueries.slice(0, 2)).toEqual([
    { query: "often_slow", calls: 10_000, slow: 9_000, meanMs: 2_000 },
    { query: "seldom_slow", calls: 10_000, slow: 8_000, meanMs: 2_000 },
  ]);
  expect(slowestQueries.length).toBeLessThanOrEqual(10);
});
