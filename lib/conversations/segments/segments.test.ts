import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { startTestStack, type TestCustomer, type TestStack } from "@/scripts/stack/testing";
import { ListClients } from "./schema";
import { listClients } from "./service";

let stack: TestStack;
let mill: TestCustomer;

beforeAll(async () => {
  stack = await startTestStack();
  mill = await stack.newCustomer("Alder Mill");
  await newClient("ann", { plan: "premium" }, [{ days: 1, mood: "negative" }]);
  await newClient("ben", { language: "de" }, [
    { days: 50, mood: "negative" },
    { days: 2, mood: "positive" },
    { days: 1 },
  ]);
  await newClient("cleo", { language: "de" }, [
    { days: 90, mood: "neutral" },
    { days: 40, mood: "negative" },
  ]);
  await newClient("dora", {}, []);
});
afterAll(() => stack.close());

const felt = { positive: 0.8, neutral: 0, negative: -0.8 };
type Held = { days: number; mood?: keyof typeof felt };

/** A client of these terms, and the conversations they held so many days ago. */
async function newClient(name: string, { language = "en", plan = "basic" }, held: Held[], whose = mill.customerId) {
  const id = randomUUID();
  await stack.sql(
    "insert into public.clients (id, customer_id, name, email, preferred_language, plan) values ($1, $2, $3, $4, $5, $6)",
    [id, whose, name, `${name}@people.test`, language, plan],
  );
  for (const { days, mood } of held) {
    const conversation = randomUUID();
    await stack.sql(
      `insert into public.conversations (id, customer_id, client_id, last_message_at)
       values ($1, $2, $3, now() - make_interval(days => $4))`,
      [conversation, whose, id, days],
    );
    await stack.sql(
      `insert into public.conversation_metadata (conversation_id, customer_id, sentiment) values ($1, $2, $3)
       on conflict (conversation_id) do update set sentiment = excluded.sentiment`,
      [conversation, whose, mood ? felt[mood] : null],
    );
  }
}

const member = ({ db, customerId, userId }: TestCustomer): Ctx<ActorOf<"member">> => ({
  db,
  customerId,
  actor: { type: "member", userId, role: "viewer" },
});
const list = (asked = {}, who = mill) => listClients(member(who), ListClients.parse(asked));
const names = async (asked = {}, who = mill) => (await list(asked, who)).clients.map(({ name }) => name).sort();

test("SESS-163 clients are told apart by how they use the chat", async () => {
  expect(await names({ segment: "new" })).toEqual(["ann", "dora"]);
  expect(await names({ segment: "returning" })).toEqual(["ben", "cleo"]);
  expect(await names({ segment: "quiet" })).toEqual(["cleo"]);
  expect(await names({ segment: "unhappy" })).toEqual(["ann", "cleo"]); // Ben felt better since.
  expect(await names()).toEqual(["ann", "ben", "cleo", "dora"]);
});

test("SESS-163 a segment is kept to a language and a plan, and says how to reach who is in it", async () => {
  const { clients } = await list({ segment: "returning", language: "de", plan: "basic" });
  expect(clients.find(({ name }) => name === "cleo")).toMatchObject({
    email: "cleo@people.test",
    phone: null,
    preferredLanguage: "de",
    conversations: 2,
    mood: "negative",
  });
  expect(clients).toHaveLength(2);
  expect(await names({ segment: "unhappy", plan: "premium" })).toEqual(["ann"]);
});

test("SESS-163 a segment is read page by page, each client once", async () => {
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = await list({ limit: 1, ...(cursor && { cursor }) });
    seen.push(...page.clients.map(({ name }) => name));
    cursor = page.nextCursor;
  }
  expect(seen.sort()).toEqual(["ann", "ben", "cleo", "dora"]);
});

test("SESS-163 another business's clients are in nobody's segment", async () => {
  const other = await stack.newCustomer("Other");
  await newClient("eve", {}, [], other.customerId);
  expect(await names({}, other)).toEqual(["eve"]);
  expect((await listClients({ ...member(other), customerId: mill.customerId }, ListClients.parse({}))).clients).toEqual(
    [],
  );
});
