import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { z } from "zod";
import { type Customer, newCustomer, readSite } from "./customer";
import { test } from "./fixtures";
import type { StackUnderTest } from "./stack";

const EACH = 10;

type Party = Customer & {
  origin: string;
  apiKey: string;
  token: string;
  conversationId: string;
  /** Words that no answer to anyone else may hold. */
  secret: string;
  question: string;
};

type Reply = { status: number; text: string };

/** One customer with a visitor who has already said something that only these two may read. */
async function party(stack: StackUnderTest, site: { siteUrl: string; question: string }): Promise<Party> {
  const customer = await newCustomer({ ...stack, siteUrl: site.siteUrl }, `Customer ${randomUUID().slice(0, 8)}`);
  await readSite(stack, customer);
  const origin = new URL(site.siteUrl).origin;
  const started = await send(stack, "POST", "/api/chat/session", { origin }, { siteKey: customer.siteKey });
  const { sessionToken: token } = z.object({ sessionToken: z.string() }).parse(JSON.parse(started.text));
  const secret = `secret-${randomUUID()}`;
  const said = await send(stack, "POST", "/api/chat", visitorOf({ origin, token }), message(`My code is ${secret}`));
  const { conversationId } = z.object({ conversationId: z.string() }).parse(JSON.parse(said.text));
  return { ...customer, origin, token, conversationId, secret, question: site.question };
}

const visitorOf = ({ origin, token }: { origin: string; token: string }) => ({
  origin,
  authorization: `Bearer ${token}`,
});
const programOf = ({ apiKey }: Party) => ({ authorization: `Bearer ${apiKey}` });
const message = (text: string) => ({ message: text, clientMessageId: randomUUID() });

async function send(
  { appUrl }: StackUnderTest,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: object,
): Promise<Reply> {
  const response = await fetch(`${appUrl}${path}`, {
    method,
    headers: {
      ...headers,
      "content-type": "application/json",
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

/** What a party does with its own: all of it works, and shows nothing of `other`. */
function ownRequests(stack: StackUnderTest, me: Party) {
  const visitor = visitorOf(me);
  const history = `/api/chat/messages?conversationId=${me.conversationId}`;
  return [
    () => send(stack, "POST", "/api/v1/search", programOf(me), { query: me.question, limit: 10 }),
    () => send(stack, "GET", "/api/v1/conversations", programOf(me)),
    () => send(stack, "GET", `/api/v1/conversations/${me.conversationId}/messages`, programOf(me)),
    () => send(stack, "GET", history, visitor),
    () =>
      send(stack, "POST", "/api/chat/session", { origin: me.origin }, { siteKey: me.siteKey, sessionToken: me.token }),
    () => send(stack, "POST", "/api/chat", visitor, { ...message(me.question), conversationId: me.conversationId }),
  ];
}

/** What a party tries with what belongs to `other`: all of it is refused. */
function intrusions(stack: StackUnderTest, me: Party, other: Party) {
  const visitor = visitorOf(me);
  return [
    () => send(stack, "GET", `/api/v1/conversations/${other.conversationId}/messages`, programOf(me)),
    () => send(stack, "GET", `/api/chat/messages?conversationId=${other.conversationId}`, visitor),
    () => send(stack, "POST", "/api/chat", visitor, { ...message("Hello"), conversationId: other.conversationId }),
    () => send(stack, "POST", `/api/v1/sites/${other.siteId}/read`, programOf(me)),
  ];
}

test("SYNC-060 HIST-061 200 requests at once of two customers and their visitors show each only their own", async ({
  stack,
}) => {
  test.setTimeout(180_000);
  const parties = await Promise.all([
    party(stack, { siteUrl: stack.siteUrl, question: "What does a full service cost?" }),
    party(stack, { siteUrl: `${stack.appUrl}/demo`, question: "How many guests does Weir Hall seat?" }),
  ]);
  const jobs = parties.flatMap((me, index) => {
    const other = parties[1 - index] as Party;
    return Array.from({ length: EACH }, () => [
      ...ownRequests(stack, me).map((run) => ({ me, other, run, isOwn: true })),
      ...intrusions(stack, me, other).map((run) => ({ me, other, run, isOwn: false })),
    ]).flat();
  });
  expect(jobs).toHaveLength(200);

  const replies = await Promise.all(jobs.map(async ({ run, ...job }) => ({ ...job, ...(await run()) })));

  for (const { me, other, isOwn, status, text } of replies) {
    for (const foreign of [other.secret, other.conversationId, other.customerId, other.siteKey, other.token]) {
      expect(text).not.toContain(foreign);
    }
    expect(text).not.toContain(me.siteId === parties[0]?.siteId ? "Weir Hall" : "brake pads");
    if (isOwn) expect([200, 429], text).toContain(status);
    else expect([404, 429], text).toContain(status);
  }
  // Limits may refuse a part of the crowd; most of it must have been served.
  expect(replies.filter(({ status, isOwn }) => isOwn && status === 200).length).toBeGreaterThan(80);
});
