import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listMessagesAround } from "@/lib/conversations/service";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import type { InboxFilter } from "./schema";
import { countWeek, getPersonRequest, listConversations, listLanguages, listWaiting } from "./service";
import { messageWords } from "./words";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

async function newBusiness() {
  const customer = await stack.newCustomer();
  return { ...customer, actor: { type: "member", userId: customer.userId, role: "owner" } } as const;
}

type Business = Awaited<ReturnType<typeof newBusiness>>;

type Talk = {
  minutesAgo?: number;
  question?: string;
  answer?: string;
  answered?: boolean;
  person?: { note: string };
  conversation?: { language?: string; site_id?: string; handled_by?: string };
};

/** A conversation with one question and one answer, `minutesAgo`. */
async function talk({ customerId }: Business, said: Talk) {
  const { minutesAgo = 1, question = "Hi", answer = "Hello", answered = true, person, conversation } = said;
  const [id, asked] = [randomUUID(), randomUUID()];
  const at = (seconds: number) => new Date(Date.now() - minutesAgo * 60_000 + seconds * 1000).toISOString();
  const insert = (role: string, content: string, second: number, more: object) =>
    stack.serviceDb
      .from("messages")
      .insert({
        ...{ customer_id: customerId, conversation_id: id, role, content, created_at: at(second) },
        ...{ words: messageWords(customerId, content), ...more },
      })
      .throwOnError();
  const person_requested_at = person ? at(2) : null;
  await stack.serviceDb
    .from("conversations")
    .insert({ id, customer_id: customerId, person_requested_at, ...conversation })
    .throwOnError();
  await insert("user", question, 0, { id: asked });
  await insert("assistant", answer, 1, { answered, reply_to: asked });
  if (person) await insert("system", "…", 2, { parts: { person: { email: null, note: person.note } } });
  return id;
}

async function list(business: Business, filter: InboxFilter = {}) {
  const { conversations, total } = await listConversations(business, { ...filter, limit: 50 });
  const ids = conversations.map(({ id }) => id);
  expect(total).toBe(ids.length);
  return ids;
}

test("the inbox shows the latest conversation first, in pages by cursor or offset that miss and repeat none", async () => {
  const business = await newBusiness();
  const ids: string[] = [];
  for (const minutesAgo of [1, 2, 3, 4, 5]) ids.push(await talk(business, { minutesAgo }));
  const first = await listConversations(business, { limit: 3 });
  await talk(business, { minutesAgo: 0 });
  const second = await listConversations(business, { limit: 3, cursor: first.nextCursor ?? "" });
  expect([...first.conversations, ...second.conversations].map(({ id }) => id)).toEqual(ids);
  expect(second.nextCursor).toBeNull();
  expect([first.total, second.total]).toEqual([5, 6]);
  const byOffset = await listConversations(business, { limit: 3, offset: 4 });
  expect(byOffset.conversations.map(({ id }) => id)).toEqual(ids.slice(3));
  expect(await listConversations(business, { limit: 3, offset: 6 })).toMatchObject({ conversations: [], total: 6 });
});

test.each([
  ["Grüße aus Köln, ist der CAFÉ-Tisch frei?", ["gruße", "cafe tisch", "KÖL"], ["affe", "Köln Bonn"]],
  ["Привет, когда вы открываетесь?", ["привет", "ОТКР"], ["прощай"]],
  ["東京タワーの営業時間を教えてください", ["営業時間", "東京", "時"], ["京東", "業時間教"]],
  ["متى تفتحون المتجر؟", ["تفتحون", "المتجر"], ["مطعم"]],
  ["สวัสดีครับ ร้านเปิดกี่โมง", ["ร้านเปิด"], ["ปิดร้าน"]],
  ["दुकान कब खुलती है", ["दुकान"], ["बाज़ार"]],
  ["서울에서 배송되나요?", ["서울"], ["부산"]],
])("SESS-162 what was said as “%s” is found by its words, and by no others", async (question, found, others) => {
  const business = await newBusiness();
  const id = await talk(business, { question });
  for (const q of found) expect(await list(business, { q }), q).toEqual([id]);
  for (const q of others) expect(await list(business, { q }), q).toEqual([]);
});

test("HIST-041 SESS-162 every word counts, whichever side of the exchange said it, and is shown where it stands", async () => {
  const business = await newBusiness();
  const sides = { question: "Hello. Can I return shoes?", answer: "Thirty days. Then a refund is gone. Bye!" };
  const id = await talk(business, sides);
  await talk(business, { question: "Do you sell shoes?", answer: "We do." });
  expect(await list(business, { q: "refund" })).toEqual([id]);
  const { conversations } = await listConversations(business, { q: "REFUND shoes", limit: 5 });
  expect(conversations).toMatchObject([
    {
      id,
      found: {
        excerpts: [
          { role: "user", text: "Can I return shoes?", marks: [[13, 18]] },
          { role: "assistant", text: "Then a refund is gone.", marks: [[7, 13]] },
        ],
      },
    },
  ]);
  expect(await list(business, { q: "refund boots" })).toEqual([]);
  expect(await list(business, { q: "!?" })).toHaveLength(2);
});

test("HIST-084 the inbox is kept to a range of dates, a language, a site, and what needs somebody, all at once", async () => {
  const business = await newBusiness();
  const site = await stack.newSite(business);
  const german = await talk(business, { minutesAgo: 5, conversation: { language: "de", site_id: site.id } });
  const old = await talk(business, { minutesAgo: 60, answered: false, conversation: { language: "de" } });
  const waiting = await talk(business, { minutesAgo: 9, person: { note: "Call me" } });
  const mine = await talk(business, {
    ...{ minutesAgo: 12, person: { note: "Here?" } },
    conversation: { handled_by: business.actor.userId },
  });
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  expect(await list(business, { since: ago(30) })).toEqual([german, waiting, mine]);
  expect(await list(business, { until: ago(30) })).toEqual([old]);
  expect(await list(business, { language: "de" })).toEqual([german, old]);
  expect(await list(business, { siteId: site.id })).toEqual([german]);
  expect(await list(business, { view: "unanswered" })).toEqual([old]);
  expect(await list(business, { view: "waiting" })).toEqual([waiting]);
  expect(await list(business, { view: "mine" })).toEqual([mine]);
  expect(await list(business, { language: "de", q: "hello", view: "unanswered", until: ago(30) })).toEqual([old]);
  expect(await list(business, { language: "de", since: ago(30), view: "unanswered" })).toEqual([]);
  expect((await listLanguages(business)).sort()).toEqual(["de", "en"]);
});

test("nobody waits for a person any more once a member has written", async () => {
  const business = await newBusiness();
  const id = await talk(business, { person: { note: "Call me" } });
  expect((await listConversations(business, { limit: 1 })).conversations).toMatchObject([{ id, isPersonWanted: true }]);
  const row = { customer_id: business.customerId, conversation_id: id, role: "assistant", content: "Ann here" };
  await stack.serviceDb
    .from("messages")
    .insert({ ...row, author_id: business.actor.userId })
    .throwOnError();
  expect(await list(business, { view: "waiting" })).toEqual([]);
  expect((await listConversations(business, { limit: 1 })).conversations).toMatchObject([
    { id, isPersonWanted: false },
  ]);
});

test("SESS-162 what was found in a long conversation is read with what was said around it", async () => {
  const business = await newBusiness();
  const id = await talk(business, { minutesAgo: 60 });
  await stack.sql(
    `insert into messages (customer_id, conversation_id, role, content, created_at)
     select $1, $2, 'user', 'Message ' || n, now() - interval '50 minutes' + n * interval '1 second'
     from generate_series(1, 120) n`,
    [business.customerId, id],
  );
  const idOf = async (content: string) =>
    (await stack.sql("select id from messages where conversation_id = $1 and content = $2", [id, content]))[0]?.id;
  const around = async (messageId: unknown) => {
    const wanted = { conversationId: id, messageId: String(messageId), limit: 10 };
    const { messages, hasMore, hasLater } = await listMessagesAround(business, wanted);
    return [messages.map(({ content }) => content).join(), hasMore, hasLater];
  };
  const said = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => `Message ${from + index}`).join();
  expect(await around(await idOf("Message 60"))).toEqual([said(56, 65), true, true]);
  expect(await around(await idOf("Message 119"))).toEqual([said(115, 120), true, false]);
  expect(await around(await idOf("Hi"))).toEqual([`Hi,Hello,${said(1, 4)}`, false, true]);
  expect(await around(randomUUID())).toEqual([said(111, 120), true, false]);
});

test("HIST-061 a member's own chats are listed for nobody else, and apart from visitors'", async () => {
  const business = await newBusiness();
  const id = randomUUID();
  const user_id = business.actor.userId;
  const row = { customer_id: business.customerId, user_id };
  await stack.serviceDb
    .from("conversations")
    .insert({ ...row, id, channel: "dashboard" })
    .throwOnError();
  const words = messageWords(business.customerId, "My secret plan");
  const said = { ...row, conversation_id: id, role: "user", content: "My secret plan", words };
  await stack.serviceDb.from("messages").insert(said).throwOnError();
  expect(await list(business, { q: "secret" })).toEqual([]);
  expect(await list(business, { q: "secret", channel: "dashboard" })).toEqual([id]);
  const colleague = await stack.newCustomer();
  const member = { customer_id: business.customerId, user_id: colleague.userId, role: "owner" } as const;
  await stack.serviceDb.from("members").insert(member).throwOnError();
  const others = { ...business, db: colleague.db, actor: { ...business.actor, userId: colleague.userId } };
  expect(await list(others, { q: "secret", channel: "dashboard" })).toEqual([]);
});

test("those who wait for a person they asked for within a week are listed with what they wrote", async () => {
  const business = await newBusiness();
  await talk(business, {});
  await talk(business, { person: { note: "I am helped" }, conversation: { handled_by: business.actor.userId } });
  const id = await talk(business, { minutesAgo: 30, answered: false, person: { note: "Call me" } });
  await talk(business, { minutesAgo: 8 * 24 * 60, answered: false, person: { note: "Too long ago" } });
  expect(await listWaiting(business)).toMatchObject({ total: 1, conversations: [{ id }] });
  expect(await getPersonRequest(business, id)).toMatchObject({ note: "Call me", email: null });
});

test("the week's counts leave out what is older, and members' own chats", async () => {
  const business = await newBusiness();
  const row = { customer_id: business.customerId, user_id: business.actor.userId };
  const own = { ...row, id: randomUUID(), channel: "dashboard" };
  await stack.serviceDb.from("conversations").insert(own).throwOnError();
  const said = { ...row, conversation_id: own.id, role: "assistant", content: "Yes", answered: true };
  await stack.serviceDb.from("messages").insert(said).throwOnError();
  await talk(business, {});
  await talk(business, { minutesAgo: 2, answered: false });
  await talk(business, { minutesAgo: 8 * 24 * 60, answered: false });
  expect(await countWeek(business)).toEqual({ conversations: 2, answered: 1, unanswered: 1 });
});

test("another business sees nothing of it", async () => {
  const business = await newBusiness();
  const id = await talk(business, { question: "Private?", person: { note: "Private" } });
  const stranger = await newBusiness();
  expect(await list(stranger)).toEqual([]);
  expect(await list(stranger, { q: "private" })).toEqual([]);
  expect(await list({ ...stranger, customerId: business.customerId }, { q: "private" })).toEqual([]);
  expect((await listWaiting(stranger)).total).toBe(0);
  expect(await getPersonRequest(stranger, id)).toBeNull();
  expect(await countWeek(stranger)).toEqual({ conversations: 0, answered: 0, unanswered: 0 });
});
