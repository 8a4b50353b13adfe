import type { IncomingMessage, ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import {
  getChatHistory,
  getChatHistoryCacheKey,
  getChatSearchCacheKey,
  searchChatHistory,
} from "@/lib/conversations/chat-history/service";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { getRedisClient, isRedisAvailable } from "@/lib/platform/redis/redis";
import { actorDb } from "@/lib/platform/supabase/actor";
import { Browser, newReadSite, startGateways } from "@/scripts/stack/chat-testing";
import { dies, type Intercept } from "@/scripts/stack/gateway";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";

const MOST = { database: 3, redis: 2 };

let stack: TestStack;
let gateways: Awaited<ReturnType<typeof startGateways>>;
let browser: Browser;
let sessionId: string;
let conversationId: string;

beforeAll(async () => {
  stack = await startTestStack();
  gateways = await startGateways(stack);
  const { site } = await newReadSite(stack, [
    { path: "/dogs", title: "Dogs", passages: ["Dogs are welcome on the terrace and in the garden."] },
    { path: "/wine", title: "Wine", passages: ["The house wine costs 18 euros a bottle, and the garden is warm."] },
  ]);
  await stack.sql("update public.search_corpora set embedding_model = 'omniops-local-512'");
  // What a site needs once is there: scripts in Redis, its settings, the model of its passages.
  const first = new Browser(site);
  await first.start();
  await first.send("Do you have wine from the hills around here?");
  browser = new Browser(site);
  sessionId = (await browser.start()).body.session.id;
  await kept(`session:${sessionId}`);
});
afterEach(async () => {
  gateways.open();
  await vi.waitFor(async () => expect(await isRedisAvailable()).toBe(true), 10_000);
});
afterAll(async () => {
  await gateways.close();
  await stack.close();
});

/** Until what is written beside an answer is there, and counts for no later one. */
const kept = (key: string) => vi.waitFor(async () => expect(await getRedisClient().exists(key)).toBe(1), 10_000);

async function historyIsKept() {
  await browser.history({ conversationId });
  await kept(`chat:messages:${sessionId}:${conversationId}:newest:50`);
}

/** Lets so many requests through, and holds the others until it is opened. */
function holdAfter(most: number, gateway: { forward: (request: IncomingMessage, response: ServerResponse) => void }) {
  let passed = 0;
  const held: (() => void)[] = [];
  const intercept: Intercept = (request, response) => {
    if (passed++ >= most) held.push(() => gateway.forward(request, response));
    else return false;
    return true;
  };
  const open = () => {
    for (const go of held.splice(0)) go();
  };
  return { intercept, open };
}

/**
 * Asks while database and Redis answer `most` requests and no more until the first words are there: words that wait for
 * one more never come. Gives what came in the end.
 */
async function ask(message: string, most: typeof MOST, fields: Record<string, unknown> = {}) {
  const database = holdAfter(most.database, gateways.database);
  const redis = holdAfter(most.redis, gateways.redis);
  gateways.database.during(database.intercept);
  gateways.redis.during(redis.intercept);
  const response = await browser.open(message, fields);
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk);
    if (!text.includes("event: delta")) continue;
    gateways.open();
    for (const { open } of [database, redis]) open();
  }
  return text;
}

test("SYNC-054 SYNC-059 the first words of a conversation wait for the database three times at most, and for Redis twice", async () => {
  const text = await ask("Are dogs welcome in the garden of the house?", MOST);
  expect(text).toContain("event: done");
  conversationId = /"conversationId":"([^"]+)"/.exec(text)?.[1] ?? "";
});

test("the first words of the next answer wait for the database once, and for Redis twice", async () => {
  await historyIsKept();
  // The other one stores the question and holds nothing up.
  const text = await ask("How much does the house wine cost in euros?", { ...MOST, database: 2 }, { conversationId });
  expect(text).toContain("event: done");
});

test("an answer that needs the question before it waits no more often", async () => {
  await historyIsKept();
  const text = await ask("And in the garden?", MOST, { conversationId });
  expect(text).toContain("event: done");
});

test("HIST-068 a page of the history and a search that are cached ask the database nothing", async () => {
  const { customerId, userId } = await stack.newCustomer();
  const db = actorDb({ role: "authenticated", sub: userId });
  const ctx: Ctx<ActorOf<"member">> = { db, customerId, actor: { type: "member", userId, role: "owner" } };
  const read = () =>
    Promise.all([
      getChatHistory(ctx, { user_id: userId, limit: 50, offset: 0 }),
      searchChatHistory(ctx, { user_id: userId, q: "garden", limit: 50 }),
    ]);
  let asked = 0;
  const count: Intercept = ({ url }) => {
    if (url?.includes("chat_history")) asked++;
    return false;
  };
  gateways.database.during(count);
  const missed = await read();
  expect(asked).toBe(2);
  await kept(getChatHistoryCacheKey(userId, 50, 0));
  await kept(getChatSearchCacheKey(userId, "garden", 50));
  // With the database gone nothing but the cache can answer.
  gateways.database.during((...exchange) => count(...exchange) || dies(...exchange));
  expect(await read()).toEqual(missed);
  expect(asked).toBe(2);
});
