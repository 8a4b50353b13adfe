import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { operations } from "@/app/api/operations";
import { readBare } from "@/lib/conversations/chat-history/bare";
import type { ChatHistoryResponse } from "@/lib/conversations/chat-history/schema";
import { getChatHistoryCacheKey, getChatSearchCacheKey } from "@/lib/conversations/chat-history/service";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import type { ServerEvent } from "@/lib/platform/http/sse";
import type { AnyOperation } from "@/lib/platform/operation";
import { getRedisClient } from "@/lib/platform/redis/redis";
import { newReadSite } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestCustomer, type TestStack } from "@/scripts/stack/testing";

let stack: TestStack;
let mill: TestCustomer;

beforeAll(async () => {
  stack = await startTestStack();
  const { customer } = await newReadSite(stack, [
    { path: "/dogs", title: "Dogs", passages: ["Dogs are welcome on the terrace and in the garden."] },
    { path: "/parking", title: "Parking", passages: ["Parking behind the house is free for guests."] },
  ]);
  mill = customer;
});
afterAll(() => stack.close());

const member = ({ db, customerId, userId }: TestCustomer): Ctx<ActorOf<"member">> => ({
  db,
  customerId,
  actor: { type: "member", userId, role: "owner" },
});

async function call(who: TestCustomer, name: string, input: Record<string, unknown>) {
  const operation = operations.find((each) => each.name === name);
  if (!operation) throw new Error(`There is no ${name}`);
  const given = operation.input.parse({ user_id: who.userId, ...input });
  return operation.output.parse(await (operation as AnyOperation).run(member(who), given));
}

const send = (who: TestCustomer, message: string, input = {}) => call(who, "send_chat_message", { message, ...input });
const history = (who: TestCustomer, input = {}) => call(who, "get_chat_history", input) as Promise<ChatHistoryResponse>;
const search = (who: TestCustomer, q: string) =>
  call(who, "search_chat_history", { q }) as Promise<ChatHistoryResponse>;

test("HIST-001 HIST-002 HIST-010 HIST-025 what is sent is answered with sources, and is in the next history", async () => {
  expect(await history(mill)).toEqual({ messages: [], total: 0, has_more: false });
  const sent = await send(mill, "Are dogs welcome on the terrace?");
  expect(sent).toMatchObject({ answered: true, sources: [{ url: "https://example.com/dogs" }] });
  const { messages, total } = await history(mill);
  expect(total).toBe(1);
  expect(messages[0]).toMatchObject({
    user_id: mill.userId,
    message: "Are dogs welcome on the terrace?",
    response: z.object({ response: z.string() }).parse(sent).response,
    has_personality_context: false,
    id: z.object({ id: z.uuid() }).parse(sent).id,
    answered: true,
    sources: [{ url: "https://example.com/dogs" }],
  });
});

test("HIST-002 an answer can be read as it is written, and ends with the response that is stored", async () => {
  const { customer } = await newReadSite(stack, [
    { path: "/bread", title: "Bread", passages: ["Rye bread is baked every Friday."] },
  ]);
  const operation: AnyOperation | undefined = operations.find(({ name }) => name === "send_chat_message");
  const asked = { user_id: customer.userId, message: "When is rye bread baked?", client_message_id: "streamed" };
  const events: ServerEvent[] = [];
  const signal = new AbortController().signal;
  for await (const event of (await operation?.stream?.(member(customer), asked, signal)) ?? []) events.push(event);
  const deltas = events.flatMap(({ event, data }) => (event === "delta" ? [(data as { text: string }).text] : []));
  const done = events.at(-1)?.data as { id: string; response: string };
  expect(deltas.join("").trim()).toBe(done.response);
  expect((await history(customer)).messages).toMatchObject([
    { id: done.id, message: asked.message, response: done.response, client_message_id: "streamed" },
  ]);
});

test("HIST-026 HIST-055 pages hold as many exchanges as asked for, by offset and behind an exchange", async () => {
  const { customer } = await newReadSite(stack);
  const asked = ["Hello", "Thank you", "Good morning", "Thanks", "Hi"];
  for (const message of asked) await send(customer, message);
  const newest = asked.toReversed();
  const first = await history(customer, { limit: 2 });
  expect(first).toMatchObject({ total: 5, has_more: true });
  expect(first.messages.map(({ message }) => message)).toEqual(newest.slice(0, 2));
  const second = await history(customer, { limit: 2, offset: 2 });
  expect(second.messages.map(({ message }) => message)).toEqual(newest.slice(2, 4));
  await send(customer, "Good evening");
  const behind = await history(customer, { limit: 10, before: first.messages[1]?.id });
  expect(behind.messages.map(({ message }) => message)).toEqual(newest.slice(2));
});

test("HIST-003 HIST-041 a search finds words of the question or the answer, in any case and script", async () => {
  const { customer } = await newReadSite(stack, [
    { path: "/bread", title: "Bread", passages: ["Rye bread is baked on 100% stone-ground flour every Friday."] },
  ]);
  await send(customer, "When is rye bread baked?");
  await send(customer, "Можно ли с собакой?");
  await send(customer, "可以带狗吗？");
  const found = async (q: string) => (await search(customer, q)).messages.map(({ message }) => message);
  expect(await found("RYE baked")).toEqual(["When is rye bread baked?"]);
  expect(await found("friday")).toEqual(["When is rye bread baked?"]);
  expect(await found("СОБАКОЙ")).toEqual(["Можно ли с собакой?"]);
  expect(await found("带狗")).toEqual(["可以带狗吗？"]);
  expect(await found("100%")).toEqual(["When is rye bread baked?"]);
  expect(await found('%"),id.eq.(')).toEqual([]);
});

test("HIST-008 HIST-020 HIST-021 HIST-022 HIST-023 HIST-027 pages and searches are kept under the user's own keys for as long as promised, sealed", async () => {
  await history(mill, { limit: 20, offset: 20 });
  await search(mill, "Dogs");
  const redis = getRedisClient();
  for (const [key, seconds] of [
    [getChatHistoryCacheKey(mill.userId, 20, 20), 86_400],
    [getChatSearchCacheKey(mill.userId, "dogs", 50), 3_600],
  ] as const) {
    expect(await redis.ttl(key)).toBeGreaterThan(seconds - 60);
    expect(JSON.stringify(await redis.get(key))).not.toContain("terrace");
  }
  expect(getChatHistoryCacheKey("u", 20, 20)).toBe("chat:history:u:20:20");
  expect(getChatSearchCacheKey("u", "dogs", 20)).toBe("chat:search:u:dogs:20");
});

test("HIST-061 another user's history, search and chat are as unknown as one that never was", async () => {
  const other = await stack.newCustomer();
  for (const user_id of [other.userId, randomUUID(), "me"]) {
    for (const [name, input] of [
      ["get_chat_history", {}],
      ["search_chat_history", { q: "dogs" }],
      ["send_chat_message", { message: "Hello" }],
    ] as const) {
      await expect(call(mill, name, { ...input, user_id })).rejects.toMatchObject({ code: "not_found" });
    }
  }
  expect((await history(other)).total).toBe(0);
});

test("the same message sent twice is one exchange with one answer", async () => {
  const { customer } = await newReadSite(stack);
  const twice = { client_message_id: "once" };
  const [one, two] = await Promise.all([send(customer, "Hello", twice), send(customer, "Hello", twice)]);
  expect(one).toEqual(two);
  expect((await history(customer)).total).toBe(1);
});

test("HIST-002 the assistant knows what was said before", async () => {
  await send(mill, "Is parking free?");
  const followed = await send(mill, "For guests?");
  expect(followed).toMatchObject({ answered: true, sources: [{ url: "https://example.com/parking" }] });
});

test("what the bench measures against is not there outside the bench", async () => {
  await expect(readBare(async () => member(mill), "redis")).rejects.toMatchObject({ code: "not_found" });
  await expect(readBare(async () => member(mill), "database")).rejects.toMatchObject({ code: "not_found" });
});
