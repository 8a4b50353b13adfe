import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { countWeek, getPersonRequest, listWaiting, readInbox } from "./inbox";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

async function newBusiness() {
  const { db, customerId, userId } = await stack.newCustomer();
  return { db, customerId, actor: { type: "member", userId, role: "owner" } } as const;
}

type Business = Awaited<ReturnType<typeof newBusiness>>;

/** A conversation with one question and one answer, `minutesAgo`. */
async function talk({ customerId }: Business, minutesAgo: number, answered = true, person?: { note: string }) {
  const id = randomUUID();
  const at = (seconds: number) => new Date(Date.now() - minutesAgo * 60_000 + seconds * 1000).toISOString();
  const row = { customer_id: customerId, conversation_id: id };
  const service = stack.serviceDb;
  const person_requested_at = person ? at(2) : null;
  await service.from("conversations").insert({ id, customer_id: customerId, person_requested_at }).throwOnError();
  await service
    .from("messages")
    .insert({ ...row, role: "user", content: "Hi", created_at: at(0) })
    .throwOnError();
  const answer = { ...row, role: "assistant", content: "Hello", answered, created_at: at(1) };
  await service.from("messages").insert(answer).throwOnError();
  if (person) {
    const parts = { person: { email: null, note: person.note } };
    await service
      .from("messages")
      .insert({ ...row, role: "system", content: "…", parts, created_at: at(2) })
      .throwOnError();
  }
  return id;
}

test("the inbox shows the latest conversation first, in pages that miss and repeat none", async () => {
  const business = await newBusiness();
  const ids = [];
  for (const minutesAgo of [1, 2, 3, 4, 5]) ids.push(await talk(business, minutesAgo));
  const first = await readInbox(business, { limit: 3 });
  const second = await readInbox(business, { limit: 3, ...(first.next && { place: first.next }) });
  expect([...first.conversations, ...second.conversations].map(({ id }) => id)).toEqual(ids);
  expect(second.next).toBeNull();
});

test("the inbox can be kept to conversations with a question that found no answer", async () => {
  const business = await newBusiness();
  await talk(business, 1);
  const open = await talk(business, 2, false);
  const { conversations } = await readInbox(business, { onlyUnanswered: true });
  expect(conversations).toMatchObject([{ id: open, metadata: { questions: 1, answered: 0, unanswered: 1 } }]);
});

test("those who asked for a person within a week are listed with what they wrote", async () => {
  const business = await newBusiness();
  await talk(business, 1);
  const id = await talk(business, 30, false, { note: "Call me" });
  await talk(business, 8 * 24 * 60, false, { note: "Too long ago" });
  expect((await listWaiting(business)).map((conversation) => conversation.id)).toEqual([id]);
  expect(await getPersonRequest(business, id)).toMatchObject({ note: "Call me", email: null });
});

test("the week's counts leave out what is older", async () => {
  const business = await newBusiness();
  await talk(business, 1);
  await talk(business, 2, false);
  await talk(business, 8 * 24 * 60, false);
  expect(await countWeek(business)).toEqual({ conversations: 2, answered: 1, unanswered: 1 });
});

test("another business sees nothing of it", async () => {
  const id = await talk(await newBusiness(), 1, false, { note: "Private" });
  const stranger = await newBusiness();
  expect(await readInbox(stranger, {})).toEqual({ conversations: [], next: null });
  expect(await listWaiting(stranger)).toEqual([]);
  expect(await getPersonRequest(stranger, id)).toBeNull();
  expect(await countWeek(stranger)).toEqual({ conversations: 0, answered: 0, unanswered: 0 });
});
