import { randomUUID } from "node:crypto";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operations } from "@/app/api/operations";
import { idFrom } from "@/lib/conversations/turn";
import type { Actor, Ctx } from "@/lib/platform/context";
import { rest } from "@/lib/platform/http/rest";
import { actorDb } from "@/lib/platform/supabase/actor";
import { startTestStack, type TestCustomer, type TestStack } from "@/scripts/stack/testing";

let stack: TestStack;
let mill: TestCustomer;
beforeAll(async () => {
  stack = await startTestStack();
  mill = await stack.newCustomer("The Mill");
});
afterAll(() => stack.close());

const memberOf = ({ db, customerId, userId }: TestCustomer): Ctx => ({
  db,
  customerId,
  actor: { type: "member", userId, role: "viewer" },
});

/** What the API answers to this caller. */
function get(ctx: Ctx, path: string): Promise<Response> {
  const url = new URL(path, "http://127.0.0.1/api/v1/");
  const segments = url.pathname.split("/").slice(3);
  return rest(operations, async () => ctx)(new Request(url), { params: Promise.resolve({ path: segments }) });
}

const conversations = (format: string, ctx = memberOf(mill), range = "") =>
  get(ctx, `exports/conversations?format=${format}${range}`);

/** A conversation in which these things were said in turn, begun on a day. */
async function talk(customer: TestCustomer, day: string, said: string[], userId: string | null = null) {
  const id = userId ? idFrom("own chat", customer.customerId, userId) : randomUUID();
  const own = userId ? { user_id: userId, channel: "dashboard" } : {};
  const row = { customer_id: customer.customerId, created_at: `${day}T12:00:00Z` };
  await stack.serviceDb
    .from("conversations")
    .insert({ ...row, ...own, id })
    .throwOnError();
  const sources = [{ url: "https://example.com/menu", title: "Menu", quote: "Bread" }];
  const messages = said.map((content, index) => ({
    ...{ ...row, conversation_id: id, content, user_id: userId },
    ...(index % 2 === 0 ? { role: "user" } : { role: "assistant", answered: true, parts: { sources } }),
  }));
  for (const message of messages) await stack.serviceDb.from("messages").insert(message).throwOnError();
  return id;
}

type Exported = { conversations: { id: string; messages: { content: string; from: string; sources: unknown[] }[] }[] };

const contents = ({ conversations: all }: Exported) =>
  all.map(({ messages }) => messages.map(({ content }) => content));

/** The cells of a CSV, by RFC 4180. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = "", end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ",") rows.push([]);
  }
  return rows.slice(0, -1);
}

async function textOf(response: Response): Promise<string> {
  const pdf = await getDocumentProxy(new Uint8Array(await response.arrayBuffer()));
  return (await extractText(pdf, { mergePages: true })).text;
}

test("HIST-083 SESS-164 a JSON export holds every message in order, more of them than one page of the database", async () => {
  const customer = await stack.newCustomer();
  const long = await talk(customer, "2026-11-01", []);
  await stack.sql(
    `insert into messages (customer_id, conversation_id, role, content)
     select $1, $2, 'user', 'Question ' || n from generate_series(1, 1101) n`,
    [customer.customerId, long],
  );
  await talk(customer, "2026-11-02", ["Hi", "Hello"]);
  const response = await conversations("json", memberOf(customer));
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="conversations-all-.+\.json"$/);
  const exported: Exported = await response.json();
  expect(contents(exported)).toEqual([Array.from({ length: 1101 }, (_, n) => `Question ${n + 1}`), ["Hi", "Hello"]]);
  expect(exported.conversations[1]?.messages).toMatchObject([
    { from: "user" },
    { from: "assistant", sources: [{ title: "Menu" }] },
  ]);
});

test("HIST-083 an export without a single conversation is still whole", async () => {
  const customer = memberOf(await stack.newCustomer());
  expect(await (await conversations("json", customer)).json()).toEqual({ conversations: [] });
  expect(cellsOf(await (await conversations("csv", customer)).text())).toHaveLength(1);
  expect(await textOf(await conversations("pdf", customer))).toContain("0 conversations, 0 messages.");
});

test("HIST-083 a CSV export reads back as it was said, and nothing in it runs as a formula", async () => {
  const customer = await stack.newCustomer();
  const said = ['Say "hi",\nplease', "Ünïcödé 你好 😀", "=1+1", "+44 1632", "-5", "@SUM(A1)", "\tTab", "Plain"];
  await talk(customer, "2026-11-01", said);
  const text = await (await conversations("csv", memberOf(customer))).arrayBuffer();
  expect([...new Uint8Array(text.slice(0, 3))]).toEqual([0xef, 0xbb, 0xbf]);
  const [head = [], ...rows] = cellsOf(new TextDecoder().decode(text));
  const formulas = /^[=+\-@\t]/;
  const shown = said.map((content) => (formulas.test(content) ? `'${content}` : content));
  expect(rows.map((row) => row[head.indexOf("content")])).toEqual(shown);
  expect(rows.flat().filter((cell) => formulas.test(cell))).toEqual([]);
});

test("HIST-083 a PDF export draws every script, and says what it can't draw", async () => {
  const customer = await stack.newCustomer("Mühle");
  const said = [
    "Grüße — naïve “quotes”",
    "Привет",
    "你好世界",
    "こんにちは",
    "안녕하세요",
    "สวัสดีครับ",
    "नमस्ते",
    "Γειά",
    "😀 fine",
  ];
  await talk(customer, "2026-11-01", said);
  const text = await textOf(await conversations("pdf", memberOf(customer)));
  expect(said.slice(0, -1).filter((content) => !text.includes(content))).toEqual([]);
  expect(text).toContain("[U+1F600] fine");
  expect(text).toContain("no font here can draw");
  expect(text).toContain("Conversations of Mühle");
  expect(text).toContain("1 conversation, 9 messages.");
});

test("HIST-083 a PDF export of many messages has them all, on numbered pages", async () => {
  const customer = await stack.newCustomer();
  const said = Array.from({ length: 120 }, (_, n) => `Sentence number ${n}.`);
  await talk(customer, "2026-11-01", said);
  const text = await textOf(await conversations("pdf", memberOf(customer)));
  expect(said.filter((content) => !text.includes(content))).toEqual([]);
  expect(text).toContain("Page 3");
  expect(text).not.toContain("no font here can draw");
});

test("HIST-084 SESS-164 an export can be kept to the conversations that began on some days", async () => {
  const customer = await stack.newCustomer();
  for (const day of ["2026-11-01", "2026-11-02", "2026-11-03"]) await talk(customer, day, [day]);
  const exported = async (range: string) =>
    contents(await (await conversations("json", memberOf(customer), range)).json()).flat();
  expect(await exported("&from=2026-11-02&to=2026-11-02")).toEqual(["2026-11-02"]);
  expect(await exported("&from=2026-11-02")).toEqual(["2026-11-02", "2026-11-03"]);
  expect(await exported("&to=2026-11-01")).toEqual(["2026-11-01"]);
  expect((await conversations("json", memberOf(customer), "&from=2026-11-02&to=2026-11-01")).status).toBe(400);
  expect((await conversations("xlsx", memberOf(customer))).status).toBe(400);
});

test("HIST-083 members take away their own chat, and nobody else's; it is in no export of the business", async () => {
  const customer = await stack.newCustomer();
  await talk(customer, "2026-11-01", ["My own question", "An answer"], customer.userId);
  const own = (format: string, userId = customer.userId) =>
    get(memberOf(customer), `exports/chat/${userId}?format=${format}`);
  expect(contents(await (await own("json")).json())).toEqual([["My own question", "An answer"]]);
  expect(await textOf(await own("pdf"))).toContain("My own question");
  expect((await own("csv", mill.userId)).status).toBe(404);
  expect(contents(await (await conversations("json", memberOf(customer))).json())).toEqual([]);
});

test("SESS-164 another business finds nothing of it, and an API key needs the right to read", async () => {
  await talk(mill, "2026-11-01", ["Secret"]);
  const stranger = await stack.newCustomer();
  const db = stranger.db;
  const posing: Ctx = { ...memberOf(mill), db };
  expect((await conversations("json", posing)).status).toBe(404);
  const keyId = randomUUID();
  const keyDb = actorDb({ role: "api_key", customer_id: mill.customerId, key_id: keyId });
  const key = (scopes: string[]): Actor => ({ type: "api_key", keyId, scopes });
  const as = (scopes: string[]) =>
    conversations("json", { db: keyDb, customerId: mill.customerId, actor: key(scopes) });
  expect(contents(await (await as(["read"])).json())).toEqual([["Secret"]]);
  expect((await as(["write"])).status).toBe(403);
});
