import { expect, test } from "vitest";
import { queryTerms } from "@/lib/knowledge/words/tokenize";
import { rankBySentence } from "./rank";

/** The texts in their final order, all having had the same score; every term is worth what it weighs. */
function ranked(question: string, texts: string[]): string[] {
  const weighed = queryTerms(question);
  const passages = texts.map((text) => ({ headingPath: [], text, score: 1 }));
  return rankBySentence(passages, question, weighed, weighed.weights).map(({ text }) => text);
}

test.each([
  [
    "When does the kitchen close on Sundays?",
    "The kitchen is new. On Mondays we rest. The bar opens when the doors close.",
    "We have a garden. On Sundays the kitchen will close at nine. The bar is new.",
  ],
  ["厨房几点关门", "厨房很大。花园九点关门。", "花园很大。厨房九点关门。"],
  [
    "متى يغلق المطبخ",
    "المطبخ كبير. متى تفتح الحديقة؟ يغلق الباب.",
    "الحديقة كبيرة. يغلق المطبخ في التاسعة. الباب جديد.",
  ],
])("a passage that answers in one sentence goes before one whose words lie apart: %s", (question, apart, together) => {
  expect(ranked(question, [apart, together])).toEqual([together, apart]);
});

test("passages that say nothing more of it keep their order", () => {
  const texts = ["The garden has roses.", "The pond has fish.", ""];
  expect(ranked("kitchen", texts)).toEqual(texts);
  expect(ranked("🙂", texts)).toEqual(texts);
});

test.each([
  ["How high is the tower bridge?", "The bridge has a tower. It is high.", "A tower bridge is here. It is high."],
  ["какова высота белой башни", "Башня стоит у белой стены, высота мала.", "У белой башни стоит стена, высота мала."],
])("of two that say the same words goes first in which they are neighbours as in “%s”", (question, apart, together) => {
  expect(ranked(question, [apart, together])).toEqual([together, apart]);
});

test("what stands side by side in a heading counts too", () => {
  const weighed = queryTerms("tower bridge");
  const text = "It has a bridge and a tower.";
  const passages = [
    { headingPath: ["Bridge", "Tower"], text, score: 1 },
    { headingPath: ["Tower bridge"], text, score: 1 },
  ];
  const [first] = rankBySentence(passages, "tower bridge", weighed, weighed.weights);
  expect(first?.headingPath).toEqual(["Tower bridge"]);
});

test("a far better passage stays before a short sentence of the question's words", () => {
  const question = "kitchen hours";
  const weighed = queryTerms(question);
  const passages = [
    { headingPath: [], text: "In the kitchen, we cook at all hours of the day, with care.", score: 2 },
    { headingPath: [], text: "Kitchen hours.", score: 1 },
  ];
  const [first] = rankBySentence(passages, question, weighed, weighed.weights);
  expect(first?.score).toBeGreaterThan(2);
  expect(first?.text).toBe(passages[0]?.text);
});
