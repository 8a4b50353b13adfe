import { afterAll, beforeAll, expect, test } from "vitest";
import { GET } from "@/app/api/v1/[...path]/route";
import { createApiKey } from "@/lib/accounts/service";
import { Browser, newReadSite } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

async function newProgram() {
  const { site, customer } = await newReadSite(stack, [
    { path: "/dogs", title: "Dogs", passages: ["Dogs are welcome on the terrace and in the garden."] },
  ]);
  const { customerId, userId, db } = customer;
  const member = { db, customerId, actor: { type: "member", userId, role: "owner" } as const };
  const { key } = await createApiKey(member, { name: "Test", scopes: ["read"] });
  const get = async (path: string) => {
    const request = new Request(`http://127.0.0.1:3000/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } });
    const { pathname } = new URL(request.url);
    const response = await GET(request, { params: Promise.resolve({ path: pathname.split("/").slice(3) }) });
    return { status: response.status, body: await response.json() };
  };
  return { site, get };
}

test("a program reads the conversations, the latest first, page by page, and their messages with sources", async () => {
  const { site, get } = await newProgram();
  const asked: string[] = [];
  for (const message of ["Are dogs welcome on the terrace?", "Hello!", "Are dogs welcome in the garden?"]) {
    const browser = new Browser(site);
    await browser.start();
    asked.unshift((await browser.send(message)).body.conversationId);
    if (message === "Hello!") await browser.choose("es");
  }
  const first = await get("/conversations?limit=2");
  expect(first.body.conversations.map(({ id }: { id: string }) => id)).toEqual(asked.slice(0, 2));
  expect(first.body.conversations[0]).toMatchObject({
    siteId: site.id,
    channel: "widget",
    language: "en",
    title: "Are dogs welcome in the garden?",
    messageCount: 2,
    personRequestedAt: null,
  });
  const rest = await get(`/conversations?limit=2&cursor=${first.body.nextCursor}`);
  expect(rest.body).toMatchObject({ conversations: [{ id: asked[2] }], nextCursor: null });
  const { body } = await get(`/conversations/${asked[0]}/messages`);
  expect(body).toMatchObject({
    messages: [
      { role: "user", content: "Are dogs welcome in the garden?" },
      { role: "assistant", answered: true, sources: [{ url: "https://example.com/dogs" }] },
    ],
    hasMore: false,
  });
});

test("a program sees no conversation of another business, and is told what is wrong with a cursor", async () => {
  const [one, other] = [await newProgram(), await newProgram()];
  const browser = new Browser(one.site);
  await browser.start();
  const { conversationId } = (await browser.send("Hello!")).body;
  expect((await other.get("/conversations")).body).toEqual({ conversations: [], nextCursor: null, total: 0 });
  expect(await other.get(`/conversations/${conversationId}/messages`)).toMatchObject({ status: 404 });
  expect(await other.get("/conversations?cursor=nonsense")).toMatchObject({
    status: 400,
    body: { error: { code: "invalid", message: expect.stringContaining("nextCursor") } },
  });
});
