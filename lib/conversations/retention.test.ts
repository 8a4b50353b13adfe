import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET } from "@/app/api/cron/retention/route";
import { asSystem } from "@/lib/platform/jobs/system";
import { Browser, newReadSite } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { countExpiredConversations, deleteExpiredConversations } from "./retention";

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
  return { browser, conversationId, customerId: customer.customerId };
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
