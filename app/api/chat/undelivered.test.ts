import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET as deliver } from "@/app/api/cron/deliver-messages/route";
import { discardUndelivered, listUndelivered, resendUndelivered } from "@/lib/conversations/queue/undelivered";
import { Browser, newReadSite } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestCustomer, type TestStack } from "@/scripts/stack/testing";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

const owner = ({ db, customerId, userId }: TestCustomer) => ({
  db,
  customerId,
  actor: { type: "member", userId, role: "owner" } as const,
});

/** A customer with a visitor's message that was given up. */
async function newDeadLetter() {
  const { site, customer } = await newReadSite(stack, [
    { path: "/", title: "Mill", passages: ["Dogs are welcome in the garden."] },
  ]);
  const browser = new Browser(site);
  const { body } = await browser.start();
  const message = { type: "message", key: randomUUID(), value: "Are dogs welcome in the garden?", timestamp: 1 };
  await stack.sql(
    `insert into message_queue (customer_id, session_id, client_message_id, message_data, status, retry_count, last_error)
     values ($1, $2, $3, $4::text::jsonb, 'failed', 8, 'Something is away')`,
    [customer.customerId, body.session.id, message.key, JSON.stringify({ ...message, siteId: site.id })],
  );
  return { customer, ctx: owner(customer), message };
}

test("a member sees what was given up, with the reason, and sending it again delivers it", async () => {
  const { ctx, customer, message } = await newDeadLetter();
  const [letter] = await listUndelivered(ctx);
  expect(letter).toMatchObject({ text: message.value, tries: 8, reason: "Something is away" });
  await resendUndelivered(ctx, { id: letter?.id ?? "" });
  expect(await listUndelivered(ctx)).toEqual([]);
  const headers = { authorization: `Bearer ${stack.keys.cronSecret}` };
  const response = await deliver(new Request("http://127.0.0.1/", { headers }));
  expect(await response.json()).toEqual({ delivered: 1, failed: 0 });
  const said = await stack.sql("select role from messages where customer_id = $1 order by seq", [customer.customerId]);
  expect(said).toEqual([{ role: "user" }, { role: "assistant" }]);
});

test("a discarded message is gone", async () => {
  const { ctx, customer } = await newDeadLetter();
  const [letter] = await listUndelivered(ctx);
  await discardUndelivered(ctx, { id: letter?.id ?? "" });
  const left = await stack.sql("select id from message_queue where customer_id = $1", [customer.customerId]);
  expect(left).toEqual([]);
});

test("another customer's member neither sees, sends nor discards it", async () => {
  const { ctx } = await newDeadLetter();
  const stranger = owner(await stack.newCustomer());
  const [letter] = await listUndelivered(ctx);
  const id = letter?.id ?? "";
  expect(await listUndelivered(stranger)).toEqual([]);
  await expect(resendUndelivered(stranger, { id })).rejects.toMatchObject({ code: "not_found" });
  await expect(discardUndelivered(stranger, { id })).rejects.toMatchObject({ code: "not_found" });
  expect(await listUndelivered(ctx)).toHaveLength(1);
});
