import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { seedTenant, type Tenant } from "./seed";

let stack: TestStack;
let mill: Tenant;

beforeAll(async () => {
  stack = await startTestStack();
  mill = await seedTenant(stack, "Mill");
});
afterAll(() => stack.close());

/** The promised columns of each table, with their types, and not more than promised elsewhere. */
const tables: [ids: string, table: string, columns: Record<string, string>][] = [
  ["STORE-030", "customers", { id: "uuid", name: "text", created_at: "timestamptz", updated_at: "timestamptz" }],
  ["STORE-011", "customer_configs", { customer_id: "uuid", credentials: "text", language_mode: "text" }],
  [
    "STORE-032 SESS-040 SESS-042 SESS-043 SYNC-040",
    "conversations",
    { id: "uuid", customer_id: "uuid", language: "text", created_at: "timestamptz", updated_at: "timestamptz" },
  ],
  [
    "STORE-033 STORE-012 SESS-050 SESS-051 SESS-052 SESS-053 SESS-054 SYNC-041",
    "messages",
    { id: "uuid", conversation_id: "uuid", role: "text", content: "text", created_at: "timestamptz", seq: "int8" },
  ],
  ["STORE-034", "conversation_metadata", { conversation_id: "uuid", questions: "int4", answered: "int4" }],
  ["STORE-035", "scraped_pages", { url: "text", title: "text", content_hash: "text", etag: "text", status: "text" }],
  ["STORE-036", "website_content", { page_id: "uuid", heading_path: "_text", content: "text" }],
  ["STORE-037", "page_embeddings", { passage_id: "int8", model: "text", embedding: "halfvec" }],
  [
    "STORE-041 STORE-020 STORE-108 STORE-109 STORE-110 STORE-111 STORE-112 STORE-113 STORE-114 STORE-115",
    "message_queue",
    {
      ...{ id: "uuid", customer_id: "uuid", session_id: "text", conversation_id: "uuid", message_data: "jsonb" },
      ...{ status: "text", retry_count: "int4", expires_at: "timestamptz" },
    },
  ],
  [
    "STORE-042 STORE-129 STORE-021",
    "scrape_jobs",
    {
      ...{ job_id: "text", customer_id: "uuid", domain: "text", job_type: "text", status: "text" },
      ...{ created_at: "timestamptz", completed_at: "timestamptz", error_message: "text" },
    },
  ],
  [
    "STORE-043 STORE-130",
    "scrape_job_results",
    {
      ...{ job_id: "text", url: "text", status: "text", http_status: "int4" },
      ...{ processing_time_ms: "int4", error_message: "text" },
    },
  ],
  [
    "STORE-044 STORE-131",
    "scrape_job_stats",
    {
      ...{ job_id: "text", total_pages: "int4", successful_pages: "int4", failed_pages: "int4" },
      ...{ avg_processing_time_ms: "int4", pages_per_second: "numeric" },
    },
  ],
];

describe("the promised tables", () => {
  test.each(tables)("%s %s has its columns", async (_ids, table, columns) => {
    const rows = await stack.sql(
      "select column_name, udt_name from information_schema.columns where table_schema = 'public' and table_name = $1",
      [table],
    );
    expect(Object.fromEntries(rows.map((row) => [row.column_name, row.udt_name]))).toMatchObject(columns);
  });

  test("SYNC-042 a row can't name another customer's parent", async () => {
    const other = await seedTenant(stack, "Other");
    const insert = stack.sql(
      "insert into messages (customer_id, conversation_id, role, content) values ($1, $2, 'user', 'x')",
      [mill.customerId, other.conversationId],
    );
    await expect(insert).rejects.toThrow("foreign key");
  });

  test.each([
    ["SESS-052", "messages", "role", "robot"],
    ["STORE-113", "message_queue", "status", "lost"],
    ["STORE-129", "scrape_jobs", "job_type", "some_crawl"],
    ["STORE-130", "scrape_job_results", "status", "maybe"],
  ])("%s %s.%s takes no other word", async (_id, table, column, word) => {
    await expect(stack.sql(`update ${table} set ${column} = $1`, [word])).rejects.toThrow("check constraint");
  });

  test("STORE-129 a job has no other state", async () => {
    const insert = stack.sql(
      "insert into scrape_jobs (customer_id, site_id, domain, status) values ($1, $2, 'mill.test', 'tired')",
      [mill.customerId, mill.siteId],
    );
    await expect(insert).rejects.toThrow("check constraint");
  });

  test("SESS-155 SYNC-046 what is looked up often has an index", async () => {
    const rows = await stack.sql("select indexdef from pg_indexes where schemaname = 'public'");
    const indexes = rows.map((row) => String(row.indexdef)).join("\n");
    for (const index of [
      "messages USING btree (conversation_id, created_at)",
      "conversations USING btree (customer_id, last_message_at DESC)",
      "conversations USING btree (session_id, created_at DESC)",
      "members USING btree (user_id)",
      "message_queue USING btree (expires_at)",
    ]) {
      expect(indexes).toContain(index);
    }
  });

  test("SYNC-044 SESS-161 conversations, messages and readings are published live", async () => {
    const rows = await stack.sql("select tablename from pg_publication_tables where pubname = 'supabase_realtime'");
    const published = rows.map((row) => row.tablename);
    expect(published).toEqual(expect.arrayContaining(["conversations", "messages", "scrape_jobs", "scrape_job_stats"]));
  });
});

describe("the message queue", () => {
  const queue = (age: string, status: string) =>
    stack.sql(
      `insert into message_queue (customer_id, session_id, message_data, status, expires_at)
       values ($1, $2, '{}', $3, now() + interval '24 hours' - $4::interval)`,
      [mill.customerId, randomUUID(), status, age],
    );

  test("STORE-115 a message expires a day after it came", async () => {
    const [row] = await stack.sql("select expires_at - created_at as lifetime from message_queue limit 1");
    expect(JSON.stringify(row?.lifetime)).toMatch(/24:00:00|1 day/);
  });

  test("STORE-116 STORE-063 the cleanup deletes what expired, whatever its status, and says how many", async () => {
    for (const status of ["pending", "processing", "completed", "failed"]) await queue("25 hours", status);
    await queue("1 hour", "pending");
    const [before] = await stack.sql("select count(*)::int as n from message_queue");
    const [cleaned] = await stack.sql("select cleanup_expired_message_queue()::int as n");
    expect(cleaned?.n).toBe(4);
    const [after] = await stack.sql("select count(*)::int as n from message_queue");
    expect(after?.n).toBe(Number(before?.n) - 4);
  });
});

describe("the statistics of a reading", () => {
  const result = (jobId: string, status: string, ms: number) =>
    stack.sql(
      `insert into scrape_job_results (job_id, customer_id, url, status, processing_time_ms) values ($1, $2, $3, $4, $5)`,
      [jobId, mill.customerId, `https://mill.test/${randomUUID()}`, status, ms],
    );

  test("STORE-122 STORE-128 STORE-131 a trigger keeps them, with the rate right from the first page on", async () => {
    const jobId = randomUUID();
    await stack.sql(
      "insert into scrape_jobs (job_id, customer_id, site_id, domain, status) values ($1, $2, $3, 'mill.test', 'completed')",
      [jobId, mill.customerId, mill.siteId],
    );
    const stats = async () => (await stack.sql("select * from scrape_job_stats where job_id = $1", [jobId]))[0];
    await result(jobId, "success", 500);
    expect(await stats()).toMatchObject({ total_pages: 1, successful_pages: 1, avg_processing_time_ms: 500 });
    expect(Number((await stats())?.pages_per_second)).toBe(2);
    await result(jobId, "failed", 100);
    await result(jobId, "skipped", 0);
    expect(await stats()).toMatchObject({
      ...{ total_pages: 3, successful_pages: 1, failed_pages: 1, skipped_pages: 1, avg_processing_time_ms: 200 },
    });
  });
});
