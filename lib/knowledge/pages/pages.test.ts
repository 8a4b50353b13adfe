import { afterAll, beforeAll, expect, test } from "vitest";
import { passageVector } from "@/lib/knowledge/words/tokenize";
import type { Ctx } from "@/lib/platform/context";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { getPage, listPages, suggestPages } from "./service";

let stack: TestStack;
let ctx: Ctx;
let siteId: string;

beforeAll(async () => {
  stack = await startTestStack();
  const customer = await stack.newCustomer();
  ctx = { ...customer, actor: { type: "member", userId: customer.userId, role: "owner" } };
  siteId = (await stack.newSite(customer)).id;
  await put("hours", 'Opening hours, (all) "halls"', ["Open from nine.", "Closed on Mondays."], 1);
  await put("gr%C3%B6%C3%9Fe", "Größentabelle", ["Size 50 fits most."]);
  await put("100%25_off", "Sale", ["Everything at half the price."]);
  const gone = await put("old-hours", "Old hours", ["Open from ten."]);
  await stack.serviceDb
    .rpc("retire_page", { p_customer: ctx.customerId, p_page: gone, p_http_status: 404 })
    .throwOnError();
});
afterAll(() => stack.close());

const vector = JSON.stringify(Array.from({ length: 512 }, (_, index) => (index === 0 ? 1 : 0)));

/** Stores a page of the site; the first passages of so many have vectors. */
async function put(path: string, title: string, texts: string[], withVectors = 0): Promise<string> {
  const page = {
    url: `https://example.com/${path}`,
    title,
    description: "",
    content_hash: "x",
    bytes: 0,
    http_status: 200,
  };
  const passages = texts.map((content, index) => ({
    ...{ heading_path: [title], content, terms: passageVector(content, title) },
    ...(index < withVectors && { embedding: vector, model: "test" }),
  }));
  const stored = { p_customer: ctx.customerId, p_site: siteId, p_page: page, p_passages: passages };
  return (await stack.serviceDb.rpc("put_page", stored).throwOnError()).data;
}

const paths = async (query: string, status?: "active" | "retired") =>
  (await listPages(ctx, { siteId, query, status, limit: 10 })).pages.map(({ url }) => new URL(url).pathname);

test.each([
  ["hours", ["/hours", "/old-hours"]],
  ["OPENING", ["/hours"]],
  ['hours, (all) "', ["/hours"]],
  ["größe", ["/gr%C3%B6%C3%9Fe"]],
  ["100%_", ["/100%25_off"]],
  ["%", ["/100%25_off"]],
  ["nowhere", []],
])("pages are found by a part of their title or address, whatever signs it holds: %s", async (query, expected) => {
  expect(await paths(query)).toEqual(expected);
});

test("pages that are gone are listed apart from those in use", async () => {
  expect(await paths("hours", "active")).toEqual(["/hours"]);
  expect(await paths("hours", "retired")).toEqual(["/old-hours"]);
});

test("a page is shown with its passages in order, and which of them are found by meaning", async () => {
  const page = await getPage(ctx, { siteId, url: "https://example.com/hours" });
  expect(page).toMatchObject({
    passageCount: 2,
    passages: [
      { text: "Open from nine.", hasVector: true },
      { text: "Closed on Mondays.", hasVector: false },
    ],
  });
});

test("the page of another customer, or of no one, is not found", async () => {
  const { db } = await stack.newCustomer();
  const wanted = { siteId, url: "https://example.com/hours" };
  await expect(getPage({ ...ctx, db }, wanted)).rejects.toMatchObject({ status: 404 });
  await expect(getPage(ctx, { ...wanted, url: "https://example.com/none" })).rejects.toMatchObject({ status: 404 });
});

test("pages in use are suggested while a title or an address is typed", async () => {
  expect((await suggestPages(ctx, "hours")).map(({ url }) => url)).toEqual(["https://example.com/hours"]);
  expect(await suggestPages(ctx, "")).toHaveLength(3);
});
