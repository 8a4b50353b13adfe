import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actorDb } from "@/lib/platform/supabase/actor";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { insertConversation, insertMessage, selectMessages, selectTurn } from "./store";
import { createConversation, idFrom } from "./turn";

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

async function newVisitor() {
  const customer = await stack.newCustomer();
  const site = await stack.newSite(customer);
  const sessionId = randomUUID();
  const claims = {
    role: "visitor",
    customer_id: customer.customerId,
    site_id: site.id,
    session_id: sessionId,
  } as const;
  const actor = { type: "visitor", sessionId, siteId: site.id } as const;
  return { ctx: { db: actorDb(claims), customerId: customer.customerId, actor }, customer };
}

async function newConversation() {
  const { ctx, customer } = await newVisitor();
  const id = randomUUID();
  await insertConversation(ctx, { id, language: "pt-BR", pageUrl: "https://example.com/menu" });
  return { ctx, customer, id };
}

const rejects = (sql: string, params: unknown[]) => expect(stack.sql(sql, params)).rejects.toThrow();

test("SESS-040 SESS-042 SESS-043 STORE-032 a conversation has its id once, its language and its times", async () => {
  const { ctx, id } = await newConversation();
  await insertConversation(ctx, { id, language: "de" });
  const [row] = await stack.sql(
    "select language, page_url, created_at, updated_at from public.conversations where id = $1",
    [id],
  );
  expect(row).toMatchObject({ language: "pt-BR", page_url: "https://example.com/menu" });
  await stack.sql("select pg_sleep(0.01)");
  await ctx.db.from("conversations").update({ language: "es" }).eq("id", id).throwOnError();
  const [later] = await stack.sql("select created_at < updated_at as moved from public.conversations where id = $1", [
    id,
  ]);
  expect(later).toEqual({ moved: true });
  await rejects("insert into public.conversations (id, customer_id) values ($1, $2)", [id, ctx.customerId]);
});

test("SESS-082 a conversation is created once, in the speaker's session and site, and nobody else's", async () => {
  const { ctx } = await newVisitor();
  const conversation = { id: randomUUID(), language: "de", pageUrl: "https://example.com/menu" };
  await createConversation(ctx, conversation);
  await createConversation(ctx, { ...conversation, language: "es" });
  const { sessionId, siteId } = ctx.actor;
  expect(
    await stack.sql(
      "select id, customer_id, site_id, session_id, channel, language, client_id from conversations where session_id = $1",
      [sessionId],
    ),
  ).toEqual([
    {
      ...{ id: conversation.id, customer_id: ctx.customerId, site_id: siteId, session_id: sessionId },
      ...{ channel: "widget", language: "de", client_id: null },
    },
  ]);
});

test("SESS-050 SESS-051 SESS-052 SESS-053 SESS-054 STORE-033 SYNC-034 a message belongs to a conversation, has a known role and a text", async () => {
  const { ctx, id } = await newConversation();
  const message = { id: randomUUID(), conversationId: id, role: "user", content: "Hello" } as const;
  expect(await insertMessage(ctx, message)).toBe(true);
  expect(await insertMessage(ctx, message)).toBe(false);
  const [stored] = await selectMessages(ctx, id, 10);
  expect(stored).toMatchObject({ id: message.id, role: "user", content: "Hello", createdAt: expect.any(String) });
  const insert = "insert into public.messages (customer_id, conversation_id, role, content) values ($1, $2, $3, $4)";
  await rejects(insert, [ctx.customerId, id, "robot", "x"]);
  await rejects(insert, [ctx.customerId, id, "user", null]);
  await rejects(insert, [ctx.customerId, randomUUID(), "user", "x"]);
  const other = await newVisitor();
  await rejects(insert, [other.ctx.customerId, id, "user", "x"]);
  await stack.sql("delete from public.conversations where id = $1", [id]);
  expect(await stack.sql("select 1 from public.messages where id = $1", [message.id])).toEqual([]);
});

test("a question has one answer, and a visitor's message is stored once in its conversation", async () => {
  const { ctx, id } = await newConversation();
  const question = {
    id: randomUUID(),
    conversationId: id,
    role: "user",
    content: "?",
    clientMessageId: randomUUID(),
  } as const;
  await insertMessage(ctx, question);
  expect(await insertMessage(ctx, { ...question, id: randomUUID() })).toBe(false);
  const answer = { conversationId: id, role: "assistant", replyTo: question.id, answered: true } as const;
  const stored = await Promise.all(
    ["one", "two"].map((content) => insertMessage(ctx, { ...answer, id: randomUUID(), content })),
  );
  expect(stored.toSorted()).toEqual([false, true]);
  expect(await selectTurn(ctx, id, question.id)).toMatchObject({
    question: { id: question.id },
    answer: { role: "assistant" },
  });
});

test("STORE-034 how well a conversation was answered is counted as it is written", async () => {
  const { ctx, customer, id } = await newConversation();
  const source = { url: "https://example.com/", title: "A", quote: "B" };
  for (const [content, answered] of [
    ["yes", true],
    ["no", false],
  ] as const) {
    const question = { id: randomUUID(), conversationId: id, role: "user", content: `${content}?` } as const;
    await insertMessage(ctx, question);
    const parts = { sources: answered ? [source, source] : [] };
    const answer = { id: randomUUID(), conversationId: id, role: "assistant", content, parts, answered } as const;
    await insertMessage(ctx, { ...answer, replyTo: question.id });
  }
  const { data } = await customer.db
    .from("conversation_metadata")
    .select()
    .eq("conversation_id", id)
    .single()
    .throwOnError();
  expect(data).toMatchObject({ questions: 2, answered: 1, unanswered: 1, cited_sources: 2 });
});

test("ids made of the same parts are the same uuid, and of other parts another", () => {
  expect(idFrom("a", "b")).toBe(idFrom("a", "b"));
  expect(idFrom("a", "b")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set([idFrom("a", "b"), idFrom("ab"), idFrom("b", "a"), idFrom("a", "b", "")]).size).toBe(4);
});
