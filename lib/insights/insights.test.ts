import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { GET as runCron } from "@/app/api/cron/insights/route";
import type { Ctx } from "@/lib/platform/context";
import { asSystem } from "@/lib/platform/jobs/system";
import { startGateways } from "@/scripts/stack/chat-testing";
import { failsWith, type Intercept } from "@/scripts/stack/gateway";
import { startTestStack, type TestCustomer, type TestStack } from "@/scripts/stack/testing";
import { judgeConversations, listMoods } from "./sentiment/service";
import { keepsTo, listSummaries, summarizeConversations } from "./summaries/service";

let stack: TestStack;
let gateways: Awaited<ReturnType<typeof startGateways>>;
beforeAll(async () => {
  stack = await startTestStack();
  gateways = await startGateways(stack);
});
afterEach(() => gateways.open());
afterAll(async () => {
  await gateways.close();
  await stack.close();
});

const memberOf = ({ db, customerId, userId }: TestCustomer): Ctx => ({
  db,
  customerId,
  actor: { type: "member", userId, role: "viewer" },
});

/** A conversation of questions and whether each was answered, that came to rest `at` a time. */
async function talk(
  { customerId }: TestCustomer,
  at: Date,
  said: [question: string, answered: boolean][],
  userId?: string,
) {
  const id = randomUUID();
  const row = { customer_id: customerId, created_at: at.toISOString() };
  const own = userId ? { user_id: userId, channel: "dashboard" } : {};
  await stack.serviceDb
    .from("conversations")
    .insert({ ...row, ...own, id })
    .throwOnError();
  for (const [content, answered] of said) {
    const question = { ...row, id: randomUUID(), conversation_id: id, role: "user", content, user_id: userId ?? null };
    const reply = { ...question, id: randomUUID(), role: "assistant", content: "…", answered, reply_to: question.id };
    await stack.serviceDb.from("messages").insert(question).throwOnError();
    await stack.serviceDb.from("messages").insert(reply).throwOnError();
  }
  await stack.sql(
    "update conversation_metadata set updated_at = now() - interval '1 hour' where conversation_id = $1",
    [id],
  );
  return id;
}

const moodOf = (id: string) =>
  stack.sql("select mood, judged_questions from conversation_metadata where conversation_id = $1", [id]);

test("HIST-084 the mood of a conversation is judged once it rests, and again when the visitor goes on", async () => {
  const customer = await stack.newCustomer();
  const bad = await talk(customer, new Date(), [["This is terrible, I am disappointed", false]]);
  const good = await talk(customer, new Date(), [["Thank you, that was very helpful!", true]]);
  const own = await talk(customer, new Date(), [["This is terrible", true]], customer.userId);
  expect((await judgeConversations(asSystem("test"))).judged).toBe(2);
  expect(await moodOf(bad)).toEqual([{ mood: "negative", judged_questions: 1 }]);
  expect(await moodOf(good)).toEqual([{ mood: "positive", judged_questions: 1 }]);
  expect(await moodOf(own)).toEqual([{ mood: null, judged_questions: 0 }]);
  expect((await judgeConversations(asSystem("test"))).judged).toBe(0);
  const more = {
    customer_id: customer.customerId,
    conversation_id: bad,
    role: "user",
    content: "Thank you! Great, excellent!",
  };
  await stack.serviceDb.from("messages").insert(more).throwOnError();
  expect((await judgeConversations(asSystem("test"))).judged).toBe(0); // It doesn't rest yet.
  await stack.sql("update conversation_metadata set updated_at = now() - interval '1 hour'");
  expect((await judgeConversations(asSystem("test"))).judged).toBe(1);
  expect(await moodOf(bad)).toEqual([{ mood: "neutral", judged_questions: 2 }]);
});

/** A model that says of every conversation that it went well, and refuses those with the word. */
function refuses(word: string) {
  let count = 0;
  const intercept: Intercept = (request, response) => {
    void text(request).then((body) => {
      const isRefused = body.includes(word);
      if (isRefused) count++;
      const content = JSON.stringify({ score: 0.5 });
      const answer = isRefused ? { error: { message: "content_filter" } } : { choices: [{ message: { content } }] };
      response.writeHead(isRefused ? 400 : 200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
    return true;
  };
  return { intercept, count: () => count };
}

test("HIST-084 what the model refuses to judge keeps nobody waiting, and is asked less and less, then no more", async () => {
  const customer = await stack.newCustomer();
  const refused: string[] = [];
  for (let count = 0; count < 5; count++) refused.push(await talk(customer, new Date(), [["Unspeakable!", true]]));
  const fine = await talk(customer, new Date(), [["Hello", true]]);
  const picky = refuses("Unspeakable");
  gateways.model.during(picky.intercept);
  expect((await judgeConversations(asSystem("test"))).judged).toBe(1);
  expect(await moodOf(fine)).toEqual([{ mood: "positive", judged_questions: 1 }]);
  await judgeConversations(asSystem("test"));
  expect(picky.count()).toBe(5); // None of them is due.
  for (let round = 0; round < 8; round++) {
    await stack.sql("update conversation_metadata set judge_after = now() where judge_after is not null");
    await judgeConversations(asSystem("test"));
  }
  expect(picky.count()).toBe(5 * 6);
  for (const id of refused) expect(await moodOf(id)).toEqual([{ mood: null, judged_questions: 1 }]);
});

test("HIST-084 while the model is away nothing counts as refused, and all is judged when it is back", async () => {
  const customer = await stack.newCustomer();
  const ids: string[] = [];
  for (let count = 0; count < 6; count++) ids.push(await talk(customer, new Date(), [["Thank you", true]]));
  gateways.model.during(failsWith(401));
  expect((await judgeConversations(asSystem("test"))).judged).toBe(0);
  gateways.open();
  expect((await judgeConversations(asSystem("test"))).judged).toBe(6);
  for (const id of ids) expect(await moodOf(id)).toEqual([{ mood: "positive", judged_questions: 1 }]);
});

test("HIST-089 the trend counts each day's moods, has days without any, and shows nobody else's", async () => {
  const customer = await stack.newCustomer();
  const today = new Date();
  const before = new Date(today.getTime() - 2 * 86_400_000);
  await talk(customer, before, [["This is terrible", true]]);
  await talk(customer, before, [["Where are you?", true]]);
  await talk(customer, today, [["Perfect, thank you", true]]);
  await judgeConversations(asSystem("test"));
  const { days } = await listMoods(memberOf(customer), { days: 3 });
  expect(days).toMatchObject([
    { day: before.toISOString().slice(0, 10), positive: 0, neutral: 1, negative: 1 },
    { positive: 0, neutral: 0, negative: 0, sentiment: null },
    { day: today.toISOString().slice(0, 10), positive: 1, neutral: 0, negative: 0 },
  ]);
  const stranger = await listMoods(memberOf(await stack.newCustomer()), { days: 3 });
  expect(stranger.days.every(({ sentiment }) => sentiment === null)).toBe(true);
});

test("HIST-088 a day and a week are summarised once, from the figures, in the business's language", async () => {
  const customer = await stack.newCustomer();
  await stack.sql("update customer_configs set default_language = 'de' where customer_id = $1", [customer.customerId]);
  await talk(customer, new Date("2026-11-18T10:00:00Z"), [
    ["Habt ihr WLAN?", false],
    ["Danke, super hilfreich!", true],
  ]);
  await talk(customer, new Date("2026-11-18T11:00:00Z"), [["habt ihr wlan", false]]);
  await talk(customer, new Date("2026-11-17T11:00:00Z"), [["Wo parke ich?", true]]);
  const later = Date.parse("2026-11-19T00:05:00Z");
  const system = asSystem("test");
  expect((await summarizeConversations(system, later)).summaries).toBeGreaterThan(0);
  await summarizeConversations(system, later);
  const { summaries } = await listSummaries(memberOf(customer), { limit: 30 });
  expect(summaries).toMatchObject([
    {
      period: "day",
      startsOn: "2026-11-18",
      language: "de",
      figures: { conversations: 2, questions: 3, answered: 1, unanswered: 2 },
    },
  ]);
  const [{ figures, content } = { figures: null, content: "" }] = summaries;
  expect(figures?.gaps).toEqual([{ question: expect.stringMatching(/^habt ihr wlan/i), times: 2 }]);
  expect(content).toMatch(/^2 Gespräche mit 3 Fragen\. Beantwortet: 1; ohne Antwort: 2\./);
  await summarizeConversations(system, Date.parse("2026-11-23T00:05:00Z"));
  const weeks = await listSummaries(memberOf(customer), { period: "week", limit: 30 });
  expect(weeks.summaries).toMatchObject([{ startsOn: "2026-11-16", figures: { conversations: 3, questions: 4 } }]);
  expect((await listSummaries(memberOf(await stack.newCustomer()), { limit: 30 })).summaries).toEqual([]);
});

test("HIST-088 a summary may only have the figures that were counted", () => {
  const none = { persons: 0, positive: 0, neutral: 2, negative: 0, askedMost: [], gaps: [] };
  const figures = { conversations: 2, questions: 3, answered: 1, unanswered: 2, ...none };
  expect(keepsTo(figures, "2 conversations, 3 questions.")).toBe(true);
  expect(keepsTo(figures, "67 % stayed open.")).toBe(false);
});

test("HIST-084 HIST-088 the scheduler runs both", async () => {
  const authorization = `Bearer ${stack.keys.cronSecret}`;
  const response = await runCron(new Request("http://127.0.0.1/api/cron/insights", { headers: { authorization } }));
  expect(await response.json()).toEqual({ judged: expect.any(Number), summaries: expect.any(Number) });
});
