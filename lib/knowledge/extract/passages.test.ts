import { expect, test } from "vitest";
import type { Block } from "./blocks";
import { splitIntoPassages } from "./passages";

const line = (text: string, headings: string[] = []): Block => ({ text, headings, isHeading: false });
const heading = (...headings: string[]): Block => ({ text: headings.at(-1) ?? "", headings, isHeading: true });
const squeezed = (text: string) => text.replace(/\s+/g, "");

const scripts: Record<string, string> = {
  "Latin without a full stop": "prices from twelve euros and no end in sight ".repeat(90),
  Chinese: "这家餐厅每天从上午九点营业到晚上十点，周日休息。".repeat(90),
  "Chinese without punctuation": "这家餐厅每天从上午九点营业到晚上十点".repeat(120),
  Japanese: "当店は年中無休で、朝八時から夜十時まで営業しております。".repeat(80),
  Thai: "ร้านอาหารของเราเปิดทุกวันตั้งแต่เก้าโมงเช้าถึงสี่ทุ่ม".repeat(60),
  Arabic: "يفتح المطعم أبوابه يوميا من التاسعة صباحا حتى العاشرة مساء. ".repeat(60),
  Hindi: "हमारा रेस्तरां हर दिन सुबह नौ बजे से रात दस बजे तक खुला रहता है। ".repeat(60),
  Emoji: "👩‍👩‍👧‍👦🏳️‍🌈🇩🇪".repeat(400),
  "Combining marks": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢".repeat(120),
  "One endless word": "a".repeat(5000),
};

test.each(Object.entries(scripts))("no character of a long text is lost or doubled: %s", (_, text) => {
  const passages = splitIntoPassages("", [line(text)], null);
  expect(passages.length).toBeGreaterThan(1);
  expect(squeezed(passages.map(({ content }) => content).join(""))).toBe(squeezed(text));
});

test.each(Object.entries(scripts))("no passage is long, and none begins within a grapheme: %s", (_, text) => {
  const whole = new Set([...new Intl.Segmenter().segment(text)].map(({ segment }) => segment));
  for (const { content } of splitIntoPassages("", [line(text)], null)) {
    expect(content.length).toBeLessThanOrEqual(1750);
    for (const { segment } of new Intl.Segmenter().segment(content)) expect(whole).toContain(segment);
  }
});

test("any page comes out as it went in, whatever the lengths of its lines", () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let round = 0; round < 200; round++) {
    const blocks = Array.from({ length: random(30) }, () =>
      random(5) === 0 ? heading(`H${random(9)}`) : line(`${"word ".repeat(random(300))}end${random(2) ? "." : ""}`),
    );
    const passages = splitIntoPassages("Title", blocks, "en");
    const text = passages.map(({ content }) => content).join("");
    expect(squeezed(text)).toBe(squeezed(blocks.map((block) => block.text).join("")));
  }
});

test("a short page stays whole, whatever its headings", () => {
  const blocks = [heading("Menu"), line("Soup", ["Menu"]), heading("Hours"), line("Nine to five", ["Hours"])];
  expect(splitIntoPassages("Inn", blocks, "en")).toEqual([
    { headingPath: ["Inn"], content: "Menu\nSoup\nHours\nNine to five" },
  ]);
});

test("a long page breaks before its headings, and each passage says what it stands under", () => {
  const long = `${"A sentence about it. ".repeat(30)}`.trim();
  const blocks = ["Rooms", "Prices", "Dogs"].flatMap((topic) => [heading("Inn", topic), line(long, ["Inn", topic])]);
  const passages = splitIntoPassages("The inn", blocks, "en");
  expect(passages.map(({ headingPath }) => headingPath)).toEqual([
    ["The inn", "Inn", "Rooms"],
    ["The inn", "Inn", "Prices"],
    ["The inn", "Inn", "Dogs"],
  ]);
  expect(passages.every(({ content }, index) => content.startsWith(["Rooms", "Prices", "Dogs"][index] ?? "?"))).toBe(
    true,
  );
});

test("a paragraph that is too long breaks between sentences", () => {
  const sentences = Array.from({ length: 80 }, (_, index) => `Sentence number ${index} says something of its own.`);
  const passages = splitIntoPassages("", [line(sentences.join(" "))], "en");
  expect(passages.length).toBeGreaterThan(2);
  for (const { content } of passages) expect(content).toMatch(/^Sentence .*own\.$/s);
});

test("a page without text has no passages", () => {
  expect(splitIntoPassages("Empty", [], null)).toEqual([]);
});
