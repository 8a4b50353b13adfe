import { expect, test } from "vitest";
import { Draft } from "./draft";
import { evidenceOf } from "./evidence";
import { quoteFrom } from "./grounding";
import { sentences, sentencesOf } from "./sentences";

const passage = (title: string, text: string) => ({
  url: `https://example.com/${title.toLowerCase()}`,
  title,
  text,
  kind: "page" as const,
  siteId: null,
  language: "en",
  readAt: "2026-01-01T00:00:00Z",
  changedAt: "2026-01-01T00:00:00Z",
  headingPath: [],
  quote: { text, marks: [] },
  score: 1,
});

const venue = [
  passage(
    "Hours",
    "The restaurant is open from Tuesday to Sunday, from 12:00 to 22:30. On Mondays the kitchen stays closed.",
  ),
  passage("Dogs", "Dogs are welcome on the terrace and in the garden, but not in the dining room."),
  passage("Delivery", "Orders above 50 euros are delivered free of charge within 10 kilometres."),
  passage("Rooms", "The Mill Room seats 80 guests at round tables and has a stage with sound and light."),
];

async function* whole(text: string) {
  yield text;
}

/** What a visitor is shown of a model's text. */
async function shown(text: string, { passages = venue, question = "", language = "en" } = {}) {
  const draft = new Draft(language, evidenceOf(passages, question));
  for await (const sentence of sentences(whole(text))) draft.add(sentence);
  draft.end();
  return { text: draft.text, urls: draft.sources().map(({ url }) => new URL(url).pathname), draft };
}

test("what a passage says is shown with its source; what no passage says is not", async () => {
  const answer = await shown(
    "Dogs are welcome on the terrace. [2] We also offer free helicopter rides every weekend. [2] Cats sleep in the cellar.",
  );
  expect(answer.text).toBe("Dogs are welcome on the terrace. [1]");
  expect(answer.urls).toEqual(["/dogs"]);
});

test.each([
  ["another price", "Orders above 30 euros are delivered free of charge. [3]"],
  ["another hour", "The restaurant is open from Tuesday to Sunday until 23:30. [1]"],
  ["a source that is not there", "Our spa has three saunas and a pool. [9]"],
  ["a source that says something else", "The wine list has bottles from Burgundy. [2]"],
  ["a link of its own", "Dogs are welcome on the terrace, see https://evil.example. [2]"],
])("a sentence with %s is not shown", async (_, text) => {
  const answer = await shown(text);
  expect(answer.text).toBe("");
  expect(answer.draft.isAnswer).toBe(false);
});

test.each([
  "You can bring your dog to the terrace or the garden. [2]",
  "We're open until 10:30 pm from Tuesday to Sunday. [1]",
  "The kitchen is closed on Mondays. [1]",
  "Delivery is free for orders above 50 euros within 10 kilometres. [3]",
  "The Mill Room can seat 80 guests. [4]",
])("a passage in other words is shown: %s", async (text) => {
  expect((await shown(text, { question: "Can I bring my dog?" })).text).toBe(text.replace(/\[\d\]/, "[1]"));
});

test("sources are numbered in the order of their use, and only those that are cited are named", async () => {
  const answer = await shown(
    "The Mill Room seats 80 guests. [4] Dogs are welcome in the garden. [2] The Mill Room has a stage with sound and light. [4]",
  );
  expect(answer.text).toBe(
    "The Mill Room seats 80 guests. [1] Dogs are welcome in the garden. [2] The Mill Room has a stage with sound and light. [1]",
  );
  expect(answer.urls).toEqual(["/rooms", "/dogs"]);
});

test("a sentence that names the wrong passage, or none, gets the one that bears it out", async () => {
  const answer = await shown(
    "Dogs are welcome on the terrace and in the garden. [3] Orders above 50 euros are delivered free of charge.",
  );
  expect(answer.text).toBe(
    "Dogs are welcome on the terrace and in the garden. [1] Orders above 50 euros are delivered free of charge. [2]",
  );
  expect(answer.urls).toEqual(["/dogs", "/delivery"]);
});

test("sentences before one citation share it", async () => {
  const answer = await shown("Dogs are welcome on the terrace. They are not welcome in the dining room. [2]");
  expect(answer.text).toBe("Dogs are welcome on the terrace. They are not welcome in the dining room. [1]");
});

test("a lead-in is shown only with what it leads to", async () => {
  const list = "Here is what I found:\n- Dogs are welcome on the terrace. [2]\n- The Mill Room seats 80 guests. [4]";
  expect((await shown(list)).text).toBe(
    "Here is what I found:\n- Dogs are welcome on the terrace. [1]\n- The Mill Room seats 80 guests. [2]",
  );
  expect((await shown("Here is what I found:\n- Ski passes cost nothing for pilots. [2]")).text).toBe("");
});

test("a question back is shown behind an answer, and alone it is none", async () => {
  expect((await shown("Dogs are welcome on the terrace. [2] Would you like to know more?")).text).toBe(
    "Dogs are welcome on the terrace. [1] Would you like to know more?",
  );
  expect((await shown("Would you like to know more?")).draft.isAnswer).toBe(false);
});

test.each([
  ["zh", "餐厅周二至周日12点至22点营业，周一休息。", "餐厅周一休息。[1]", "我们提供免费直升机接送服务。[1]"],
  [
    "ar",
    "المطعم مفتوح من الثلاثاء إلى الأحد ويغلق يوم الاثنين.",
    "المطعم يغلق يوم الاثنين. [1]",
    "نقدم جولات مجانية بالمروحية. [1]",
  ],
  [
    "ru",
    "Ресторан открыт со вторника по воскресенье, в понедельник он закрыт.",
    "По понедельникам ресторан закрыт. [1]",
    "Мы предлагаем бесплатные полёты. [1]",
  ],
  [
    "ja",
    "レストランは火曜日から日曜日まで営業し、月曜日は休みです。",
    "レストランは月曜日は休みです。[1]",
    "無料のヘリコプター送迎があります。[1]",
  ],
])("%s: the same holds in this script", async (_, text, good, bad) => {
  const passages = [passage("A", text)];
  expect((await shown(good, { passages })).text).toBe(good.replace(/\s*\[1\]/, " [1]"));
  expect((await shown(bad, { passages })).text).toBe("");
});

test("an answer in another language than its passage is held to its citations and figures", async () => {
  const passages = [passage("Delivery", "Orders above 50 euros are delivered free of charge within 10 kilometres.")];
  const good = "Los pedidos de más de 50 euros se entregan gratis hasta una distancia de 10 kilómetros. [1]";
  expect((await shown(good, { passages })).text).toBe(good);
  expect((await shown(good.replace("50", "30"), { passages })).text).toBe("");
  expect((await shown(good.replace(" [1]", ""), { passages })).text).toBe("");
});

test("SESS-126 quotes in two languages are not mixed: those in the answer's own stay", async () => {
  const passages = [
    passage("Horario", "El restaurante abre de martes a domingo, de doce del mediodía a diez de la noche."),
    passage(
      "Hours",
      "The Mill, 4 Weir Lane. The restaurant is open from Tuesday to Sunday, from noon to ten at night.",
    ),
  ];
  const both = "El restaurante abre de martes a domingo. [1] The restaurant is open from noon to ten at night. [2]";
  expect((await shown(both, { passages, language: "es" })).text).toBe("El restaurante abre de martes a domingo. [1]");
  const foreign = "The Mill, 4 Weir Lane. The restaurant is open from Tuesday to Sunday. [2]";
  expect((await shown(foreign, { passages, language: "es" })).text).toBe(foreign.replace("[2]", "[1]"));
});

test("a quote stands in its passage word for word and is short", () => {
  const text = `${"Something else entirely stands here. ".repeat(12)}Dogs are welcome on the terrace. ${"More of that. ".repeat(30)}`;
  const quote = quoteFrom(text, sentencesOf(text), "Are dogs welcome?", 300);
  expect(text).toContain(quote);
  expect(quote).toContain("Dogs are welcome on the terrace.");
  expect(quote.length).toBeLessThanOrEqual(300);
  const near = "Kosher meals cost £12 more. Two of you are invited to a tasting of the menu. Further people pay £30.";
  const said = "Two of you are invited to a tasting; further people pay £30.";
  expect(quoteFrom(near, sentencesOf(near), said, 300)).toBe(
    "Two of you are invited to a tasting of the menu. Further people pay £30.",
  );
  const endless = "word ".repeat(200);
  const cut = quoteFrom(endless, sentencesOf(endless), "word", 300);
  expect(endless).toContain(cut);
  expect(cut.length).toBeLessThanOrEqual(300);
});
