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
  [
    "SESS-031 SESS-033 SESS-036",
    "clients",
    { name: "text", email: "text", phone: "text", created_at: "timestamptz", updated_at: "timestamptz" },
  ],
  [
    "HIST-030 HIST-031 HIST-032 HIST-033 HIST-034 HIST-035 HIST-036",
    "chat_history",
    {
      ...{ id: "uuid", user_id: "uuid", message: "text", response: "text", personality_context: "jsonb" },
      ...{ has_personality_context: "bool", created_at: "timestamptz" },
    },
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

  test.each([
    ["SESS-030", "clients", "id", "gen_random_uuid()"],
    ["SESS-034", "clients", "preferred_language", "'en'::text"],
    ["HIST-030", "messages", "id", "gen_random_uuid()"],
    ["HIST-036", "messages", "created_at", "now()"],
    ["STORE-108", "message_queue", "id", "gen_random_uuid()"],
  ])("%s %s.%s is %s unless it is given", async (_id, table, column, expected) => {
    const [found] = await stack.sql(
      "select column_default from information_schema.columns where table_schema = 'public' and table_name = $1 and column_name = $2",
      [table, column],
    );
    expect(found?.column_default).toBe(expected);
  });

  test("SESS-030 STORE-108 every table of this kind is known by its id", async () => {
    const rows = await stack.sql(`
      select conrelid::regclass::text as name, pg_get_constraintdef(oid) as key from pg_constraint
      where contype = 'p' and conrelid in ('clients'::regclass, 'messages'::regclass, 'message_queue'::regclass)`);
    expect(rows.map(({ name, key }) => `${name} ${key}`).toSorted()).toEqual([
      "clients PRIMARY KEY (id)",
      "message_queue PRIMARY KEY (id)",
      "messages PRIMARY KEY (id)",
    ]);
  });

  test("SESS-035 a client's plan is basic or premium", async () => {
    const [plans] = await stack.sql("select array_to_string(enum_range(null::plan), ' ') as names");
    expect(plans?.names).toBe("basic premium");
    const columns = "select udt_name, column_default from information_schema.columns";
    expect(await stack.sql(`${columns} where table_name = 'clients' and column_name = 'plan'`)).toEqual([
      { udt_name: "plan", column_default: "'basic'::plan" },
    ]);
  });

  test("STORE-129 a job has no other state", async () => {
    const insert = stack.sql(
      "insert into scrape_jobs (customer_id, site_id, domain, status) values ($1, $2, 'mill.test', 'tired')",
      [mill.customerId, mill.siteId],
    );
    await expect(insert).rejects.toThrow("check constraint");
  });
});

describe("what Postgres does of itself", () => {
  test("SESS-155 SYNC-046 SYNC-050 what is looked up often has an index", async () => {
    const rows = await stack.sql("select indexdef from pg_indexes where schemaname = 'public'");
    const indexes = rows.map((row) => String(row.indexdef)).join("\n");
    for (const index of [
      "messages USING btree (conversation_id, created_at)",
      "conversations USING btree (customer_id, last_message_at DESC)",
      "conversations USING btree (session_id, created_at DESC)",
      "conversations USING btree (customer_id, client_id)",
      "clients USING btree (customer_id, email)",
      "clients USING btree (customer_id, phone)",
      "members USING btree (user_id)",
      "message_queue USING btree (expires_at)",
    ]) {
      expect(indexes).toContain(index);
    }
  });

  test("SYNC-054 every foreign key has an index that begins with its columns", async () => {
    const rows = await stack.sql(`
      select conrelid::regclass::text || ' ' || pg_get_constraintdef(c.oid) as key from pg_constraint c
      where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
        select from pg_index i where i.indrelid = c.conrelid
          and (string_to_array(i.indkey::text, ' ')::int2[])[1:cardinality(c.conkey)] @> c.conkey)`);
    expect(rows.map(({ key }) => key)).toEqual([]);
  });

  test("SYNC-038 Postgres itself keeps policies, counts, derived columns and vectors", async () => {
    const [found] = await stack.sql(`
      select (select count(*) from pg_policies where schemaname = 'public')::int as policies,
        (select count(*) from pg_trigger where not tgisinternal and tgrelid = 'messages'::regclass)::int as triggers,
        (select count(*) from pg_attribute where attgenerated = 's' and attrelid = 'messages'::regclass)::int as generated,
        (select count(*) from pg_index where indpred is not null and indrelid = 'messages'::regclass)::int as partial,
        (select count(*) from pg_extension where extname = 'vector')::int as vectors`);
    for (const [feature, count] of Object.entries(found ?? {})) {
      expect({ feature, isUsed: Number(count) > 0 }).toEqual({ feature, isUsed: true });
    }
  });

  test("SYNC-003 SYNC-044 SESS-161 conversations, messages and readings are published live", async () => {
    const rows = await stack.sql("select tablename from pg_publication_tables where pubname = 'supabase_realtime'");
    const published = rows.map((row) => row.tablename);
    expect(published).toEqual(expect.arrayContaining(["conversations", "messages", "scrape_jobs", "scrape_job_stats"]));
  });
});

describe("what is said", () => {
  const said = async (userId: string, context: string | null = null) => {
    const [conversation, question] = [randomUUID(), randomUUID()];
    const mine = [mill.customerId, conversation, userId];
    await stack.sql(
      "insert into conversations (customer_id, id, user_id, channel) values ($1, $2, $3, 'dashboard')",
      mine,
    );
    await stack.sql(
      `insert into messages (customer_id, conversation_id, user_id, id, role, content, personality_context)
       values ($1, $2, $3, $4, 'user', 'Why?', $5)`,
      [...mine, question, context],
    );
    await stack.sql(
      `insert into messages (customer_id, conversation_id, user_id, role, content, reply_to)
       values ($1, $2, $3, 'assistant', 'Because', $4)`,
      [...mine, question],
    );
    return { conversation, question };
  };
  const exchanges = (userId: string) => stack.sql("select * from chat_history where user_id = $1", [userId]);

  test("SYNC-003 SYNC-040 SYNC-041 messages belong to a conversation, and go with it", async () => {
    const { userId } = await stack.newCustomer();
    const { conversation } = await said(userId);
    const count = async () =>
      (await stack.sql("select count(*)::int as n from messages where conversation_id = $1", [conversation]))[0]?.n;
    expect(await count()).toBe(2);
    await stack.sql("delete from conversations where id = $1", [conversation]);
    expect(await count()).toBe(0);
  });

  test("HIST-030 HIST-034 HIST-035 HIST-036 an exchange is known by its question, and may carry what was known of the user", async () => {
    const { userId } = await stack.newCustomer();
    const plain = await said(userId);
    const known = await said(userId, '{"tone":"warm"}');
    const rows = await exchanges(userId);
    expect(rows.find(({ id }) => id === plain.question)).toMatchObject({
      ...{ message: "Why?", response: "Because", personality_context: null, has_personality_context: false },
      created_at: expect.anything(),
    });
    expect(rows.find(({ id }) => id === known.question)).toMatchObject({
      ...{ personality_context: { tone: "warm" }, has_personality_context: true },
    });
  });

  test("HIST-032 HIST-033 nothing is said without words", async () => {
    const { userId } = await stack.newCustomer();
    const { conversation } = await said(userId);
    const insert = stack.sql("insert into messages (customer_id, conversation_id, role) values ($1, $2, 'user')", [
      ...[mill.customerId, conversation],
    ]);
    await expect(insert).rejects.toThrow("not-null");
  });

  test("HIST-031 an account that is deleted takes its history with it", async () => {
    const { userId } = await stack.newCustomer();
    await said(userId);
    expect(await exchanges(userId)).toHaveLength(1);
    await stack.sql("delete from auth.users where id = $1", [userId]);
    expect(await stack.sql("select 1 from messages where user_id = $1", [userId])).toEqual([]);
  });

  test("HIST-037 HIST-038 a user's history is found by two indexes of their own", async () => {
    const rows = await stack.sql(
      "select indexname, indexdef from pg_indexes where indexname like 'idx_chat_history_%'",
    );
    const indexes = Object.fromEntries(rows.map(({ indexname, indexdef }) => [indexname, indexdef]));
    expect(indexes.idx_chat_history_user_created).toContain("(user_id, created_at DESC)");
    expect(indexes.idx_chat_history_personality).toContain("(user_id, has_personality_context)");
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
