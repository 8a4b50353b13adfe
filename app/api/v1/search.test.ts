import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { POST } from "@/app/api/v1/[...path]/route";
import { createApiKey } from "@/lib/accounts/service";
import type { SearchResult } from "@/lib/knowledge/search/schema";
import { passageVector } from "@/lib/knowledge/words/tokenize";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";

let stack: TestStack;
let shop: Program;

beforeAll(async () => {
  stack = await startTestStack();
  shop = await newProgram();
  for (const { path, ...page } of pages) await shop.put({ url: `https://example.com${path}`, ...page });
  await shop.put({
    url: `urn:uuid:${randomUUID()}`,
    title: "Do you repair pumps?",
    text: "Yes, we repair every pump that we ever sold, also after the warranty has ended.",
    kind: "qa",
    language: "en",
    siteId: null,
  });
  await stack.sql("update public.scraped_pages set changed_at = '2026-01-15' where url like '%/de/%'");
});
afterAll(() => stack.close());

type Given = { url: string; title: string; text: string; language?: string; kind?: string; siteId?: string | null };

const pages = [
  ...["Compact", "Outdoor", "Silver", "Industrial"].flatMap((model, m) =>
    ["pump", "valve", "filter"].map((part, p) => ({
      path: `/shop/${part}s/${model.toLowerCase()}`,
      title: `${model} ${part}`,
      text: `${model} ${part} for home and workshop. Article ACME-${1234 + 10 * m + p}/${"BCD"[p]}. It costs ${49 + m}.${90 + p} € and comes with two years of warranty. Delivered within three working days.`,
      language: "en",
    })),
  ),
  {
    path: "/de/pumpen/kompakt",
    title: "Kompakte Pumpe",
    text: "Die kompakte Pumpe für Haus und Werkstatt. Artikelnummer KP-77.10, Preis 1.249,00 €. Zwei Jahre Gewährleistung.",
    language: "de-AT",
  },
  {
    path: "/about",
    title: "About us",
    text: "Our founder Friederike Öztürk-Kowalczyk opened the shop in 1974. The workshop is led by Siobhán Ó Maoláin.",
    language: "en",
  },
  {
    path: "/help/delivery",
    title: "Delivery",
    text: "Parcels leave our warehouse on every working day. Heavy instruments are delivered by a forwarding agency, who telephones beforehand.",
    language: "en",
  },
];

type Program = { customerId: string; search: (body: object) => Promise<Answer>; put: (page: Given) => Promise<void> };
type Answer = { status: number; body: { results: SearchResult[]; error?: { code: string; message: string } } };

async function newProgram(): Promise<Program> {
  const { db, customerId, userId } = await stack.newCustomer();
  const site = await stack.newSite({ db, customerId, userId, email: "", password: "" });
  const member = { db, customerId, actor: { type: "member", userId, role: "owner" } as const };
  const { key } = await createApiKey(member, { name: "Shop", scopes: ["read"] });
  const search = async (body: object) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const request = new Request("http://127.0.0.1:3000/api/v1/search", {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    const response = await POST(request, { params: Promise.resolve({ path: ["search"] }) });
    return { status: response.status, body: (await response.json()) as Answer["body"] };
  };
  const put = async ({ text, siteId = site.id, ...page }: Given) => {
    const p_page = { description: "", content_hash: randomUUID(), bytes: 1, http_status: 200, ...page };
    const passage = { heading_path: [page.title], content: text, terms: passageVector(text, page.title) };
    const given = [customerId, siteId, JSON.stringify(p_page), JSON.stringify([passage])];
    await stack.sql("select public.put_page($1, $2, $3::text::jsonb, $4::text::jsonb)", given);
  };
  return { customerId, search, put };
}

const pathOf = ({ url }: SearchResult) => (url.startsWith("urn:") ? "qa" : new URL(url).pathname);
const found = async (body: object) => (await shop.search(body)).body.results.map(pathOf);
const marked = ({ quote }: SearchResult) => quote.marks.map(({ start, end }) => quote.text.slice(start, end));

test.each([
  ["ACME-1244/B", "/shop/pumps/outdoor"],
  ["acme-1244/b", "/shop/pumps/outdoor"],
  ["ACME1244B", "/shop/pumps/outdoor"],
  ["ACME 1244 B", "/shop/pumps/outdoor"],
  ["Do you have acme.1255/c in stock?", "/shop/valves/silver"],
  ["KP-77.10", "/de/pumpen/kompakt"],
  ["kp7710", "/de/pumpen/kompakt"],
])("an article's code is found however it is written: %s", async (query, path) => {
  const [best] = (await shop.search({ query })).body.results;
  expect(best && pathOf(best)).toBe(path);
  expect(best && marked(best).join(" ")).toMatch(/[A-Z]{2,4}-\d+/);
});

test.each([
  ["50.91 €", "/shop/valves/outdoor"],
  ["50,91 €", "/shop/valves/outdoor"],
  ["what costs 51,92", "/shop/filters/silver"],
  ["1249.00", "/de/pumpen/kompakt"],
  ["1.249,00 €", "/de/pumpen/kompakt"],
  ["1,249.00", "/de/pumpen/kompakt"],
])("a price is found with a comma as with a point: %s", async (query, path) => {
  expect((await found({ query, limit: 1 }))[0]).toBe(path);
});

test.each([
  ["Friederike Öztürk-Kowalczyk", "/about"],
  ["ozturk", "/about"],
  ["Siobhan O Maolain", "/about"],
  ["Friedrike Kowalzcyk", "/about"],
  ["forwading agency telefones", "/help/delivery"],
  ["insturments delivered", "/help/delivery"],
  ["warehosue parcles", "/help/delivery"],
])("a name is found without its accents, and words with one or two slips: %s", async (query, path) => {
  expect((await found({ query, limit: 1 }))[0]).toBe(path);
});

test("each result says where it is from, and quotes the sentence that answers with the words that were asked for", async () => {
  const [best] = (await shop.search({ query: "How long is the warranty of the compact pump?", limit: 1 })).body.results;
  expect(best).toMatchObject({
    url: "https://example.com/shop/pumps/compact",
    title: "Compact pump",
    kind: "page",
    language: "en",
    headingPath: ["Compact pump"],
    readAt: expect.stringMatching(/^\d{4}-/),
    changedAt: expect.stringMatching(/^\d{4}-/),
  });
  expect(best?.text).toContain(best?.quote.text ?? "-");
  expect(best?.quote.text).toContain("two years of warranty");
  expect(best && marked(best)).toEqual(expect.arrayContaining(["warranty"]));
});

test("every filter narrows what is searched, alone and together with others", async () => {
  const query = "pump warranty warehouse Gewährleistung";
  const all = await found({ query, limit: 50 });
  expect(all).toEqual(expect.arrayContaining(["/de/pumpen/kompakt", "/help/delivery", "/shop/pumps/silver", "qa"]));
  const only = (filter: object) => found({ query, limit: 50, ...filter });
  expect(new Set(await only({ path: "/shop/pumps/" }))).toEqual(
    new Set(all.filter((path) => path.startsWith("/shop/pumps/"))),
  );
  expect(await only({ language: "de" })).toEqual(["/de/pumpen/kompakt"]);
  expect(await only({ language: "DE-at" })).toEqual(["/de/pumpen/kompakt"]);
  expect(await only({ kinds: ["qa"] })).toEqual(["qa"]);
  expect(await only({ changedBefore: "2026-01-16" })).toEqual(["/de/pumpen/kompakt"]);
  expect(await only({ changedSince: "2026-01-15", changedBefore: "2026-01-15T12:00:00+01:00" })).toEqual([
    "/de/pumpen/kompakt",
  ]);
  expect(await only({ changedSince: "2026-01-16" })).not.toContain("/de/pumpen/kompakt");
  expect(await only({ language: "en", path: "/help", kinds: ["page", "file"] })).toEqual(["/help/delivery"]);
  expect(await only({ siteIds: [randomUUID()] })).toEqual([]);
  expect(await only({ language: "de", path: "/shop/" })).toEqual([]);
});

test("a filter leaves the order of what it lets through as it was", async () => {
  const query = "silver pump warranty";
  const pumps = (await found({ query, limit: 50 })).filter((path) => path.startsWith("/shop/pumps/"));
  expect(await found({ query, limit: 50, path: "/shop/pumps/" })).toEqual(pumps);
});

test.each([
  [{ query: "pump", path: "shop/" }, "slash"],
  [{ query: "pump", language: "German" }, "de or pt-BR"],
  [{ query: "pump", kinds: ["video"] }, "kinds"],
  [{ query: "pump", kinds: [] }, "leave this out"],
  [{ query: "pump", siteIds: ["first"] }, "siteIds"],
  [{ query: "pump", changedSince: "yesterday" }, "2026-01-31"],
  [{ query: "pump", changedSince: "2026-02-01", changedBefore: "2026-01-01" }, "changedSince"],
  [{ query: "pump", colour: "red" }, "colour"],
  [{ query: " " }, "Ask something"],
])("what can't be searched for is refused with what to change: %j", async (body, hint) => {
  const answer = await shop.search(body);
  expect(answer).toMatchObject({
    status: 400,
    body: { error: { code: "invalid", message: expect.stringContaining(hint) } },
  });
});

test("STORE-158 nothing of another business is found, by no filter", async () => {
  const other = await newProgram();
  expect((await other.search({ query: "ACME-1244/B" })).body.results).toEqual([]);
  await other.put({ url: "https://example.com/own", title: "Own", text: "Our own ACME-1244/B pump.", language: "en" });
  const { results } = (await other.search({ query: "ACME-1244/B", limit: 50, language: "en" })).body;
  expect(results.map(pathOf)).toEqual(["/own"]);
});
