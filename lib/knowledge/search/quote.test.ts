import { expect, test } from "vitest";
import { queryTerms } from "@/lib/knowledge/words/tokenize";
import { quoter } from "./quote";

/** The quote with its marks in brackets; words are worth the more the longer they are. */
function quoted(question: string, passage: string): string {
  const weighed = queryTerms(question);
  const worth = new Map(
    question.split(/\s+/).flatMap((word) => queryTerms(word).terms.map((term) => [term, word.length] as const)),
  );
  const { text, marks } = quoter(
    question,
    weighed,
    weighed.terms.map((term) => worth.get(term) ?? 0),
  )(passage);
  return marks.reduceRight(
    (all, { start, end }) => `${all.slice(0, start)}[${all.slice(start, end)}]${all.slice(end)}`,
    text,
  );
}

const shop = `Delivery
We send parcels on every working day. Orders above 50 euros are delivered free of charge within Europe, and all others cost 4.90 € to send.
Returns
You may return what you bought within 30 days. Send it with the label in the box, and we pay you back within a week. Dr. Mill looks at broken instruments himself, so please add a note.`;

test.each([
  [
    "Is delivery free?",
    "Orders above 50 euros are [delivered] [free] of charge within Europe, and all others cost 4.90 € to send.",
  ],
  ["Who looks at instruments?", "Dr. Mill [looks] at broken [instruments] himself, so please add a note."],
  ["instrumets broken", "Dr. Mill looks at [broken] [instruments] himself, so please add a note."],
  ["4,90 €", "Orders above 50 euros are delivered free of charge within Europe, and all others cost [4.90] € to send."],
])("the sentence that answers best is quoted whole, with the words that were asked for: %s", (question, quote) => {
  expect(quoted(question, shop)).toBe(quote);
});

test.each([
  [
    "营业时间是什么",
    "花园里有玫瑰和池塘，欢迎大家随时来参观，门票免费，也可以带上小狗一起来散步。餐厅的营业时间是上午九点到晚上十点，周一休息，节假日的安排请看网站首页上的公告。厨房九点关门。",
    "餐厅的[营业时间是]上午九点到晚上十点，周一休息，节假日的安排请看网站首页上的公告。",
  ],
  [
    "متى يفتح المطعم",
    "في الحديقة ورود كثيرة وبركة ماء صغيرة يحبها الأطفال. يفتح المطعم أبوابه يوميا من الساعة التاسعة صباحا حتى العاشرة مساء.",
    "[يفتح] [المطعم] أبوابه يوميا من الساعة التاسعة صباحا حتى العاشرة مساء.",
  ],
])("in any script: %s", (question, passage, quote) => {
  expect(quoted(question, passage)).toBe(quote);
});

test("a heading is not quoted alone", () => {
  expect(quoted("returns", shop)).toContain("You may [return] what you bought within 30 days.");
});

test("a text without a full stop is quoted in part, between words", () => {
  const passage = Array.from({ length: 200 }, (_, index) => (index === 150 ? "helicopter" : `word${index}`)).join(" ");
  const quote = quoted("helicopter", passage);
  expect(quote).toContain("[helicopter]");
  expect(quote.length).toBeLessThan(330);
  expect(passage).toContain(quote.replace(/[[\]]/g, ""));
});

test("a passage in which nothing was asked for is quoted from its start", () => {
  expect(quoted("zebra", shop)).toMatch(/^Delivery\nWe send parcels/);
});

test("a code is marked whole, however it is written", () => {
  const passage =
    "The pump ACME-1234/B is on sale. The pump ACME-1243/B is not, and neither is anything else in this shop.";
  expect(quoted("acme1234b", passage)).toContain("[ACME-1234/B]");
  expect(quoted("ACME 1234 B", passage)).toContain("[ACME-1234/B]");
  expect(quoted("acme-1234/b", passage)).not.toContain("[ACME-1243/B]");
});
