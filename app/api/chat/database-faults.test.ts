import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Browser, newReadSite, startGateways } from "@/scripts/stack/chat-testing";
import { dies, failsWith, type Intercept } from "@/scripts/stack/gateway";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";

let stack: TestStack;
let gateways: Awaited<ReturnType<typeof startGateways>>;
let site: Awaited<ReturnType<typeof newReadSite>>["site"];

beforeAll(async () => {
  stack = await startTestStack();
  gateways = await startGateways(stack);
  ({ site } = await newReadSite(stack, [
    { path: "/dogs", title: "Dogs", passages: ["Dogs are welcome on the terrace and in the garden."] },
    { path: "/hours", title: "Opening hours", passages: ["The restaurant is open from Tuesday to Sunday."] },
  ]));
});
afterEach(() => gateways.open());
afterAll(async () => {
  await gateways.close();
  await stack.close();
});

/** Does what it is asked, each a while later. */
const slow: Intercept = (request, response) => {
  setTimeout(() => gateways.database.forward(request, response), 500 + 1000 * Math.random());
  return true;
};

const says =
  (words: string): Intercept =>
  (_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(words);
    return true;
  };

const messagesOf = async (conversationId: unknown) => {
  const query = "select role, content from public.messages where conversation_id = $1 order by seq";
  return (await stack.sql(query, [conversationId])) as { role: string; content: string }[];
};

test.each<[string, Intercept]>([
  ["is away", dies],
  ["fails", failsWith(500)],
  ["answers with a page of a proxy", says("<!doctype html><title>Sign in to the network</title>")],
  ["answers with half of its JSON", says('[{"id":"')],
  ["is slow", slow],
])(
  "D7 SESS-087 SESS-090 a message to a database that %s is asked for again until it is stored, and that once",
  async (_, fault) => {
    const browser = new Browser(site);
    await browser.start();
    const first = await browser.send("Are dogs welcome in the garden?");
    const { conversationId } = first.body;
    const fields = { conversationId, clientMessageId: randomUUID() };

    gateways.database.during(fault);
    const during = await browser.send("When is the restaurant open?", fields);
    // What is acknowledged is stored; what is not is kept by the widget, which takes a 503 for a server that is away.
    expect([200, 503]).toContain(during.status);

    gateways.open();
    const after = await browser.send("When is the restaurant open?", fields);
    expect(after.status).toBe(200);
    if (during.status === 200) expect(after.body).toEqual(during.body);
    expect(await messagesOf(conversationId)).toEqual([
      { role: "user", content: "Are dogs welcome in the garden?" },
      { role: "assistant", content: first.body.message },
      { role: "user", content: "When is the restaurant open?" },
      { role: "assistant", content: after.body.message },
    ]);
    const { body } = await browser.history({ conversationId });
    expect(body.messages).toHaveLength(4);
  },
);

test("an answer that the database stored without saying so is seen at once", async () => {
  const browser = new Browser(site);
  await browser.start();
  const { conversationId } = (await browser.send("Are dogs welcome in the garden?")).body;
  const passOn = async (request: IncomingMessage) => {
    const headers = Object.entries(request.headers).filter(
      ([name]) => !/^(host|connection|content-length)$/.test(name),
    );
    const body = await text(request);
    await browser.history({ conversationId }); // So that a page without the answer lies in the cache.
    await fetch(new URL(request.url ?? "", stack.supabase.url), {
      method: "POST",
      headers: Object.fromEntries(headers) as Record<string, string>,
      body,
    });
  };
  gateways.database.during((request) => {
    const isAnswer = request.method === "POST" && request.url?.startsWith("/rest/v1/messages") === true;
    if (isAnswer) void passOn(request).finally(() => request.socket.destroy());
    return isAnswer;
  });
  const sent = await browser.send("When is the restaurant open?", { conversationId });
  expect(sent.status).toBe(200);
  gateways.open();
  const { body } = await browser.history({ conversationId });
  expect(body.messages.at(-1)).toMatchObject({ role: "assistant", content: sent.body.message });
});
