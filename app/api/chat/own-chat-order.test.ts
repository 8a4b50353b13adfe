import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { operations } from "@/app/api/operations";
import { chatApi } from "@/lib/chat-api";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { rest } from "@/lib/platform/http/rest";
import type { AnyOperation } from "@/lib/platform/operation";
import { limit, limits } from "@/lib/platform/redis/limits";
import { newReadSite, startGateways } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestCustomer, type TestStack } from "@/scripts/stack/testing";

const realFetch = globalThis.fetch;

let stack: TestStack;
let gateways: Awaited<ReturnType<typeof startGateways>>;
let member: TestCustomer;

beforeAll(async () => {
  stack = await startTestStack();
  gateways = await startGateways(stack);
  const pages = [{ path: "/dogs", title: "Dogs", passages: ["Dogs are welcome on the terrace and in the garden."] }];
  ({ customer: member } = await newReadSite(stack, pages));
});
afterEach(() => {
  vi.unstubAllGlobals();
  gateways.open();
});
afterAll(async () => {
  await gateways.close();
  await stack.close();
});

function asOwner(): Ctx<ActorOf<"member">> {
  const { db, customerId, userId } = member;
  return { db, customerId, actor: { type: "member", userId, role: "owner" } };
}

async function call(name: string, input: Record<string, unknown>) {
  const operation = operations.find((each) => each.name === name) as AnyOperation;
  return operation.run(asOwner(), operation.input.parse({ user_id: member.userId, ...input }));
}

/** What the app asks of its services from now on, in its order. */
function listen() {
  const heard: string[] = [];
  gateways.model.during(({ url = "" }) => {
    if (url.endsWith("/chat/completions")) heard.push("a reply is asked for");
    return false;
  });
  gateways.database.during(({ url = "", method }) => {
    if (method === "POST" && url.startsWith("/rest/v1/messages")) heard.push("the reply is stored");
    return false;
  });
  const commands: string[] = [];
  gateways.redis.during((request) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      for (const [name = "", key = ""] of JSON.parse(body) as string[][]) {
        commands.push(name.toUpperCase());
        if (name.toUpperCase() === "SET" && key === `tag:history:${member.userId}`) heard.push("the cache is voided");
      }
    });
    return false;
  });
  return { heard, commands };
}

test("HIST-007 HIST-009 HIST-024 D10 a send generates the reply, stores it and voids what is cached, then answers; no key is searched for", async () => {
  await call("get_chat_history", {});
  const { heard, commands } = listen();
  const sent = await call("send_chat_message", { message: "Are dogs welcome on the terrace?" });
  heard.push("the caller has the answer");
  const history = (await call("get_chat_history", {})) as { messages: unknown[] };
  expect(history.messages).toMatchObject([{ response: (sent as { response: string }).response }]);
  const order = ["a reply is asked for", "the reply is stored", "the cache is voided", "the caller has the answer"];
  expect(order.map((step) => heard.lastIndexOf(step))).toEqual(
    order.map((step) => heard.lastIndexOf(step)).toSorted((a, b) => a - b),
  );
  expect(heard).toEqual(expect.arrayContaining(order));
  expect(commands.filter((name) => ["SCAN", "KEYS", "FLUSHDB"].includes(name))).toEqual([]);
});

test("HIST-004 HIST-005 HIST-006 the page's chatApi sends, searches and reads a history by the routes that there are", async () => {
  const serve = rest(operations, async () => asOwner());
  vi.stubGlobal("fetch", (path: string | URL | Request, init?: RequestInit) => {
    if (typeof path !== "string" || !path.startsWith("/api/v1/")) return realFetch(path, init);
    const request = new Request(`http://127.0.0.1:3000${path}`, init);
    return serve(request, { params: Promise.resolve({ path: new URL(request.url).pathname.split("/").slice(3) }) });
  });
  const texts: string[] = [];
  const clientMessageId = "by the page";
  const onText = (text: string) => texts.push(text);
  const message = "In which garden are dogs welcome?";
  const sent = await chatApi.sendMessage(member.userId, message, { clientMessageId, onText });
  expect(texts.join("").trim()).toBe(sent.response);
  const history = await chatApi.getChatHistory(member.userId, 50, 0);
  expect(history.messages[0]).toMatchObject({ id: sent.id, message, response: sent.response });
  expect((await chatApi.getChatHistory(member.userId, 1, 1)).messages[0]?.id).not.toBe(sent.id);
  expect((await chatApi.searchChatHistory(member.userId, "WHICH garden")).messages).toMatchObject([{ id: sent.id }]);
  const failed = chatApi.searchChatHistory(randomUUID(), "garden");
  await expect(failed).rejects.toMatchObject({ code: "not_found" });
});

test("HIST-060 a member who sends more than the minute's budget is told when to try again", async () => {
  for (let i = 0; i < limits.chatByMember.max; i++) await limit({ chatByMember: member.userId }).catch(() => {});
  await expect(call("send_chat_message", { message: "Hello" })).rejects.toMatchObject({
    code: "rate_limited",
    retryAfterSeconds: expect.any(Number),
  });
});
