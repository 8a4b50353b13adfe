import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operations } from "@/app/api/operations";
import { getSession } from "@/lib/conversations/session";
import { getPersistentJobManager } from "@/lib/persistent-job-manager";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import type { AnyOperation } from "@/lib/platform/operation";
import { getRedisClient } from "@/lib/platform/redis/redis";
import { Browser, newReadSite, startGateways } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestCustomer, type TestStack } from "@/scripts/stack/testing";

let stack: TestStack;
let gateways: Awaited<ReturnType<typeof startGateways>>;
let visit: Awaited<ReturnType<typeof useEverything>>;

beforeAll(async () => {
  stack = await startTestStack();
  gateways = await startGateways(stack);
  visit = await useEverything();
});
afterAll(async () => {
  await gateways.close();
  await stack.close();
});

async function call({ db, customerId, userId }: TestCustomer, name: string, input: Record<string, unknown>) {
  const operation = operations.find((each) => each.name === name) as AnyOperation;
  const ctx: Ctx<ActorOf<"member">> = { db, customerId, actor: { type: "member", userId, role: "owner" } };
  return operation.run(ctx, operation.input.parse({ user_id: userId, ...input }));
}

/** A visitor who becomes a client, a member who chats and searches, and a job that is read: what they leave behind. */
async function useEverything() {
  const { site, customer } = await newReadSite(stack, [
    { path: "/dogs", title: "Dogs", passages: ["Dogs are welcome on the terrace and in the garden."] },
  ]);
  const browser = new Browser(site);
  const sessionId = String((await browser.start()).body.session.id);
  const { conversationId } = (await browser.send("Are dogs welcome in the garden?")).body;
  await browser.choose("es");
  await browser.history({ conversationId });
  await browser.askForPerson({ conversationId, email: "ann@example.com" });
  await call(customer, "send_chat_message", { message: "Are dogs welcome on the terrace?" });
  await call(customer, "get_chat_history", {});
  await call(customer, "search_chat_history", { q: "dogs" });
  const jobs = getPersistentJobManager();
  const jobId = randomUUID();
  const { customerId } = customer;
  const domain = new URL(site.url).host;
  await jobs.createJob(jobId, {}, { jobId, customerId, domain, jobType: "full_crawl", config: { maxPages: 5 } });
  await jobs.addJobResult(jobId, {}, { url: site.url, status: "success", httpStatus: 200, processingTimeMs: 9 });
  return { browser, customer, sessionId, conversationId, jobId };
}

const tables = () =>
  stack.sql(
    `select (select count(*) from clients where customer_id = $1)::int as clients,
       (select count(*) from conversations where customer_id = $1)::int as conversations,
       (select count(*) from messages where customer_id = $1)::int as messages,
       (select sum(questions) from conversation_metadata where customer_id = $1)::int as questions,
       (select count(*) from scrape_job_results where customer_id = $1)::int as results,
       (select language from conversations where id = $2) as language`,
    [visit.customer.customerId, visit.conversationId],
  );

const redisKeys = () => getRedisClient().keys("*");

test("SESS-001 SESS-003 STORE-003 STORE-009 STORE-153 sessions, caches, counters and live jobs are in Redis", async () => {
  const { sessionId, conversationId, customer, jobId } = visit;
  const wanted = [
    `session:${sessionId}`,
    `chat:active:${sessionId}:${conversationId}`,
    `chat:messages:${sessionId}:${conversationId}:newest:50`,
    `chat:history:${customer.userId}:50:0`,
    `chat:search:${customer.userId}:dogs:50`,
    `crawl:job:${jobId}`,
    `crawl:results:${jobId}`,
  ];
  await expect.poll(redisKeys, { timeout: 10_000 }).toEqual(expect.arrayContaining(wanted));
  expect((await redisKeys()).filter((key) => key.startsWith("limit:chatBySession:"))).not.toEqual([]);
});

test("SESS-131 SESS-154 STORE-001 STORE-075 nothing stays in Redis for longer than a day, whatever it is", async () => {
  const kinds =
    /^(session|chat:(recent|active|messages|history|search)|crawl:(job|results)|search|settings|limit|tag|lock):/;
  for (const key of await redisKeys()) {
    if (key !== "metrics") expect(key).toMatch(kinds);
    const seconds = await getRedisClient().ttl(key);
    expect({ key, isLimited: seconds !== -1 && seconds <= 86_400 }).toEqual({ key, isLimited: true });
  }
});

test("STORE-022 STORE-085 Supabase holds no sessions, caches, counters of requests or state of live jobs", async () => {
  const rows = await stack.sql(
    "select table_name from information_schema.tables where table_schema = 'public' and table_name ~ 'session|cache|rate|limit|lock'",
  );
  expect(rows).toEqual([]);
});

test("SESS-001 SESS-006 STORE-001 STORE-002 STORE-005 STORE-006 STORE-007 STORE-009 STORE-085 STORE-154 what must survive is in Supabase, and Redis may lose everything", async () => {
  const { browser, conversationId, customer, sessionId, jobId } = visit;
  const stored = { clients: 1, conversations: 2, messages: 5, questions: 2, results: 1, language: "es" };
  await expect.poll(tables, { timeout: 10_000 }).toEqual([stored]);
  const { body: before } = await browser.history({ conversationId });
  const ofMember = await call(customer, "get_chat_history", {});

  await getRedisClient().flushall();
  expect(await browser.history({ conversationId })).toEqual({ status: 200, body: before });
  expect(await call(customer, "get_chat_history", {})).toEqual(ofMember);
  expect(await getPersistentJobManager().getJobResultsFromSupabase(jobId)).toMatchObject([{ status: "success" }]);
  const { body: back } = await browser.start({ sessionToken: browser.token });
  expect(back).toMatchObject({ conversationId, language: "es", session: { id: sessionId } });
  expect(await tables()).toEqual([stored]);
  await expect.poll(redisKeys, { timeout: 10_000 }).toContain(`session:${sessionId}`);
});

test("SESS-140 SYNC-054 a hundred requests share a few connections to each store", async () => {
  const sockets = { database: new Set<unknown>(), redis: new Set<unknown>() };
  let asked = 0;
  for (const store of ["database", "redis"] as const) {
    gateways[store].during(({ socket }) => {
      asked++;
      sockets[store].add(socket);
      return false;
    });
  }
  const { browser, conversationId } = visit;
  for (let i = 0; i < 50; i++) {
    await browser.history({ conversationId, limit: String(1 + (i % 40)) });
    await getSession(randomUUID());
  }
  gateways.open();
  expect(asked).toBeGreaterThan(100);
  expect(sockets.database.size).toBeLessThanOrEqual(20);
  expect(sockets.redis.size).toBeLessThanOrEqual(20);
});
