import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET as readMessages } from "@/app/api/chat/messages/route";
import { OPTIONS } from "@/app/api/chat/route";
import { GET as readSite } from "@/app/api/chat/site/route";
import { getSession } from "@/lib/conversations/session";
import { mintSessionToken, verifySessionToken } from "@/lib/conversations/token";
import { updateSite } from "@/lib/knowledge/service";
import { Browser, newReadSite } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";

let stack: TestStack;
let site: Awaited<ReturnType<typeof newReadSite>>["site"];
let customer: Awaited<ReturnType<typeof newReadSite>>["customer"];

beforeAll(async () => {
  stack = await startTestStack();
  ({ site, customer } = await newReadSite(stack, [
    { path: "/dogs", title: "Dogs", passages: ["Dogs are welcome on the terrace and in the garden."] },
  ]));
});
afterAll(() => stack.close());

async function newVisit(origin?: string) {
  const browser = new Browser(site, origin);
  await browser.start();
  return browser;
}

const failure = (code: string, message: string | RegExp) => ({
  error: { code, message: message instanceof RegExp ? expect.stringMatching(message) : message },
});

test("SESS-019 SESS-100 opening the chat begins a session in Redis and says what the widget needs to know", async () => {
  const browser = new Browser(site);
  const { status, body } = await browser.start();
  expect(status).toBe(200);
  expect(body).toEqual({
    sessionToken: expect.any(String),
    session: {
      id: expect.any(String),
      createdAt: expect.any(String),
      lastActivity: expect.any(String),
      metadata: { plan: "premium" },
    },
    conversationId: null,
    language: "en",
    languageMode: "auto",
    allowedLanguages: ["en", "es", "pt-BR", "de"],
    site: {
      name: "example.com",
      assistantName: "Assistant",
      greeting: "",
      suggestions: [],
      accentColor: "#2f5d50",
      accentRules: expect.stringContaining("--accent:"),
      languages: ["en", "es", "pt-BR", "de"],
    },
  });
  const kept = { ...body.session, customerId: customer.customerId };
  await expect.poll(() => getSession(body.session.id)).toEqual(kept);
  const { data } = await customer.db.from("sites").select("widget_seen_at").eq("id", site.id).single().throwOnError();
  expect(data.widget_seen_at).not.toBeNull();
});

test("SESS-108 a returning visitor goes on with the session and its conversation", async () => {
  const browser = new Browser(site);
  const first = await browser.start();
  const { body: answer } = await browser.send("Are dogs welcome in the garden?");
  const { body } = await browser.start({ sessionToken: first.body.sessionToken });
  expect(body.session.id).toBe(first.body.session.id);
  expect(body.session.createdAt).toBe(first.body.session.createdAt);
  expect(body.conversationId).toBe(answer.conversationId);
});

test("an unknown site key is told where to find the right one", async () => {
  const browser = new Browser({ ...site, site_key: `pk_${"x".repeat(24)}` });
  expect(await browser.start()).toMatchObject({ status: 404, body: failure("not_found", /copy the snippet again/) });
});

test("a page that is not allowed is told to be added, in a response that it may read", async () => {
  const { status, body, headers } = await new Browser(site, "https://elsewhere.example").start();
  expect({ status, body }).toEqual({
    status: 403,
    body: failure(
      "forbidden",
      "https://elsewhere.example is not an allowed origin of example.com: add it under Installation",
    ),
  });
  expect(headers.get("access-control-allow-origin")).toBe("https://elsewhere.example");
});

test.each([
  ["none", ""],
  ["null", "null"],
])("a request whose Origin is %s is refused", async (_, origin) => {
  expect(await new Browser(site, origin).start()).toMatchObject({
    status: 403,
    body: failure("forbidden", /Origin/),
  });
});

test("a token of another page, or a forged one, begins nothing", async () => {
  const browser = await newVisit();
  const claims = await verifySessionToken(browser.token);
  const moved = await mintSessionToken({ ...claims, origin: "https://moved.example" });
  expect(await browser.start({ sessionToken: moved })).toMatchObject({ status: 401 });
  expect(await browser.start({ sessionToken: `${browser.token}x` })).toMatchObject({ status: 401 });
});

test.each([
  ["no site key", {}, /siteKey/],
  ["a number for one", { siteKey: 7 }, /siteKey/],
])("a body with %s is refused", async (_, body, message) => {
  const browser = new Browser(site);
  expect(await browser.start({ siteKey: undefined, ...body })).toMatchObject({
    status: 400,
    body: failure("invalid", message),
  });
});

test("a token that is missing, forged or expired is refused with what to do", async () => {
  const browser = await newVisit();
  const real = browser.token;
  const [head, , signature] = real.split(".");
  const payload = Buffer.from(JSON.stringify({ ...(await verifySessionToken(real)), aud: "omniops:visitor" }));
  const forged = await new SignJWT({ ...(await verifySessionToken(real)) })
    .setProtectedHeader({ alg: "HS256" })
    .setAudience("omniops:visitor")
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(stack.keys.jwtSecret));
  const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload.toString("base64url")}.`;
  const expired = await mintSessionToken(await verifySessionToken(real), Date.now() - 31 * 86_400_000);
  for (const token of [expired, "", "x", forged, none, `${head}.${payload.toString("base64url")}.${signature}`]) {
    browser.token = token;
    expect(await browser.send("Hello")).toMatchObject({
      status: 401,
      body: failure("unauthenticated", /POST \/api\/chat\/session/),
    });
  }
});

test("a token works only from the page it was made for", async () => {
  const { token } = await newVisit();
  const thief = new Browser(site, "https://thief.example");
  thief.token = token;
  expect(await thief.send("Hello")).toMatchObject({ status: 403 });
  expect(await thief.history({ conversationId: randomUUID() })).toMatchObject({ status: 403 });
});

test("a token stops working when its page is no longer allowed", async () => {
  const own = await newReadSite(stack, [], "https://closing.example/");
  const browser = new Browser(own.site);
  await browser.start();
  expect(await browser.send("Hello")).toMatchObject({ status: 200 });
  const { customerId, userId, db } = own.customer;
  const member = { db, customerId, actor: { type: "member", userId, role: "owner" } as const };
  await updateSite(member, own.site.id, { allowedOrigins: ["https://other.example"] });
  expect(await browser.send("Hello")).toMatchObject({
    status: 403,
    body: failure("forbidden", /add it under Installation/),
  });
});

test("browsers send no Origin with a GET to the page's own origin, and the demo's page is served all the same", async () => {
  const own = await newReadSite(stack, [], "http://127.0.0.1:3000/");
  const browser = new Browser(own.site);
  await browser.start();
  const { body } = await browser.send("Hello");
  const query = `conversationId=${body.conversationId}`;
  const request = (headers: Record<string, string>) =>
    readMessages(
      new Request(`http://127.0.0.1:3000/api/chat/messages?${query}`, {
        headers: { authorization: `Bearer ${browser.token}`, host: "127.0.0.1:3000", ...headers },
      }),
    );
  expect((await request({ "sec-fetch-site": "same-origin" })).status).toBe(200);
  expect((await request({ "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await request({})).status).toBe(403);
});

test.each([
  ["empty", "", "Write a message"],
  ["blank", " \n ", "Write a message"],
  ["5,001 characters long", "x".repeat(5001), "at most 5,000 characters"],
])("a message that is %s is refused", async (_, message, says) => {
  const browser = await newVisit();
  expect(await browser.send(message)).toMatchObject({ status: 400, body: failure("invalid", new RegExp(says)) });
});

test("a message of 5,000 characters is taken, as are characters that Postgres has no place for", async () => {
  const browser = await newVisit();
  expect(await browser.send("x".repeat(5000))).toMatchObject({ status: 200 });
  const { status, body } = await browser.send("Are dogs\u0000 welcome\ud83d in the garden?");
  expect(status).toBe(200);
  const { body: history } = await browser.history({ conversationId: body.conversationId });
  expect(history.messages[0].content).toBe("Are dogs welcome� in the garden?");
});

test.each([
  ["SESS-135", "no clientMessageId", { clientMessageId: undefined }, /clientMessageId/],
  ["SESS-135", "an empty clientMessageId", { clientMessageId: "" }, /clientMessageId/],
  ["SESS-135", "a clientMessageId of 101 characters", { clientMessageId: "x".repeat(101) }, /clientMessageId/],
  ["SESS-135", "a conversationId that is no uuid", { conversationId: "1" }, /conversationId/],
  ["SESS-135", "a language that is none", { languageOverride: "not a tag" }, /language/],
])("%s a message with %s is refused before it reaches the database", async (_id, _what, fields, says) => {
  const browser = await newVisit();
  expect(await browser.send("Hello", fields)).toMatchObject({ status: 400, body: failure("invalid", says) });
  const { sessionId } = await verifySessionToken(browser.token);
  expect(await stack.sql("select 1 from conversations where session_id = $1", [sessionId])).toEqual([]);
});

test("a message in a conversation of another session is refused as in one that never was", async () => {
  const owner = await newVisit();
  const { body } = await owner.send("Are dogs welcome?");
  const stranger = await newVisit();
  const answers = await Promise.all(
    [body.conversationId, randomUUID()].flatMap((conversationId) => [
      stranger.send("Hello", { conversationId }),
      stranger.history({ conversationId }),
      stranger.askForPerson({ conversationId }),
    ]),
  );
  const wanted = { status: 404, body: failure("not_found", "Conversation not found") };
  for (const { status, body } of answers) expect({ status, body }).toEqual(wanted);
});

test("SESS-126 a message is answered in the documented shape", async () => {
  const browser = await newVisit();
  const { body } = await browser.send("Are dogs welcome in the garden?");
  expect(body).toEqual({
    conversationId: expect.any(String),
    messageId: expect.any(String),
    message: "Dogs are welcome on the terrace and in the garden. [1]",
    sources: [
      { url: "https://example.com/dogs", title: "Dogs", quote: "Dogs are welcome on the terrace and in the garden." },
    ],
    answered: true,
    language: "en",
    languageMode: "auto",
    allowedLanguages: ["en", "es", "pt-BR", "de"],
    languageChanged: false,
    toolCalls: [],
    usage: { inputTokens: expect.any(Number), outputTokens: expect.any(Number) },
    person: null,
  });
  expect(body.usage.outputTokens).toBeGreaterThan(0);
});

test("a message that nothing on the site answers gets an honest no and the offer of a person", async () => {
  const browser = await newVisit();
  const { body } = await browser.send("Who won the world chess championship in 1972?");
  expect(body).toMatchObject({
    message: "I don't know the answer to that. Would you like a person to get back to you?",
    answered: false,
    sources: [],
  });
});

test("a message that only greets is answered without a search", async () => {
  const browser = await newVisit();
  const { body } = await browser.send("Hello!");
  expect(body).toMatchObject({ message: "Hello! What would you like to know?", sources: [], toolCalls: [] });
  expect(body.usage).toEqual({ inputTokens: 0, outputTokens: 0 });
});

test("a browser's preflight is answered for the page that asks, without credentials", () => {
  const response = OPTIONS(
    new Request("http://127.0.0.1:3000/api/chat", { method: "OPTIONS", headers: { origin: "https://example.com" } }),
  );
  expect(response.status).toBe(204);
  expect(Object.fromEntries(response.headers)).toEqual({
    "access-control-allow-origin": "https://example.com",
    "access-control-allow-methods": "GET, POST, DELETE, OPTIONS",
    "access-control-allow-headers": "authorization, content-type, accept, x-request-id",
    "access-control-max-age": "86400",
    vary: "Origin",
  });
});

test("what the widget shows of a site is public and may be cached", async () => {
  const response = await readSite(new Request(`http://127.0.0.1:3000/api/chat/site?key=${site.site_key}`));
  expect(response.headers.get("cache-control")).toBe("public, max-age=300");
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(await response.json()).toMatchObject({ name: "example.com", assistantName: "Assistant" });
  const unknown = await readSite(new Request("http://127.0.0.1:3000/api/chat/site?key=pk_unknown"));
  expect(unknown.status).toBe(404);
});

test("a person can be asked for, with how to reach the visitor", async () => {
  const browser = await newVisit();
  const { body: answer } = await browser.send("Are dogs welcome?");
  const asked = { conversationId: answer.conversationId, email: "ann@example.com", note: "Call me" };
  const { status, body } = await browser.askForPerson(asked);
  expect(status).toBe(200);
  expect(body.message).toMatchObject({
    role: "system",
    content: "You asked for a person. Someone will write to ann@example.com.",
  });
  const { data } = await customer.db
    .from("conversations")
    .select("person_requested_at")
    .eq("id", answer.conversationId)
    .single()
    .throwOnError();
  expect(Date.parse(data.person_requested_at ?? "")).toBe(Date.parse(body.requestedAt));
  const { data: message } = await customer.db
    .from("messages")
    .select("parts")
    .eq("id", body.message.id)
    .single()
    .throwOnError();
  expect(message.parts).toMatchObject({ person: { email: "ann@example.com", note: "Call me" } });
  expect(await browser.askForPerson({ ...asked, email: "ann" })).toMatchObject({ status: 400 });
});
