import { createClient, type RealtimeChannel, type SupabaseClient } from "@supabase/supabase-js";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { takeOverConversation } from "@/lib/assistant/service";
import { Browser, newReadSite } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestCustomer, type TestStack } from "@/scripts/stack/testing";

const PATIENCE_MS = 15_000;

let stack: TestStack;
let site: Awaited<ReturnType<typeof newReadSite>>["site"];
let customer: TestCustomer;
const clients: SupabaseClient[] = [];

beforeAll(async () => {
  stack = await startTestStack();
  ({ site, customer } = await newReadSite(stack));
});
afterAll(async () => {
  for (const client of clients) await client.removeAllChannels();
  await stack.close();
});

async function newVisit() {
  const browser = new Browser(site);
  await browser.start();
  const { body } = await browser.send("Hello!");
  return { browser, conversationId: String(body.conversationId) };
}

function newClient(token?: string) {
  const options = token ? { accessToken: async () => token } : {};
  const client = createClient(stack.supabase.url, stack.keys.anonKey, options);
  clients.push(client);
  return client;
}

/** Joins a conversation's channel; collects what it hears, or gives the reason where it is refused. */
async function join(client: SupabaseClient, conversationId: string) {
  await client.realtime.setAuth();
  const channel = client.channel(`chat:${conversationId}`, { config: { private: true, presence: { key: "x" } } });
  const heard: { event: string; payload: unknown }[] = [];
  for (const event of ["message", "handling", "member_writes"]) {
    channel.on("broadcast", { event }, ({ payload }) => heard.push({ event, payload }));
  }
  return { channel, heard, outcome: await outcomeOf(channel) };
}

const outcomeOf = (channel: RealtimeChannel): Promise<string> =>
  new Promise((resolve) => {
    channel.subscribe((status, error) => {
      if (status === "SUBSCRIBED") resolve("joined");
      if (status === "CHANNEL_ERROR" || status === "TIMED_OUT") resolve(error?.message ?? status);
    });
  });

/** As the owner's browser is. */
async function newMember() {
  const client = newClient();
  await client.auth.signInWithPassword(customer);
  return client;
}

const events = (heard: { event: string }[]) => heard.map(({ event }) => event);

test("SYNC-003 SYNC-036 SYNC-052 SYNC-044 SESS-161 HIST-081 STORE-140 visitor and member hear of each message and each change of hands", async () => {
  const { browser, conversationId } = await newVisit();
  const { body: access } = await browser.live(conversationId);
  const visitor = await join(newClient(access.token), conversationId);
  const member = await join(await newMember(), conversationId);
  expect([visitor.outcome, member.outcome]).toEqual(["joined", "joined"]);
  const sent = { clientMessageId: crypto.randomUUID(), conversationId };
  await browser.send("Thanks!", sent);
  for (const { heard } of [visitor, member]) {
    await vi.waitFor(() => expect(events(heard)).toEqual(["message", "message"]), PATIENCE_MS);
    expect(heard[0]?.payload).toMatchObject({ key: sent.clientMessageId, seq: expect.any(Number) });
  }
  const actor = { type: "member", userId: customer.userId, role: "owner" } as const;
  await takeOverConversation(
    { db: customer.db, customerId: customer.customerId, actor },
    { conversationId, fromAnother: false },
  );
  await vi.waitFor(
    () => expect(events(visitor.heard).sort()).toEqual(["handling", "message", "message", "message"]),
    PATIENCE_MS,
  );
  await member.channel.send({ type: "broadcast", event: "member_writes", payload: {} });
  await vi.waitFor(() => expect(events(visitor.heard)).toContain("member_writes"), PATIENCE_MS);
});

test("SYNC-037 nobody hears another's conversation: not a visitor, not another business, not a stranger", async () => {
  const [mine, theirs] = [await newVisit(), await newVisit()];
  const { body: access } = await mine.browser.live(mine.conversationId);
  const other = await stack.newCustomer("Another business");
  const elsewhere = newClient();
  await elsewhere.auth.signInWithPassword(other);
  for (const client of [newClient(access.token), elsewhere, newClient()]) {
    expect((await join(client, theirs.conversationId)).outcome).toContain("Unauthorized");
  }
  expect((await mine.browser.live(theirs.conversationId)).status).toBe(404);
});

test("D5 the token that a visitor's page holds opens the channel, for minutes, and no table", async () => {
  const { browser, conversationId } = await newVisit();
  const { body: access } = await browser.live(conversationId);
  const { exp = 0, iat = 0 } = decodeJwt(access.token);
  expect(exp - iat).toBe(300);
  const db = newClient(access.token);
  for (const table of ["messages", "conversations", "clients", "sites", "customers"]) {
    expect((await db.from(table).select("*")).error?.code).toBe("42501");
  }
  const row = { customer_id: customer.customerId, conversation_id: conversationId, role: "user", content: "x" };
  expect((await db.from("messages").insert(row)).error?.code).toBe("42501");
});
