import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { getSession } from "@/lib/conversations/session";
import { getRedisClient, isRedisAvailable } from "@/lib/platform/redis/redis";
import { Browser, newReadSite, startGateways } from "@/scripts/stack/chat-testing";
import { dies, failsWith, type Intercept } from "@/scripts/stack/gateway";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";

const CHAT_BY_SESSION = 20;

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

/** Does what it is asked at once and says so after two to five seconds. */
const slow: Intercept = (request, response) => {
  const { method = "GET", url = "/" } = request;
  const headers = Object.entries(request.headers).filter(([name]) =>
    /^(?:authorization|content-type|upstash)/.test(name),
  );
  const answer = async () => {
    const body = await text(request);
    const said = await fetch(new URL(url, stack.redis.url), {
      method,
      headers: Object.fromEntries(headers) as Record<string, string>,
      body,
    });
    const words = await said.text();
    await sleep(2000 + 3000 * Math.random(), undefined, { ref: false });
    if (!response.destroyed) response.writeHead(said.status, { "content-type": "application/json" }).end(words);
  };
  answer().catch(() => response.destroy());
  return true;
};

const says =
  (words: (commands: unknown[]) => string): Intercept =>
  (request, response) => {
    void text(request).then((body) => {
      const commands: unknown[] = JSON.parse(body || "[]");
      response.writeHead(200, { "content-type": "application/json" }).end(words(commands));
    });
    return true;
  };

const page = "<!doctype html><title>Sign in to the network</title>";

const faults: [string, Intercept][] = [
  ["is away", dies],
  ["takes two to five seconds for an answer", slow],
  ["answers with a page of a proxy", says(() => page)],
  ["answers with half of its JSON", says(() => '[{"result":"O')],
  [
    "answers with values of other kinds",
    says((commands) => JSON.stringify(commands.map(() => ({ result: { a: 1 } })))),
  ],
  ["fails", failsWith(500)],
];

const whole = (count: number) => Array.from({ length: count }, (_, i) => ({ role: i % 2 ? "assistant" : "user" }));

async function said(browser: Browser, message: string, conversationId?: string): Promise<string> {
  const { status, body } = await browser.send(message, conversationId ? { conversationId } : {});
  expect({ status, message: body.message }).toMatchObject({ status: 200, message: expect.stringMatching(/\w/) });
  return body.conversationId;
}

async function read(browser: Browser, conversationId: string, messages: number): Promise<void> {
  const { status, body } = await browser.history({ conversationId });
  expect({ status, messages: body.messages }).toMatchObject({ status: 200, messages: whole(messages) });
}

test.each(faults)(
  "SESS-026 STORE-081 STORE-083 while Redis %s no visitor sees an error, sessions go on through its return, and limits hold",
  async (_, fault) => {
    const known = new Browser(site);
    expect((await known.start()).status).toBe(200);
    const conversation = await said(known, "Are dogs welcome in the garden?");
    await read(known, conversation, 2);

    gateways.redis.during(fault);
    await said(known, "When is the restaurant open?", conversation);
    await read(known, conversation, 4);
    const late = new Browser(site);
    const started = await late.start();
    expect(started.status).toBe(200);
    const { id } = started.body.session;
    const lateOne = await said(late, "Are dogs welcome on the terrace?");
    await said(late, "And in the garden?", lateOne);
    await read(late, lateOne, 4);
    expect((await late.choose("es")).body).toMatchObject({ language: "es" });

    const eager = new Browser(site);
    await eager.start();
    const answers = await Promise.all(Array.from({ length: CHAT_BY_SESSION + 5 }, () => eager.send("Hello!")));
    const passed = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status === 429);
    expect([passed.length, refused.length]).toEqual([CHAT_BY_SESSION, 5]);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);

    gateways.open();
    await expect.poll(isRedisAvailable, { timeout: 15_000 }).toBe(true);
    await said(late, "¿Y en el jardín?", lateOne);
    await read(late, lateOne, 6);
    await read(known, conversation, 4);
    expect(await getSession(id)).toMatchObject({ metadata: { conversationId: lateOne, preferredLanguage: "es" } });
    expect(await getRedisClient().exists(`session:${id}`)).toBe(1);
    expect((await late.start({ sessionToken: late.token })).body).toMatchObject({ session: { id }, language: "es" });
  },
);
