import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteSite } from "@/lib/knowledge/service";
import { sparseText } from "@/lib/knowledge/words/sparse-text";
import { termPacks } from "@/lib/knowledge/words/term-packs";
import { passageWords } from "@/lib/knowledge/words/tokenize";
import type { Ctx } from "@/lib/platform/context";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { findPassages } from "./find-passages";
import { newReader } from "./reader.fixture";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

/** The customer's document frequencies as they are kept, and as a recount of the passages gives them. */
async function frequencies(customerId: string) {
  const kept = await stack.sql(
    `select u.term, sum(u.frequency)::int as frequency
     from public.search_term_packs b, unnest(b.terms, b.frequencies) as u(term, frequency)
     where b.customer_id = $1 group by 1 having sum(u.frequency) <> 0 order by 1`,
    [customerId],
  );
  const recounted = await stack.sql(
    `select split_part(entry, ':', 1)::int as term, count(*)::int as frequency
     from public.passage_terms t, string_to_table(btrim(split_part(t.terms::text, '/', 1), '{}'), ',') as entry
     where t.customer_id = $1 and entry <> '' group by 1 order by 1`,
    [customerId],
  );
  const [corpus] = await stack.sql("select passages from public.search_corpora where customer_id = $1", [customerId]);
  return { kept, recounted, passages: corpus?.passages };
}

const urls = async (ctx: Ctx, question: string) => (await findPassages(ctx, question, 10)).map(({ url }) => url);

test("STORE-013 a question finds the passage that answers it, with its page and headings", async () => {
  const { ctx, put } = await newReader(stack);
  await put("hours", "We are open from nine to five, except on Mondays.", "The kitchen closes at nine.");
  await put("garden", "The garden has roses and a pond.");
  const [best] = await findPassages(ctx, "When are you open?", 3);
  expect(best).toEqual({
    url: "https://example.com/hours",
    title: "hours",
    kind: "page",
    siteId: expect.any(String),
    language: null,
    readAt: expect.any(String),
    changedAt: expect.any(String),
    headingPath: ["hours"],
    text: "We are open from nine to five, except on Mondays.",
    quote: { text: "We are open from nine to five, except on Mondays.", marks: expect.any(Array) },
    score: expect.any(Number),
  });
});

test.each([
  ["中文", "营业时间是什么", "餐厅的营业时间是上午九点到晚上十点。", "花园里有玫瑰。"],
  ["العربية", "متى يفتح المطعم", "يفتح المطعم أبوابه يوميا من التاسعة صباحا.", "في الحديقة ورود كثيرة."],
  ["Русский", "часы работы", "Мы работаем ежедневно, часы: с девяти до пяти.", "В саду растут розы."],
  ["ไทย", "เวลาเปิดร้าน", "ร้านอาหารเปิดเวลาเก้าโมงทุกวัน", "สวนมีกุหลาบและสระน้ำ"],
  ["Deutsch", "Wann habt ihr geöffnet?", "Öffnungszeiten: Wir haben täglich geöffnet.", "Der Garten hat Rosen."],
])("a question is answered in its own script: %s", async (_, question, answer, other) => {
  const { ctx, put } = await newReader(stack);
  await put("answer", answer);
  await put("other", other);
  expect((await urls(ctx, question))[0]).toBe("https://example.com/answer");
});

test("words that are common apart and stand together on one page alone find it among many", async () => {
  const { ctx, put } = await newReader(stack);
  const apart = Array.from({ length: 40 }, (_, index) => `Post ${index}: the office. The office has a post.`);
  for (const [index, text] of apart.entries()) await put(`apart-${index}`, text);
  await put("together", "Beside the mill and the garden with its roses you find the post office, which opens at nine.");
  expect((await urls(ctx, "post office"))[0]).toBe("https://example.com/together");
});

test("a question without words that anybody wrote finds nothing", async () => {
  const { ctx, put } = await newReader(stack);
  expect(await urls(ctx, "anything")).toEqual([]);
  await put("garden", "The garden has roses.");
  expect(await urls(ctx, "Ж")).toEqual([]);
});

test("words are counted right through edits, retirement, packing and the removal of a site", async () => {
  const { ctx, siteId, put } = await newReader(stack);
  const { customerId } = ctx;
  await put("a", "Roses and tulips.", "A pond with fish.");
  const page = await put("b", "Roses again.", "Nothing else.");
  await stack.serviceDb.rpc("search_compact", { p_customer: customerId }).throwOnError();
  await put("a", "Tulips alone.");
  await stack.serviceDb.rpc("retire_page", { p_customer: customerId, p_page: page, p_http_status: 404 }).throwOnError();
  const before = await frequencies(customerId);
  expect(before.kept).toEqual(before.recounted);
  expect(before.passages).toBe(1);
  expect(await urls(ctx, "roses again")).toEqual([]);
  await deleteSite(ctx, siteId);
  expect(await frequencies(customerId)).toEqual({ kept: [], recounted: [], passages: 0 });
});

test("words are counted right however many changes there were, and the changes stay few rows", async () => {
  const { ctx, siteId, put } = await newReader(stack);
  const numbers = Array.from({ length: 70 }, (_, index) => index);
  for (const number of numbers) await put(`${number % 40}`, `Rose number ${number}`, "Tulips");
  const { kept, recounted, passages } = await frequencies(ctx.customerId);
  expect(kept).toEqual(recounted);
  expect(passages).toBe(80);
  const [changes] = await stack.sql(
    "select count(distinct generation)::int as kept from public.search_term_packs where customer_id = $1",
    [ctx.customerId],
  );
  expect(changes?.kept).toBe(2 + 6);
  expect((await urls(ctx, "Rose number 69"))[0]).toBe("https://example.com/29");
  await deleteSite(ctx, siteId);
  expect(await frequencies(ctx.customerId)).toEqual({ kept: [], recounted: [], passages: 0 });
});

test("words that came counted are counted the same, also where pages change", async () => {
  const { ctx, siteId, put } = await newReader(stack);
  await put("old", "Roses are red.", "Violets are blue.");
  const passages = ["Roses are white.", "Roses and more roses."].map((content) => ({
    heading_path: ["old"],
    content,
  }));
  const page = { url: "https://example.com/old", title: "old", description: "", content_hash: "y", bytes: 0 };
  const vectors = passages.map(({ content }) => passageWords(content, "old"));
  const words = { p_terms: sparseText(vectors), p_packs: termPacks(vectors) };
  const given = { p_customer: ctx.customerId, p_site: siteId, p_pages: [{ page, passages, place: 1 }], ...words };
  await stack.serviceDb.rpc("put_pages", given).throwOnError();
  const { kept, recounted, passages: count } = await frequencies(ctx.customerId);
  expect(kept).toEqual(recounted);
  expect(count).toBe(2);
});

test("a customer can be removed with everything that was read", async () => {
  const { ctx, put } = await newReader(stack);
  await put("a", "Roses and tulips.");
  await stack.serviceDb.from("customers").delete().eq("id", ctx.customerId).throwOnError();
  expect(await frequencies(ctx.customerId)).toEqual({ kept: [], recounted: [], passages: undefined });
});
