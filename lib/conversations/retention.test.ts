import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET } from "@/app/api/cron/retention/route";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { asSystem } from "@/lib/platform/jobs/system";
import { Browser, newReadSite } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { countExpiredConversations, deleteExpiredConversations } from "./retention";
import { changeRetention, getRetention, previewRetention, Retention } from "./retention-setting";

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

/** A visitor's conversation that was last heard of so many days ago. */
async function newConversation(days: number, keptFor?: number) {
  const { site, customer } = await newReadSite(stack);
  if (keptFor) {
    await customer.db
      .from("customer_configs")
      .update({ retention_days: keptFor })
      .eq("customer_id", customer.customerId);
  }
  const browser = new Browser(site);
  await browser.start();
  const { body } = await browser.send("Hello");
  const conversationId = body.conversationId as string;
  const age = `${days * 24 + 1} hours`;
  await stack.sql("update conversations set last_message_at = now() - $2::interval where id = $1", [
    conversationId,
    age,
  ]);
  const { customerId, userId, db } = customer;
  const owner: Ctx<ActorOf<"member">> = { db, customerId, actor: { type: "member", userId, role: "owner" } };
  return { browser, conversationId, customerId, owner };
}

const isKept = async (id: string) =>
  (await stack.sql("select 1 from messages where conversation_id = $1", [id])).length > 0;

test("STORE-061 conversations are kept 90 days from their last message, or as long as the customer wants", async () => {
  const [old, recent] = [await newConversation(90), await newConversation(89)];
  const [shortLived, longLived] = [await newConversation(7, 7), await newConversation(300, 365)];
  const expired = await countExpiredConversations(asSystem("test"));
  expect(expired.conversations).toBe(2);
  expect(expired.customers).toContainEqual({ customer_id: old.customerId, conversations: 1 });
  expect(await deleteExpiredConversations(asSystem("test"))).toEqual({ deleted: 2 });
  const kept = [old, recent, shortLived, longLived].map(({ conversationId }) => isKept(conversationId));
  expect(await Promise.all(kept)).toEqual([false, true, false, true]);
});

test("SYNC-023 a deleted conversation is gone for its visitor too, cached or not", async () => {
  const { browser, conversationId } = await newConversation(100);
  expect((await browser.history({ conversationId })).status).toBe(200);
  await deleteExpiredConversations(asSystem("test"));
  expect((await browser.history({ conversationId })).status).toBe(404);
  const { body } = await browser.send("Hello again", { conversationId });
  expect(body.error?.code).toBe("not_found");
});

test("a whole year's conversations go in batches", async () => {
  const { customerId } = await newConversation(0);
  await stack.sql(
    `insert into conversations (customer_id, session_id, last_message_at)
     select $1, $2, now() - interval '91 days' from generate_series(1, 450)`,
    [customerId, randomUUID()],
  );
  expect(await deleteExpiredConversations(asSystem("test"))).toEqual({ deleted: 450 });
});

test("STORE-156 the scheduler may look first, and nobody else may delete", async () => {
  const { conversationId } = await newConversation(91);
  const ask = (query: string, secret: string) =>
    GET(
      new Request(`http://127.0.0.1:3000/api/cron/retention${query}`, {
        headers: { authorization: `Bearer ${secret}` },
      }),
    );
  expect(await (await ask("?dry-run", stack.keys.cronSecret)).json()).toMatchObject({ conversations: 1 });
  expect((await ask("", "wrong")).status).toBe(401);
  expect(await isKept(conversationId)).toBe(true);
  expect(await (await ask("", stack.keys.cronSecret)).json()).toEqual({ deleted: 1 });
});

test("STORE-061 STORE-172 an owner sees what days would delete before choosing them, and exactly that goes", async () => {
  const { owner, customerId, conversationId } = await newConversation(40);
  await newConversation(300, 365); // Another customer's, of whom nothing is told.
  await stack.sql(
    `insert into conversations (customer_id, user_id, channel, last_message_at)
     select $1, $2, 'dashboard', now() - interval '20 days' from generate_series(1, 3)`,
    [customerId, (await stack.newCustomer()).userId],
  );
  const seen = await Promise.all([90, 30, 10].map((days) => previewRetention(owner, { days })));
  expect(seen.map(({ conversations, messages, kept }) => [conversations, messages, kept])).toEqual([
    [0, 0, 4],
    [1, 2, 3],
    [4, 2, 0],
  ]);
  expect(seen.map(({ oldest }) => oldest !== null)).toEqual([false, true, true]);
  expect(await changeRetention(owner, { days: 30 })).toEqual({ days: 30 });
  expect(await getRetention(owner)).toEqual({ days: 30 });
  expect(await deleteExpiredConversations(asSystem("test"))).toEqual({ deleted: 1 });
  expect(await isKept(conversationId)).toBe(false);
  expect(await previewRetention(owner, { days: 30 })).toMatchObject({ conversations: 0, kept: 3 });
});

test("nobody else may look at or change for how long a business keeps its conversations", async () => {
  const { owner, customerId } = await newConversation(0);
  const stranger = await stack.newCustomer();
  const asStranger = { ...owner, db: stranger.db };
  const asAgent = async () => {
    await stack.sql("insert into members (customer_id, user_id, role) values ($1, $2, 'agent')", [
      customerId,
      stranger.userId,
    ]);
    return asStranger;
  };
  for (const ctx of [asStranger, await asAgent()]) {
    await expect(previewRetention(ctx, { days: 1 })).rejects.toMatchObject({ code: "forbidden" });
    await expect(changeRetention(ctx, { days: 1 })).rejects.toMatchObject({ code: "not_found" });
  }
  expect(await getRetention(asStranger)).toEqual({ days: 90 });
});

test.each([
  ["0", /at least 1 day/],
  ["3651", /at most 3,650 days/],
  ["1.5", /whole days/],
  ["soon", /number of days/],
  ["", /at least 1 day/],
])("%j is no number of days", (days, says) => {
  expect(Retention.safeParse({ days }).error?.issues[0]?.message).toMatch(says);
});
