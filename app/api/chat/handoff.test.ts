import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { handBackConversation, takeOverConversation } from "@/lib/assistant/service";
import { sayToVisitor } from "@/lib/conversations/live/handoff";
import { getMyName, renameMe } from "@/lib/conversations/live/name";
import { Browser, newReadSite } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestCustomer, type TestStack } from "@/scripts/stack/testing";

let stack: TestStack;
let site: Awaited<ReturnType<typeof newReadSite>>["site"];
let customer: TestCustomer;

beforeAll(async () => {
  stack = await startTestStack();
  ({ site, customer } = await newReadSite(stack, [
    { path: "/dogs", title: "Dogs", passages: ["Dogs are welcome on the terrace and in the garden."] },
  ]));
});
afterAll(() => stack.close());

const memberOf = ({ db, customerId, userId }: TestCustomer, role: "owner" | "agent" | "viewer" = "owner") =>
  ({ db, customerId, actor: { type: "member", userId, role } }) as const;

/** Another person who works for the customer. */
async function newColleague(role: "agent" | "viewer") {
  const person = await stack.newCustomer(`${role}'s own`);
  await stack.sql("insert into members (customer_id, user_id, role) values ($1, $2, $3)", [
    customer.customerId,
    person.userId,
    role,
  ]);
  return memberOf({ ...person, customerId: customer.customerId }, role);
}

async function newConversation() {
  const browser = new Browser(site);
  await browser.start();
  const { body } = await browser.send("Are dogs welcome?");
  const conversationId = String(body.conversationId);
  const read = async () => (await browser.history({ conversationId })).body;
  return { browser, conversationId, read };
}

const say = (content: string, conversationId: string) => ({ conversationId, clientMessageId: randomUUID(), content });

test("a member takes over, answers and hands back; the assistant is silent in between and knows what was said", async () => {
  const { browser, conversationId, read } = await newConversation();
  const ann = memberOf(customer);
  await renameMe(ann, { name: " Ann " });
  expect(await getMyName(ann)).toEqual({ name: "Ann" });
  await takeOverConversation(ann, { conversationId, fromAnother: false });
  expect(await read()).toMatchObject({ person: { name: "Ann" } });

  const { body: left } = await browser.send("And cats?", { conversationId });
  expect(left).toMatchObject({ conversationId, message: "", person: { name: "Ann" } });
  await sayToVisitor(ann, say("Cats too, of course.", conversationId));
  const { messages } = await read();
  expect(messages.slice(2)).toMatchObject([
    { role: "system", content: "Ann joined the conversation." },
    { role: "user", content: "And cats?" },
    { role: "assistant", content: "Cats too, of course.", author: { name: "Ann" }, sources: [] },
  ]);

  await handBackConversation(ann, { conversationId });
  const { body: answered } = await browser.send("Are dogs welcome in the garden?", { conversationId });
  expect(answered).toMatchObject({ person: null, answered: true });
  const after = await read();
  expect(after.person).toBeNull();
  expect(after.messages[5].content).toBe("Ann left the conversation. The assistant answers again.");
});

test("what a member sends twice is said once, under the name that the member has, whatever the sender says", async () => {
  const { conversationId, read } = await newConversation();
  const ann = memberOf(customer);
  await takeOverConversation(ann, { conversationId, fromAnother: false });
  const message = say("We are open.", conversationId);
  expect(await sayToVisitor(ann, message)).toEqual(await sayToVisitor(ann, message));
  await customer.db
    .from("messages")
    .insert({
      ...{ customer_id: customer.customerId, conversation_id: conversationId, author_id: customer.userId },
      ...{ role: "assistant", content: "It's me.", parts: { author: { name: "The king" } } },
    })
    .throwOnError();
  const { messages } = await read();
  expect(messages.slice(3)).toMatchObject([
    { content: "We are open.", author: { name: "Ann" } },
    { content: "It's me.", author: { name: "Ann" } },
  ]);
});

test("two members can't both take over: the second learns who has it, and an owner may take it from them", async () => {
  const { conversationId } = await newConversation();
  const [bob, eve] = [await newColleague("agent"), await newColleague("agent")];
  await renameMe(bob, { name: "Bob" });
  await renameMe(eve, { name: "Eve" });
  const both = await Promise.allSettled(
    [bob, eve].map((member) => takeOverConversation(member, { conversationId, fromAnother: false })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const [first, second] = both[0]?.status === "fulfilled" ? [bob, eve] : [eve, bob];
  const name = first === bob ? "Bob" : "Eve";
  const conflict = { code: "conflict", message: `${name} answers in this conversation` };
  await expect(takeOverConversation(second, { conversationId, fromAnother: true })).rejects.toMatchObject(conflict);
  await expect(sayToVisitor(second, say("Me too", conversationId))).rejects.toMatchObject(conflict);
  await handBackConversation(second, { conversationId });

  await takeOverConversation(memberOf(customer), { conversationId, fromAnother: true });
  await expect(sayToVisitor(first, say("Still me", conversationId))).rejects.toMatchObject({ code: "conflict" });
});

test("a viewer reads and doesn't take over, and another business finds nothing", async () => {
  const { conversationId } = await newConversation();
  const viewer = await newColleague("viewer");
  await expect(takeOverConversation(viewer, { conversationId, fromAnother: false })).rejects.toMatchObject({
    code: "forbidden",
  });
  const stranger = memberOf(await stack.newCustomer("Stranger"));
  await expect(takeOverConversation(stranger, { conversationId, fromAnother: true })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("HIST-085 a page asks for what came after the last message that it knows, and misses and repeats nothing", async () => {
  const { browser, conversationId, read } = await newConversation();
  const { messages } = await read();
  const ann = memberOf(customer);
  await takeOverConversation(ann, { conversationId, fromAnother: false });
  const senders = Array.from({ length: 12 }, (_, i) =>
    i % 2 ? browser.send(`visitor ${i}`, { conversationId }) : sayToVisitor(ann, say(`member ${i}`, conversationId)),
  );
  const seen: string[] = [];
  let after: number = messages.at(-1).seq;
  const pull = async () => {
    const { body } = await browser.history({ conversationId, after: String(after), limit: "5" });
    for (const message of body.messages) seen.push(message.id);
    after = body.messages.at(-1)?.seq ?? after;
    return body.hasMore;
  };
  let isDone = false;
  const all = Promise.all(senders).finally(() => {
    isDone = true;
  });
  while (!isDone) await pull();
  await all;
  while (await pull());
  const whole = (await read()).messages.slice(messages.length).map(({ id }: { id: string }) => id);
  expect(seen).toEqual(whole);
  expect(seen).toHaveLength(13);
});
