import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { operations } from "@/app/api/operations";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import type { AnyOperation } from "@/lib/platform/operation";
import { limit, limits } from "@/lib/platform/redis/limits";
import { newReadSite, startGateways } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestCustomer, type TestStack } from "@/scripts/stack/testing";

let stack: TestStack;
let gateways: Awaited<ReturnType<typeof startGateways>>;
let member: TestCustomer;

beforeAll(async () => {
  stack = await startTestStack();
  gateways = await startGateways(stack);
  const pages = [{ path: "/dogs", title: "Dogs", passages: ["Dogs are welcome on the terrace and in the garden."] }];
  ({ customer: member } = await newReadSite(stack, pages));
});
afterEach(() => gateways.open());
afterAll(async () => {
  await gateways.close();
  await stack.close();
});

async function call(name: string, input: Record<string, unknown>) {
  const { db, customerId, userId } = member;
  const operation = operations.find((each) => each.name === name) as AnyOperation;
  const ctx: Ctx<ActorOf<"member">> = { db, customerId, actor: { type: "member", userId, role: "owner" } };
  return operation.run(ctx, operation.input.parse({ user_id: userId, ...input }));
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

test("HIST-060 a member who sends more than the minute's budget is told when to try again", async () => {
  for (let i = 0; i < limits.chatByMember.max; i++) await limit({ chatByMember: member.userId }).catch(() => {});
  await expect(call("send_chat_message", { message: "Hello" })).rejects.toMatchObject({
    code: "rate_limited",
    retryAfterSeconds: expect.any(Number),
  });
});
