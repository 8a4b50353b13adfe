import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MessageParts } from "@/lib/conversations/schema";
import { verifySessionToken } from "@/lib/conversations/token";
import { findAnswer, openTurn, storeAnswer, storeQuestion } from "@/lib/conversations/turn";
import { visitor } from "@/lib/conversations/visitor";
import { actorDb } from "@/lib/platform/supabase/actor";
import { Browser, newReadSite } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

/** A business whose pages, and whose visitors' messages, all carry its own word. */
async function newBusiness(word: string) {
  const { site } = await newReadSite(
    stack,
    [
      {
        path: `/${word}`,
        title: `The ${word} house`,
        passages: [`The ${word} house opens its garden on Sunday at noon.`],
      },
    ],
    `https://${word}.example/`,
  );
  const visitors = await Promise.all(
    Array.from({ length: 5 }, async (_, index) => {
      const browser = new Browser(site);
      await browser.start();
      const secret = `${word}-${index}-${randomUUID()}`;
      const { body } = await browser.send(`When does the garden open? My code is ${secret}`);
      return { browser, word, secret, conversationId: String(body.conversationId) };
    }),
  );
  return visitors;
}

type Guest = Awaited<ReturnType<typeof newBusiness>>[number];

test("200 parallel requests of two businesses and their visitors leak nothing", async () => {
  const guests = [...(await newBusiness("scarlet")), ...(await newBusiness("azure"))];
  const foreign = ({ word, secret }: Guest) => guests.filter((other) => other.word !== word || other.secret !== secret);
  const tasks = Array.from({ length: 200 }, (_, index) => {
    const guest = guests[index % guests.length] as Guest;
    const other = foreign(guest)[index % (guests.length - 1)] as Guest;
    const { browser, conversationId } = guest;
    const kinds = [
      () => browser.send("When does the garden open?", { conversationId }),
      () => browser.history({ conversationId }),
      () => browser.start({ sessionToken: browser.token }),
      () => browser.history({ conversationId: other.conversationId }),
      () => browser.send("What is your code?", { conversationId: other.conversationId }),
    ];
    const kind = Math.floor(index / guests.length) % kinds.length;
    return async () => ({ guest, kind, answer: await (kinds[kind] as (typeof kinds)[number])() });
  });
  for (const { guest, kind, answer } of await Promise.all(tasks.map((run) => run()))) {
    expect(answer.status).toBe(kind < 3 ? 200 : 404);
    const said = JSON.stringify(answer.body);
    for (const { secret } of foreign(guest)) expect(said).not.toContain(secret);
    expect(said).not.toContain(guest.word === "scarlet" ? "azure" : "scarlet");
    if (kind === 0) expect(said).toContain(`The ${guest.word} house opens its garden`);
    if (kind === 1) expect(said).toContain(guest.secret);
  }
}, 120_000);

test("SYNC-059 SYNC-062 two processes that answer the same message store one answer, and both give it", async () => {
  const [guest] = await newBusiness("amber");
  if (!guest) throw new Error("no guest");
  const ctx = await visitor(guest.browser.request("/api/chat", { method: "POST" }));
  const turn = openTurn(ctx, {
    message: "And on Monday?",
    clientMessageId: randomUUID(),
    conversationId: guest.conversationId,
  });
  const answers = ["one", "two", "three"].map((message) => ({
    message,
    parts: MessageParts.parse({}),
    answered: true,
  }));
  const given = await Promise.all(
    answers.map((answer) => {
      const question = storeQuestion(ctx, turn, "en");
      return storeAnswer(ctx, turn, { answer, question, language: "en" });
    }),
  );
  const stored = await findAnswer(ctx, turn);
  expect(given.map(({ message }) => message)).toEqual(Array(3).fill(stored?.message));
});

test("a visitor's own token reaches nothing in the database but the own session", async () => {
  const [mine, theirs] = await newBusiness("violet");
  if (!mine || !theirs) throw new Error("no guests");
  const { sessionId, customerId, siteId } = await verifySessionToken(mine.browser.token);
  const db = actorDb({ role: "visitor", customer_id: customerId, site_id: siteId, session_id: sessionId });
  const { data: conversations } = await db.from("conversations").select("id").throwOnError();
  expect(conversations).toEqual([{ id: mine.conversationId }]);
  const { data: messages } = await db.from("messages").select("conversation_id").throwOnError();
  expect(new Set(messages.map((message) => message.conversation_id))).toEqual(new Set([mine.conversationId]));
  const row = { customer_id: customerId, conversation_id: theirs.conversationId, role: "user", content: "x" };
  const { error } = await db.from("messages").insert(row);
  expect(error?.code).toBe("42501");
});
