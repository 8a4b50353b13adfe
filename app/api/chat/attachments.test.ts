import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET as cleanUp } from "@/app/api/cron/attachments/route";
import { GET as expire } from "@/app/api/cron/retention/route";
import { signLink } from "@/lib/conversations/attachments/link";
import { attachAsMember, detach, openAttachment } from "@/lib/conversations/attachments/service";
import { sayToVisitor } from "@/lib/conversations/live/handoff";
import { getRedisClient } from "@/lib/platform/redis/redis";
import { Browser, newReadSite } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import * as file from "./attachments/file/route";
import * as attachments from "./attachments/route";

let stack: TestStack;
let place: Awaited<ReturnType<typeof newReadSite>>;
let browser: Browser;

const pages = [{ path: "/repairs", title: "Repairs", passages: ["A full service costs 85 euros."] }];

beforeAll(async () => {
  stack = await startTestStack();
  place = await newReadSite(stack, pages);
});
afterAll(() => stack.close());
beforeEach(async () => {
  await getRedisClient().flushdb();
  browser = await visit();
});

async function visit(): Promise<Browser> {
  const visitor = new Browser(place.site);
  await visitor.start();
  return visitor;
}

const PDF = "%PDF-1.7 the menu";

async function answerOf(response: Response) {
  return { status: response.status, body: await response.json() };
}

async function upload(visitor: Browser, clientMessageId: string, name = "menu.pdf", body: BodyInit = PDF) {
  const query = new URLSearchParams({ name, clientMessageId });
  const headers = { "content-type": "application/octet-stream" };
  const request = visitor.request(`/api/chat/attachments?${query}`, { method: "POST", body, headers });
  return answerOf(await attachments.POST(request));
}

const links = async (visitor: Browser, ids: string[]) =>
  answerOf(await attachments.GET(visitor.request(`/api/chat/attachments?ids=${ids}`)));
const remove = async (visitor: Browser, id: string) =>
  answerOf(await attachments.DELETE(visitor.request(`/api/chat/attachments?id=${id}`, { method: "DELETE" })));
const open = (url: string, headers = {}) => file.GET(new Request(url, { headers }));
const stored = async (id: string) =>
  (await stack.sql("select 1 from storage.objects where name like $1", [`%/${id}`])).length;
const system = { headers: { authorization: "" } };
const cron = async (run: typeof cleanUp) => {
  system.headers.authorization = `Bearer ${stack.keys.cronSecret}`;
  return answerOf(await run(new Request("http://127.0.0.1/", system)));
};
const member = () => ({
  db: place.customer.db,
  customerId: place.customer.customerId,
  actor: { type: "member", userId: place.customer.userId, role: "owner" } as const,
});

/** Another person who works for the customer. */
async function newColleague(role: "agent" | "viewer") {
  const { db, userId } = await stack.newCustomer();
  const { customerId } = place.customer;
  await stack.sql("insert into members (customer_id, user_id, role) values ($1, $2, $3)", [customerId, userId, role]);
  return { db, customerId, actor: { type: "member", userId, role } } as const;
}

describe("HIST-087 a file that a visitor sends", () => {
  test("HIST-087 is in the history with its message, opens by its link, and is open to members", async () => {
    const clientMessageId = randomUUID();
    const { status, body: sent } = await upload(browser, clientMessageId, "../Menü 2026.pdf");
    expect({ status, name: sent.name, mediaType: sent.mediaType }).toEqual({
      status: 201,
      name: "Menü 2026.pdf",
      mediaType: "application/pdf",
    });
    const { body: answer } = await browser.send("What does a full service cost?", { clientMessageId });
    const { body } = await browser.history({ conversationId: answer.conversationId });
    const { url, ...described } = sent;
    expect(body.messages[0]).toMatchObject({ content: "What does a full service cost?", attachments: [described] });
    expect(body.messages[1].attachments).toEqual([]);

    const opened = await open(url);
    expect(await opened.text()).toBe(PDF);
    expect(Object.fromEntries(opened.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": "attachment; filename*=UTF-8''Men%C3%BC%202026.pdf",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
    });
    expect((await openAttachment(member(), sent.id)).body.toString()).toBe(PDF);
  });

  test("is answered for what it is: the words are answered, and nobody pretends to have read the file", async () => {
    const clientMessageId = randomUUID();
    await upload(browser, clientMessageId);
    const { body: answer } = await browser.send("What does a full service cost?", { clientMessageId });
    expect(answer).toMatchObject({ answered: true, message: expect.stringContaining("85 euros") });
    expect(answer.message).toContain("I can't open files");
  });

  test("without words leaves the question to a person", async () => {
    const clientMessageId = randomUUID();
    const { body: sent } = await upload(browser, clientMessageId);
    const { body: answer } = await browser.send(sent.name, { clientMessageId });
    expect(answer).toMatchObject({ answered: false, sources: [] });
    expect(answer.message).toMatch(/^I can't open files .* person/);
  });

  test("belongs to its message once, however often that is sent", async () => {
    const clientMessageId = randomUUID();
    await upload(browser, clientMessageId);
    const { body: first } = await browser.send("What does a full service cost?", { clientMessageId });
    const { body: again } = await browser.send("What does a full service cost?", { clientMessageId });
    expect(again.messageId).toBe(first.messageId);
    const { body } = await browser.history({ conversationId: first.conversationId });
    expect(body.messages.map((message: { attachments: unknown[] }) => message.attachments.length)).toEqual([1, 0]);
  });

  test("can be taken back until its message is sent, and not after", async () => {
    const clientMessageId = randomUUID();
    const [{ body: one }, { body: two }] = [
      await upload(browser, clientMessageId),
      await upload(browser, clientMessageId, "other.pdf"),
    ];
    expect((await remove(browser, one.id)).status).toBe(200);
    const { body: answer } = await browser.send("What does a full service cost?", { clientMessageId });
    const { body } = await browser.history({ conversationId: answer.conversationId });
    expect(body.messages[0].attachments).toMatchObject([{ id: two.id }]);
    expect((await remove(browser, two.id)).status).toBe(404);
  });

  test("is refused when it is empty, larger than 4 MB, of another kind, or the sixth", async () => {
    const clientMessageId = randomUUID();
    expect((await upload(browser, clientMessageId, "a.pdf", "")).status).toBe(400);
    expect((await upload(browser, clientMessageId, "a.pdf", Buffer.alloc(4 * 1024 * 1024 + 1, "a"))).status).toBe(413);
    expect((await upload(browser, clientMessageId, "a.png", "<svg onload='alert(1)'/>")).status).toBe(400);
    for (let i = 1; i <= 5; i++) expect((await upload(browser, clientMessageId)).status).toBe(201);
    expect((await upload(browser, clientMessageId)).body.error.message).toContain("at most 5 files");
  });
});

describe("HIST-086 a voice note", () => {
  test("HIST-086 is played in place, also from its middle", async () => {
    const { body: sent } = await upload(browser, randomUUID(), "note.webm", Buffer.from("1a45dfa301020304", "hex"));
    expect(sent.mediaType).toBe("audio/webm");
    const whole = await open(sent.url);
    expect(whole.headers.get("content-disposition")).toMatch(/^inline/);
    const part = await open(sent.url, { range: "bytes=4-5" });
    expect({ status: part.status, range: part.headers.get("content-range") }).toEqual({
      status: 206,
      range: "bytes 4-5/8",
    });
    expect([...new Uint8Array(await part.arrayBuffer())]).toEqual([1, 2]);
  });
});

describe("HIST-061 somebody else", () => {
  test("HIST-061 gets no link to a visitor's file, takes nothing back, and can't send it as their own", async () => {
    const clientMessageId = randomUUID();
    const { body: sent } = await upload(browser, clientMessageId);
    const stranger = await visit();
    expect((await links(stranger, [sent.id])).body).toEqual({ attachments: [] });
    expect((await remove(stranger, sent.id)).status).toBe(404);
    const { body: answer } = await stranger.send("What does a full service cost?", { clientMessageId });
    const { body } = await stranger.history({ conversationId: answer.conversationId });
    expect(body.messages[0].attachments).toEqual([]);
    expect((await links(browser, [sent.id])).body.attachments).toMatchObject([{ id: sent.id }]);
  });

  test("HIST-061 who is a member of another business finds nothing", async () => {
    const clientMessageId = randomUUID();
    const { body: sent } = await upload(browser, clientMessageId);
    await browser.send("What does a full service cost?", { clientMessageId });
    const { db, customerId, userId } = await stack.newCustomer();
    const actor = { type: "member", userId, role: "owner" } as const;
    await expect(openAttachment({ db, customerId, actor }, sent.id)).rejects.toMatchObject({ code: "not_found" });
    const ours = { db, customerId: place.customer.customerId, actor };
    await expect(openAttachment(ours, sent.id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("a link that has expired, was changed, or names another session's file opens nothing", async () => {
    const { body: sent } = await upload(browser, randomUUID());
    const claims = { id: sent.id, customerId: place.customer.customerId, siteId: place.site.id };
    const url = (token: string) => `http://127.0.0.1:3000/api/chat/attachments/file?link=${token}`;
    const foreign = await signLink({ ...claims, sessionId: randomUUID() });
    const expired = await signLink({ ...claims, sessionId: randomUUID() }, Date.now() - 300_001);
    const own = new URL(sent.url).searchParams.get("link") ?? "";
    expect((await open(url(own))).status).toBe(200);
    for (const token of [foreign, expired, `${own}x`, "x"]) expect((await open(url(token))).status).toBe(404);
  });
});

describe("a member who has taken over", () => {
  const file = (clientMessageId: string) => ({ name: "offer.pdf", clientMessageId });
  const bytes = Buffer.from(PDF);

  async function takenOver() {
    const { body } = await browser.send("What does a full service cost?");
    const conversationId = String(body.conversationId);
    const { db, userId } = place.customer;
    await db.from("conversations").update({ handled_by: userId }).eq("id", conversationId).throwOnError();
    return conversationId;
  }

  test("HIST-087 sends files that the visitor of the conversation sees and opens, and no other visitor", async () => {
    const conversationId = await takenOver();
    const clientMessageId = randomUUID();
    const sent = await attachAsMember(member(), file(clientMessageId), bytes);
    expect((await links(browser, [sent.id])).body.attachments).toEqual([]);
    await sayToVisitor(member(), { conversationId, clientMessageId, content: "Here is our offer." });
    const { body } = await browser.history({ conversationId });
    expect(body.messages.at(-1)).toMatchObject({ content: "Here is our offer.", attachments: [sent] });
    const { body: found } = await links(browser, [sent.id]);
    expect(await (await open(found.attachments[0].url)).text()).toBe(PDF);
    expect((await links(await visit(), [sent.id])).body.attachments).toEqual([]);
  });

  test("HIST-087 takes back what was not sent yet, and a colleague can't send it", async () => {
    const conversationId = await takenOver();
    const [clientMessageId, another] = [randomUUID(), randomUUID()];
    const taken = await attachAsMember(member(), file(clientMessageId), bytes);
    await detach(member(), taken.id);
    const colleague = await newColleague("agent");
    const theirs = await attachAsMember(colleague, file(another), bytes);
    await expect(detach(member(), theirs.id)).rejects.toMatchObject({ code: "not_found" });
    for (const key of [clientMessageId, another]) {
      await sayToVisitor(member(), { conversationId, clientMessageId: key, content: "Here is our offer." });
    }
    const { body } = await browser.history({ conversationId });
    const ours = body.messages.filter(({ content }: { content: string }) => content === "Here is our offer.");
    expect(ours.map(({ attachments }: { attachments: object[] }) => attachments)).toEqual([[], []]);
  });

  test("HIST-061 who only reads conversations attaches nothing", async () => {
    const viewer = await newColleague("viewer");
    await expect(attachAsMember(viewer, file(randomUUID()), bytes)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("what nobody needs any more", () => {
  test("STORE-171 a file that was not sent within a day is removed, with its bytes; what was sent stays", async () => {
    const clientMessageId = randomUUID();
    const { body: sent } = await upload(browser, clientMessageId);
    await browser.send("What does a full service cost?", { clientMessageId });
    const { body: unsent } = await upload(browser, randomUUID());
    const { body: young } = await upload(browser, randomUUID());
    await stack.sql("update attachments set created_at = now() - interval '25 hours' where id = any($1::uuid[])", [
      [sent.id, unsent.id],
    ]);
    expect(await cron(cleanUp)).toMatchObject({ status: 200, body: { unsent: 1 } });
    expect([await stored(sent.id), await stored(unsent.id), await stored(young.id)]).toEqual([1, 0, 1]);
    expect((await open(unsent.url)).status).toBe(404);
  });

  test("STORE-171 a conversation that is kept no longer takes its files with it", async () => {
    const clientMessageId = randomUUID();
    const { body: sent } = await upload(browser, clientMessageId);
    const { body: answer } = await browser.send("What does a full service cost?", { clientMessageId });
    await stack.sql("update conversations set last_message_at = now() - interval '20 years' where id = $1", [
      answer.conversationId,
    ]);
    expect((await cron(expire)).status).toBe(200);
    expect(await stored(sent.id)).toBe(0);
    expect(await stack.sql("select 1 from attachments where id = $1", [sent.id])).toEqual([]);
  });
});
