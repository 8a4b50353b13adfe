import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getSession } from "@/lib/conversations/session";
import { asSystem } from "@/lib/platform/jobs/system";
import { Browser, newReadSite } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { bring, examine, takeBack, validate } from "./move-history";
import { historyRedis } from "./redis-history";

let stack: TestStack;
let customerId: string;
let browser: Browser;
let sessionId: string;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

beforeEach(async () => {
  await historyRedis().flushdb();
  const { site, customer } = await newReadSite(stack);
  customerId = customer.customerId;
  browser = new Browser(site);
  sessionId = (await browser.start()).body.session.id;
  await expect.poll(() => getSession(sessionId)).not.toBeNull(); // It is kept beside the answer.
  await historyRedis().flushdb();
});

const system = () => asSystem("test");

/** A conversation as it lies in Redis, with so many messages. */
async function keep(id: string, messages: unknown[], kept: unknown = {}) {
  const redis = historyRedis();
  const metadata = { language: "es", sessionId };
  const document = { id, customerId, createdAt: "2026-08-01T10:00:00Z", metadata };
  await redis.set(`conversation:${id}`, typeof kept === "object" ? JSON.stringify({ ...document, ...kept }) : kept);
  const entries = messages.map((message) => (typeof message === "string" ? message : JSON.stringify(message)));
  await redis.rpush(`messages:${id}`, ...entries);
}

const said = (i: number, role = i % 2 === 0 ? "user" : "assistant") => ({
  id: `m${i}`,
  role,
  content: `¿${i}? \u0000 "quoted", 日本 ${i}`,
  timestamp: new Date(Date.UTC(2026, 7, 1, 10, 0, i)).toISOString(),
});

const talk = (count: number) => Array.from({ length: count }, (_, i) => said(i));

const stored = () =>
  stack.sql(
    `select m.role, m.content, m.created_at from messages m join conversations c on c.id = m.conversation_id
     where c.customer_id = $1 order by m.seq`,
    [customerId],
  );

test("SYNC-051 a dry run counts what lies in Redis and names what is broken, and changes nothing", async () => {
  await keep("whole", talk(4));
  await keep("repeats", [said(0), said(1), said(1), { role: "user", content: "ok", timestamp: 5 }]);
  await keep("holes", [said(0), "not JSON {", { role: "judge", content: "x" }, { role: "user" }, said(1)]);
  await keep("unreadable", talk(2), "{");
  await keep("nobody's", talk(2), { customerId: "1" });
  await historyRedis().rpush("messages:orphan", JSON.stringify(said(0)));
  const report = await examine(historyRedis());
  expect(report).toMatchObject({ conversations: 3, messages: 9, brought: 0, duplicates: 1 });
  expect(report.broken.sort()).toEqual([
    expect.stringMatching(/^conversation:nobody's: customerId/),
    expect.stringMatching(/^conversation:unreadable/),
    expect.stringMatching(/^messages:holes\[1\]/),
    expect.stringMatching(/^messages:holes\[2\]: role/),
    expect.stringMatching(/^messages:holes\[3\]: content/),
    "messages:orphan: there is no conversation:orphan",
  ]);
  expect(await stored()).toEqual([]);
});

test("SYNC-051 SYNC-053 SYNC-058 what lies in Redis is brought in its order with its times, counts and checksums agree, and again changes nothing", async () => {
  const total = 1_203; // More than a page of the list, and of the table.
  await keep("long", talk(total));
  await keep("broken", [said(0), "{", said(1)]);
  const report = await bring(system(), historyRedis());
  expect(report.broken).toEqual([expect.stringMatching(/^messages:broken\[1\]/)]);
  expect(report).toMatchObject({ conversations: 2, brought: total + 2 });
  expect(await validate(system(), historyRedis())).toEqual([]);
  const long = (await stored()).filter(({ content }) => !String(content).includes("{"));
  expect(long).toHaveLength(total + 2);
  expect(await bring(system(), historyRedis())).toMatchObject({ conversations: 2, brought: 0 });
  expect(await validate(system(), historyRedis())).toEqual([]);
  const { body } = await browser.start({ sessionToken: browser.token });
  const { body: history } = await browser.history({ conversationId: body.conversationId, limit: "2" });
  expect(history.messages.length).toBe(2);
});

test("SYNC-051 the visitor goes on with a conversation that was brought, and what Redis has more is brought later, behind it", async () => {
  await keep("one", talk(2));
  await bring(system(), historyRedis());
  const { body } = await browser.start({ sessionToken: browser.token });
  expect(body).toMatchObject({ language: "es", conversationId: expect.any(String) });
  const { body: history } = await browser.history({ conversationId: body.conversationId });
  expect(history.messages).toMatchObject([
    { role: "user", content: '¿0?  "quoted", 日本 0', createdAt: expect.stringMatching(/^2026-08-01T10:00:00/) },
    { role: "assistant", content: '¿1?  "quoted", 日本 1' },
  ]);
  await historyRedis().rpush("messages:one", JSON.stringify(said(2)));
  expect(await validate(system(), historyRedis())).toEqual(["conversation:one: 3 messages in Redis, 2 in the tables"]);
  expect(await bring(system(), historyRedis())).toMatchObject({ brought: 1 });
  expect(await validate(system(), historyRedis())).toEqual([]);
});

test("SYNC-051 a message that was changed since is noticed by its checksum", async () => {
  await keep("one", talk(3));
  await bring(system(), historyRedis());
  await stack.sql("update messages set content = 'changed' where customer_id = $1 and content like '¿1%'", [
    customerId,
  ]);
  expect(await validate(system(), historyRedis())).toEqual(["conversation:one: what was said differs (SHA-256)"]);
});

test("SYNC-051 SYNC-058 a rollback removes exactly what was brought: what was written before and since stays", async () => {
  const { body: before } = await browser.send("Hello");
  await keep("left", talk(4), { metadata: { sessionId: randomUUID() } });
  await keep("gone on", talk(4));
  await bring(system(), historyRedis(), { customerId });
  const { body: begun } = await browser.history({ conversationId: before.conversationId });
  const [moved] = await stack.sql(
    "select conversation_id as id from moved_conversations where customer_id = $1 and source_id = 'gone on'",
    [customerId],
  );
  const { body: since } = await browser.send("Hello again", { conversationId: moved?.id });
  expect(since.conversationId).toBe(moved?.id);
  expect(await takeBack(system(), { customerId })).toEqual({
    conversations: 1,
    messages: 8,
    kept: ["conversation:gone on"],
  });
  expect((await browser.history({ conversationId: before.conversationId })).body).toEqual(begun);
  const { body: left } = await browser.history({ conversationId: since.conversationId });
  expect(left.messages.map(({ content }: { content: string }) => content)).toEqual(["Hello again", since.message]);
  const [counted] = await stack.sql(
    "select message_count, questions from conversations join conversation_metadata on conversation_id = id where id = $1",
    [moved?.id],
  );
  expect(counted).toEqual({ message_count: 2, questions: 1 });
  expect(await takeBack(system(), { customerId })).toEqual({ conversations: 0, messages: 0, kept: [] });
});

test("SYNC-051 only the customer that is named is brought and taken back; one that is not there is reported", async () => {
  await keep("mine", talk(2));
  await keep("theirs", talk(2), { customerId: randomUUID() });
  expect(await bring(system(), historyRedis(), { customerId })).toMatchObject({
    conversations: 1,
    brought: 2,
    broken: [],
  });
  const { broken } = await bring(system(), historyRedis());
  expect(broken).toEqual([expect.stringMatching(/^conversation:theirs: .*foreign key/)]);
});

test("SYNC-051 the command brings, compares, and rolls back", async () => {
  await keep("one", [...talk(3), said(2)]);
  const run = async (...args: string[]) => {
    const script = "scripts/database/migrate-redis-history.ts";
    const node = ["--import", "tsx", "--conditions=react-server", script, "--customer", customerId, ...args];
    const child = spawn(process.execPath, node, { env: process.env, stdio: ["ignore", "pipe", "pipe"] });
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
    return stdout + stderr;
  };
  expect(await run("--dry-run")).toBe("Would bring 3 messages in 1 conversations; 1 duplicates are ignored.\n");
  expect(await run("--validate")).toContain("conversation:one: 3 messages in Redis, 0 in the tables");
  expect(await run()).toContain("Counts and checksums agree.");
  expect(await run("--rollback")).toBe("Took back 3 messages and 1 conversations.\n");
  expect(await stored()).toEqual([]);
}, 120_000);
