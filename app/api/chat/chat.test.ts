import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getRedisClientWithFallback } from "@/lib/platform/redis/redis";
import { Browser, newReadSite } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";

const pages = [
  {
    path: "/hours",
    title: "Opening hours",
    passages: [
      "The restaurant is open from Tuesday to Sunday, from 12:00 to 22:30. On Mondays the kitchen stays closed.",
    ],
  },
  {
    path: "/dogs",
    title: "Dogs",
    passages: ["Dogs are welcome on the terrace and in the garden. They may not enter the dining room."],
  },
  {
    path: "/delivery",
    title: "Delivery",
    passages: [
      "Orders above 50 euros are delivered free of charge within 10 kilometres. Below that, delivery costs 4.90 euros.",
    ],
  },
];

let stack: TestStack;
let site: Awaited<ReturnType<typeof newReadSite>>["site"];
let customer: Awaited<ReturnType<typeof newReadSite>>["customer"];

beforeAll(async () => {
  stack = await startTestStack();
  ({ site, customer } = await newReadSite(stack, pages));
});
afterAll(() => stack.close());

async function newVisit() {
  const browser = new Browser(site);
  await browser.start();
  return browser;
}

test("a visitor asks and gets an answer with the page that supports it", async () => {
  const browser = await newVisit();
  const { status, body } = await browser.send("Are dogs allowed on the terrace?");
  expect(status).toBe(200);
  expect(body).toMatchObject({ answered: true, language: "en", sources: [{ url: "https://example.com/dogs" }] });
});

test("an answer streams: start, text, sources, done, and the conversation holds both messages", async () => {
  const browser = await newVisit();
  const clientMessageId = randomUUID();
  const events = await browser.stream("How much does delivery cost?", { clientMessageId });
  const names = events.map(({ event }) => event);
  expect([names[0], ...new Set(names.slice(1))]).toEqual(["start", "delta", "sources", "done"]);
  const start = events[0]?.data;
  const done = events.at(-1)?.data;
  const text = events.flatMap(({ event, data }) => (event === "delta" ? [data.text] : [])).join("");
  expect(done).toMatchObject({ message: text, conversationId: start?.conversationId, messageId: start?.messageId });
  const { body } = await browser.history({ conversationId: String(start?.conversationId) });
  expect(body).toMatchObject({
    messages: [
      { id: start?.userMessageId, role: "user", content: "How much does delivery cost?", clientMessageId },
      { id: start?.messageId, role: "assistant", content: text, answered: true, sources: done?.sources },
    ],
    hasMore: false,
  });
});

test("STORE-140 what is said is counted, kept with how well it was answered, and broadcast to the members of the business", async () => {
  const heard: string[] = [];
  const channel = customer.db
    .channel("messages")
    .on("postgres_changes", { event: "INSERT", schema: "public", table: "messages" }, ({ new: row }) => {
      heard.push(`${row.role}: ${row.content}`);
    });
  await new Promise<void>((resolve) => channel.subscribe((status) => status === "SUBSCRIBED" && resolve()));
  const browser = await newVisit();
  const { body } = await browser.send("Are dogs allowed on the terrace?");
  await expect.poll(() => heard).toEqual(["user: Are dogs allowed on the terrace?", `assistant: ${body.message}`]);
  await customer.db.removeChannel(channel);
  const conversation = await customer.db.from("conversations").select().eq("id", body.conversationId).single();
  expect(conversation.data).toMatchObject({ message_count: 2, title: "Are dogs allowed on the terrace?" });
  const metadata = await customer.db.from("conversation_metadata").select().eq("conversation_id", body.conversationId);
  expect(metadata.data).toMatchObject([{ questions: 1, answered: 1, unanswered: 0, cited_sources: 1 }]);
  expect(await getRedisClientWithFallback().keys("limit:chatBySession:*")).not.toEqual([]);
});
