import { afterAll, beforeAll, expect, test } from "vitest";
import * as reactions from "@/app/api/chat/reactions/route";
import { Browser, newReadSite } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { listReactions, toggleReaction } from "./service";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

async function newTalk() {
  const { customer, site } = await newReadSite(stack);
  const visitor = await open(site);
  const { body } = await visitor.send("Hello!");
  const owner = { ...customer, actor: { type: "member", userId: customer.userId, role: "owner" } } as const;
  return { site, owner, visitor, conversationId: String(body.conversationId), messageId: String(body.messageId) };
}

async function open(site: ConstructorParameters<typeof Browser>[0]) {
  const browser = new Browser(site);
  await browser.start();
  return browser;
}

async function react(browser: Browser, messageId: string, emoji: string) {
  const body = JSON.stringify({ messageId, emoji });
  const response = await reactions.POST(browser.request("/api/chat/reactions", { method: "POST", body }));
  return { status: response.status, body: await response.json() };
}

async function seen(browser: Browser, conversationId: string) {
  const response = await reactions.GET(browser.request(`/api/chat/reactions?conversationId=${conversationId}`));
  return (await response.json()).reactions;
}

test("HIST-082 what visitor and member think of an answer is kept, counted, and told to each as their own", async () => {
  const { owner, visitor, conversationId, messageId } = await newTalk();
  expect(await react(visitor, messageId, "👍")).toEqual({ status: 200, body: { isSet: true } });
  await toggleReaction(owner, { messageId, emoji: "👍" });
  await toggleReaction(owner, { messageId, emoji: "🎉" });
  expect(await seen(visitor, conversationId)).toEqual([
    { messageId, emoji: "👍", count: 2, isMine: true },
    { messageId, emoji: "🎉", count: 1, isMine: false },
  ]);
  expect((await listReactions(owner, conversationId)).reactions).toEqual([
    { messageId, emoji: "👍", count: 2, isMine: true },
    { messageId, emoji: "🎉", count: 1, isMine: true },
  ]);
});

test("the same sign again takes it back, and only the own", async () => {
  const { owner, visitor, conversationId, messageId } = await newTalk();
  await toggleReaction(owner, { messageId, emoji: "❤️" });
  await react(visitor, messageId, "❤️");
  expect((await react(visitor, messageId, "❤️")).body).toEqual({ isSet: false });
  expect(await seen(visitor, conversationId)).toEqual([{ messageId, emoji: "❤️", count: 1, isMine: false }]);
});

test("a sign that is set twice at once counts once", async () => {
  const { owner, messageId, conversationId } = await newTalk();
  const row = { customer_id: owner.customerId, message_id: messageId, user_id: owner.userId, emoji: "👍" };
  await owner.db.from("message_reactions").insert(row).throwOnError();
  expect((await owner.db.from("message_reactions").insert(row)).error?.code).toBe("23505");
  expect((await listReactions(owner, conversationId)).reactions).toMatchObject([{ count: 1 }]);
});

test("a message of another session or business is as unknown as one that never was", async () => {
  const { site, visitor, owner, conversationId, messageId } = await newTalk();
  await react(visitor, messageId, "👍");
  const other = await open(site);
  expect((await react(other, messageId, "👍")).status).toBe(404);
  expect(await seen(other, conversationId)).toEqual([]);
  const { owner: stranger } = await newTalk();
  await expect(toggleReaction(stranger, { messageId, emoji: "👍" })).rejects.toThrow("Message");
  expect(await listReactions({ ...stranger, customerId: owner.customerId }, conversationId)).toEqual({ reactions: [] });
  expect((await react(visitor, messageId, "<script>")).status).toBe(400);
});
