import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { GET as deliver } from "@/app/api/cron/deliver-messages/route";
import { GET as clean } from "@/app/api/cron/message-queue/route";
import { Browser, newReadSite, startGateways } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { POST as markProcessed } from "./queue/processed/route";
import { POST as backUp, GET as load } from "./queue/route";

let stack: TestStack;
let gateways: Awaited<ReturnType<typeof startGateways>>;
let read: Awaited<ReturnType<typeof newReadSite>>;

const pages = [
  { path: "/", title: "Mill", passages: ["Dogs are welcome in the garden.", "The house wine costs 6 euros."] },
];

beforeAll(async () => {
  stack = await startTestStack();
  gateways = await startGateways(stack);
  read = await newReadSite(stack, pages);
});
afterEach(async () => {
  gateways.open();
  await stack.sql("delete from message_queue");
});
afterAll(async () => {
  await gateways.close();
  await stack.close();
});

async function newVisit() {
  const browser = new Browser(read.site);
  await browser.start();
  return browser;
}

const message = (value: string, conversationId?: string) => ({
  type: "message",
  key: randomUUID(),
  value,
  timestamp: Date.now(),
  ...(conversationId && { conversationId }),
});

const post = async (browser: Browser, path: string, body: object) => {
  const request = browser.request(path, { method: "POST", body: JSON.stringify(body) });
  const response = await (path.endsWith("processed") ? markProcessed : backUp)(request);
  return { status: response.status, body: await response.json() };
};
const keep = (browser: Browser, ...messages: object[]) => post(browser, "/api/chat/queue", { messages });
const waiting = async (browser: Browser) => (await load(browser.request("/api/chat/queue"))).json();

const asScheduler = () =>
  new Request("http://127.0.0.1/", { headers: { authorization: `Bearer ${stack.keys.cronSecret}` } });
const work = async () => (await deliver(asScheduler())).json();

/** As if so much time had passed. */
const passes = (interval: string) =>
  stack.sql(
    `update message_queue set next_attempt_at = next_attempt_at - $1::interval,
       leased_until = leased_until - $1::interval, expires_at = expires_at - $1::interval`,
    [interval],
  );
const rows = () => stack.sql("select status, retry_count, last_error from message_queue order by seq");
const said = () =>
  stack.sql(`select m.role, m.content, m.conversation_id from messages m where m.customer_id = $1 order by m.seq`, [
    read.customer.customerId,
  ]);
const sayings = async (conversationId: unknown) =>
  (await said()).filter((row) => row.conversation_id === conversationId);

test("STORE-101 STORE-102 STORE-142 STORE-154 a backed-up message waits for its widget, which replays it and marks it processed", async () => {
  const browser = await newVisit();
  const kept = message("Are dogs welcome in the garden?");
  expect(await keep(browser, kept)).toEqual({ status: 200, body: { kept: 1 } });
  expect(await keep(browser, kept)).toMatchObject({ status: 200 });
  expect(await waiting(browser)).toEqual({ messages: [kept] });
  expect(await work()).toEqual({ delivered: 0, failed: 0 });
  const { body } = await browser.send(kept.value, { clientMessageId: kept.key });
  expect(await post(browser, "/api/chat/queue/processed", { keys: [kept.key] })).toMatchObject({ status: 200 });
  expect(await waiting(browser)).toEqual({ messages: [] });
  await passes("2 minutes");
  expect(await work()).toEqual({ delivered: 0, failed: 0 });
  expect(await sayings(body.conversationId)).toHaveLength(2);
});

test("a message whose widget stays away is asked by the worker, in order, and answered in its conversation", async () => {
  const browser = await newVisit();
  const [first, second] = [message("Are dogs welcome in the garden?"), message("How much is the house wine?")];
  await keep(browser, first, second);
  await passes("2 minutes");
  expect(await work()).toEqual({ delivered: 2, failed: 0 });
  const { body } = await browser.send(first.value, { clientMessageId: first.key });
  const stored = await sayings(body.conversationId);
  expect(stored.map(({ role, content }) => (role === "user" ? content : role))).toEqual([first.value, "assistant"]);
  const questions = (await said()).filter(({ role }) => role === "user").map(({ content }) => content);
  expect(questions.slice(-2)).toEqual([first.value, second.value]);
});

test("the same message delivered by worker and widget at once is one message with one answer", async () => {
  const browser = await newVisit();
  const kept = message("Are dogs welcome in the garden?");
  await keep(browser, kept);
  await passes("2 minutes");
  const [outcome, { status, body }] = await Promise.all([
    work(),
    browser.send(kept.value, { clientMessageId: kept.key }),
  ]);
  expect(outcome).toEqual({ delivered: 1, failed: 0 });
  expect(status).toBe(200);
  expect(await sayings(body.conversationId)).toHaveLength(2);
});

test("STORE-113 STORE-114 a worker that is killed in the middle leaves its message to the next, when its lease ends", async () => {
  const browser = await newVisit();
  const kept = message("Are dogs welcome in the garden?");
  await keep(browser, kept);
  await passes("2 minutes");
  const { data } = await stack.serviceDb.rpc("claim_queued_messages", { p_limit: 5, p_lease_seconds: 120 });
  expect(data).toMatchObject([{ status: "processing", retry_count: 1 }]);
  expect(await work()).toEqual({ delivered: 0, failed: 0 });
  await passes("3 minutes");
  expect(await work()).toEqual({ delivered: 1, failed: 0 });
  const late = { p_id: data?.[0]?.id ?? "", p_lease: data?.[0]?.lease_id ?? "", p_error: "late" };
  expect((await stack.serviceDb.rpc("settle_queued_message", late)).data).toBe(false);
  expect(await rows()).toEqual([{ status: "completed", retry_count: 2, last_error: null }]);
});

test("a delivery that fails is tried again later each time, and given up after eight tries, with the reason", async () => {
  const browser = await newVisit();
  await keep(browser, message("Are dogs welcome in the garden?"), message("And cats?"));
  await passes("2 minutes");
  gateways.database.during((request, response) => {
    if (request.method !== "POST" || !/\/(messages|conversations|message_queue)\b/.test(request.url ?? ""))
      return false;
    response.writeHead(503).end("{}");
    return true;
  });
  await stack.sql("update message_queue set retry_count = 6 where seq = (select min(seq) from message_queue)");
  expect(await work()).toEqual({ delivered: 0, failed: 1 });
  expect(await rows()).toMatchObject([
    { status: "pending", retry_count: 7 },
    { status: "pending", retry_count: 0 },
  ]);
  expect(await work()).toEqual({ delivered: 0, failed: 0 });
  const [{ wait }] = (await stack.sql(
    "select extract(epoch from max(next_attempt_at) - now())::int as wait from message_queue where retry_count = 7",
  )) as [{ wait: number }];
  expect(wait).toBeGreaterThan(15 * 2 ** 7 - 120);
  await passes("40 minutes");
  await work();
  const [given] = await rows();
  expect(given).toMatchObject({ status: "failed", retry_count: 8, last_error: expect.stringMatching(/\w/) });
}, 30_000);

test("another session sees and marks nothing of what waits", async () => {
  const [browser, other] = [await newVisit(), await newVisit()];
  const kept = message("Are dogs welcome in the garden?");
  await keep(browser, kept);
  expect(await waiting(other)).toEqual({ messages: [] });
  await post(other, "/api/chat/queue/processed", { keys: [kept.key] });
  expect(await waiting(browser)).toEqual({ messages: [kept] });
});

test("what is not a message is refused with what to change", async () => {
  const browser = await newVisit();
  for (const bad of [
    { ...message("x"), value: "" },
    { ...message("x"), type: "note" },
    { ...message("x"), key: "" },
  ]) {
    expect(await keep(browser, bad)).toMatchObject({ status: 400, body: { error: { code: "invalid" } } });
  }
});

test("STORE-063 STORE-115 a message of yesterday is neither delivered nor kept, whatever its status", async () => {
  const browser = await newVisit();
  await keep(browser, message("Are dogs welcome in the garden?"));
  await passes("25 hours");
  expect(await work()).toEqual({ delivered: 0, failed: 0 });
  expect(await (await clean(asScheduler())).json()).toEqual({ deleted: 1 });
});
