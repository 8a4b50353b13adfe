import { afterAll, beforeAll, expect, test } from "vitest";
import { updateConfig } from "@/lib/accounts/service";
import { getClientByIdentifier, getClientPlan } from "@/lib/conversations/clients";
import { deleteSession, getSession } from "@/lib/conversations/session";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { Browser, newReadSite, startGateways } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";

type Gateways = Awaited<ReturnType<typeof startGateways>>;

let stack: TestStack;
let gateways: Gateways;

beforeAll(async () => {
  stack = await startTestStack();
  gateways = await startGateways(stack);
});
afterAll(async () => {
  await gateways.close();
  await stack.close();
});

async function newVisit() {
  const { site, customer } = await newReadSite(stack);
  const member: Ctx<ActorOf<"member">> = {
    db: customer.db,
    customerId: customer.customerId,
    actor: { type: "member", userId: customer.userId, role: "owner" },
  };
  const browser = new Browser(site);
  const { body } = await browser.start();
  return { site, member, browser, sessionId: body.session.id as string };
}

const clientOf = async (sessionId: string) => (await getSession(sessionId))?.metadata.clientId;

test("SESS-080 SESS-081 SESS-086 SESS-102 SESS-016 an address that a visitor gives makes them a client, tied to the conversation", async () => {
  const { member, browser, sessionId } = await newVisit();
  const { body: said } = await browser.send("¡Hola!");
  await browser.askForPerson({ conversationId: said.conversationId, email: "Ana@Example.com" });
  await expect.poll(() => clientOf(sessionId)).toBeDefined();
  const client = await getClientByIdentifier(member, "ana@EXAMPLE.com", "email");
  expect(client).toMatchObject({ email: "ana@example.com", preferredLanguage: "es", plan: "basic" });
  expect(client?.id).toBe(await clientOf(sessionId));
  expect(await getClientPlan(member, client?.id ?? "")).toBe("basic");
  expect(await getClientByIdentifier(member, "+4915112345678", "phone")).toBeNull();
  await stack.sql("update clients set phone = '+4915112345678', plan = 'premium' where id = $1", [client?.id]);
  expect(await getClientByIdentifier(member, " +4915112345678", "phone")).toMatchObject({ id: client?.id });
  expect(await getClientPlan(member, client?.id ?? "")).toBe("premium");
  const [row] = await stack.sql("select client_id from conversations where id = $1", [said.conversationId]);
  expect(row?.client_id).toBe(client?.id);
});

test("SESS-041 SESS-103 what a known visitor begins later belongs to the client at once", async () => {
  const { browser, sessionId } = await newVisit();
  const { body: first } = await browser.send("Hello");
  await browser.askForPerson({ conversationId: first.conversationId, email: "bo@example.com" });
  await expect.poll(() => clientOf(sessionId)).toBeDefined();
  const { body: second } = await browser.send("Good morning");
  expect(second.conversationId).not.toBe(first.conversationId);
  const rows = await stack.sql("select distinct client_id from conversations where session_id = $1", [sessionId]);
  expect(rows).toEqual([{ client_id: await clientOf(sessionId) }]);
});

test("SESS-106 SESS-107 SESS-018 a returning client is known again, and answered in the language they prefer, even when Redis lost them", async () => {
  const { member, browser, sessionId } = await newVisit();
  const { body: said } = await browser.send("¡Hola!");
  await browser.askForPerson({ conversationId: said.conversationId, email: "cy@example.com" });
  await expect.poll(() => clientOf(sessionId)).toBeDefined();
  const clientId = await clientOf(sessionId);
  await stack.sql("update clients set preferred_language = 'de' where id = $1", [clientId]);
  await deleteSession(sessionId);
  const { body } = await browser.start({ sessionToken: browser.token });
  expect(body).toMatchObject({ language: "de", session: { metadata: { clientId, preferredLanguage: "de" } } });
  await updateConfig(member, { languageMode: "allowed", allowedLanguages: ["en", "es", "de"] });
  await stack.sql("update clients set preferred_language = 'ja' where id = $1", [clientId]);
  await deleteSession(sessionId);
  expect((await browser.start({ sessionToken: browser.token })).body.language).toBe("es");
});

test("D8 SESS-130 the session keeps the address sealed, and no browser is given it", async () => {
  const { browser, sessionId } = await newVisit();
  const { body: said } = await browser.send("Hello");
  await browser.askForPerson({ conversationId: said.conversationId, email: "dee@example.com" });
  await expect.poll(async () => (await getSession(sessionId))?.metadata.email).toBe("dee@example.com");
  const { body } = await browser.start({ sessionToken: browser.token });
  expect(JSON.stringify(body)).not.toContain("dee@example.com");
});

test("SESS-089 SESS-090 a client that can't be written down holds nobody up", async () => {
  const { browser } = await newVisit();
  const { body: said } = await browser.send("Hello");
  gateways.database.during(({ url = "" }) => url.includes("identify_visitor"));
  const asked = await browser.askForPerson({ conversationId: said.conversationId, email: "eve@example.com" });
  expect(asked.status).toBe(200);
  expect((await browser.send("Thank you")).status).toBe(200);
  gateways.open();
});
