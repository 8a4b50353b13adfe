import { expect, test } from "vitest";
import { normalize, passageVector, queryTerms } from "./tokenize";

/** The score that search_passages gives: each of the question's features by its weight, as stored with the passage. */
function score(question: string, passage: string, title = ""): number {
  const vector = passageVector(passage, title);
  const body = vector.slice(1, vector.indexOf("}")).split(",").filter(Boolean);
  const impacts = new Map(body.map((entry) => entry.split(":").map(Number) as [number, number]));
  const { terms, weights } = queryTerms(question);
  return terms.reduce((sum, term, index) => sum + (impacts.get(term) ?? 0) * (weights[index] ?? 0), 0);
}

test.each([
  ["Ｃafé", "CAFE"],
  ["Straße", "strasse"],
  ["ﬁne", "FINE"],
  ["الْمَطْعَمُ", "المطعم"],
  ["co\u00adoperate", "cooperate"],
])("%s is written as %s", (one, other) => {
  expect(normalize(one)).toBe(normalize(other));
});

test.each([
  ["English", "opening hours", "We are open from nine to five.", "The garden has roses."],
  ["German", "Öffnungszeiten am Sonntag", "Sonntags ist geöffnet, siehe Öffnungszeit.", "Der Garten hat Rosen."],
  ["Chinese", "营业时间", "餐厅的营业时间是上午九点到晚上十点。", "花园里有玫瑰。"],
  ["Thai", "เวลาเปิด", "ร้านอาหารเปิดเวลาเก้าโมง", "สวนมีกุหลาบ"],
  ["Arabic", "مطعم", "يفتح المطعم أبوابه يوميا", "في الحديقة ورود"],
  ["Russian", "часы работы", "Мы работаем ежедневно, часы: с девяти", "В саду розы"],
  ["a code", "AB-1234", "Order part AB1234 here.", "Order part AB1243 here."],
])("a passage in %s that answers scores above one that does not", (_, question, answer, other) => {
  expect(score(question, answer)).toBeGreaterThan(score(question, other));
});

test("what a title says counts more than what the text says", () => {
  expect(score("dogs", "All are welcome.", "Dogs")).toBeGreaterThan(score("dogs", "Dogs are welcome.", "All"));
});

test("a question of any length gives few and distinct terms, the same each time", () => {
  const long = Array.from({ length: 400 }, (_, index) => `word${index}`).join(" ");
  const { terms, weights } = queryTerms(long);
  expect(new Set(terms).size).toBe(terms.length);
  expect([terms.length, weights.length]).toEqual([256, 256]);
  expect(queryTerms(long)).toEqual({ terms, weights });
  expect(queryTerms("?!").terms).toEqual([]);
});

test("what finds candidates lies in the lower half of the space, what only scores in the upper", () => {
  const half = 500_000_000;
  expect(queryTerms("ab").terms.every((term) => term <= half)).toBe(true);
  expect(queryTerms("opening").terms.filter((term) => term > half)).toHaveLength(5); // Its five inner grams.
});

test("a vector is written as pgvector reads it: dimensions rising from 1", () => {
  const vector = passageVector("Open daily from nine to five, except on Sundays");
  const dimensions = vector
    .slice(1, vector.indexOf("}"))
    .split(",")
    .map((entry) => Number(entry.split(":")[0]));
  expect(vector).toMatch(/^\{(\d+:[\d.]+,?)+\}\/1000000000$/);
  expect(dimensions).toEqual(dimensions.toSorted((a, b) => a - b));
  expect(dimensions[0]).toBeGreaterThan(0);
});
