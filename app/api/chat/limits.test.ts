import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { limits } from "@/lib/platform/redis/limits";
import { Browser, newReadSite, startGateways } from "@/scripts/stack/chat-testing";
import { dies } from "@/scripts/stack/gateway";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";

let stack: TestStack;
let gateways: Awaited<ReturnType<typeof startGateways>>;
let site: Awaited<ReturnType<typeof newReadSite>>["site"];

beforeAll(async () => {
  stack = await startTestStack();
  gateways = await startGateways(stack);
  ({ site } = await newReadSite(stack));
});
afterEach(() => gateways.open());
afterAll(async () => {
  await gateways.close();
  await stack.close();
});

const { max } = limits.chatBySession;

/** Sends more than a session may in a minute, and gives what became of each. */
async function sendTooMany() {
  const browser = new Browser(site);
  await browser.start();
  const first = await browser.send("Hello");
  const { conversationId } = first.body;
  const rest = await Promise.all(
    Array.from({ length: max + 4 }, (_, i) => browser.send("Hello", { conversationId, clientMessageId: `again ${i}` })),
  );
  const answers = [first, ...rest];
  return {
    conversationId,
    passed: answers.filter(({ status }) => status === 200),
    refused: answers.filter(({ status }) => status === 429),
  };
}

/** A window counts by the clock's minutes; a test must not lie across two. */
async function withinOneMinute() {
  const left = 60_000 - (Date.now() % 60_000);
  if (left < 15_000) await new Promise((resolve) => setTimeout(resolve, left + 50));
}

test("a visitor who sends too much is told when to try again, in headers that their page may read, and nothing is stored of it", async () => {
  await withinOneMinute();
  const { conversationId, passed, refused } = await sendTooMany();
  expect([passed.length, refused.length]).toEqual([max, 5]);
  const left = passed.map(({ headers }) => Number(headers.get("ratelimit-remaining"))).sort((a, b) => b - a);
  expect(left).toEqual(Array.from({ length: max }, (_, i) => max - 1 - i));
  for (const { headers, body } of refused) {
    const wait = Number(headers.get("retry-after"));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(body.error).toEqual({ code: "rate_limited", message: `Too many requests, try again in ${wait} s` });
    expect(headers.get("ratelimit-reset")).toBe(String(wait));
    expect(headers.get("access-control-expose-headers")).toContain("retry-after");
  }
  const rows = await stack.sql("select count(*)::int as n from messages where conversation_id = $1 and role = 'user'", [
    conversationId,
  ]);
  expect(rows).toEqual([{ n: max }]);
}, 60_000);

test("D12 STORE-081 the same limits hold, and are told, while Redis is away", async () => {
  await withinOneMinute();
  gateways.redis.during(dies);
  const { passed, refused } = await sendTooMany();
  expect([passed.length, refused.length]).toEqual([max, 5]);
  expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
}, 60_000);
