import { expect, test } from "vitest";
import { normalize, passageVector, queryTerms } from "./tokenize";

const customer = "3f0c1f0e-0000-4000-8000-000000000001";

/** The score that search_passages gives: each of the question's features by its weight, as stored with the passage. */
function score(question: string, passage: string, title = ""): number {
  const vector = passageVector(passage, title);
  const body = vector.slice(1, vector.indexOf("}")).split(",").filter(Boolean);
  const impacts = new Map(body.map((entry) => entry.split(":").map(Number) as [number, number]));
  const { terms, weights } = queryTerms(customer, question);
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
  const { terms, weights, keys } = queryTerms(customer, long);
  expect(new Set(terms).size).toBe(terms.length);
  expect([terms.length, weights.length, keys.length]).toEqual([256, 256, 256]);
  expect(queryTerms(customer, long)).toEqual({ terms, weights, keys });
  expect(queryTerms(customer, "?!").terms).toEqual([]);
});

test("keys are a customer's own", () => {
  const [one, other] = [customer, customer.replace("1", "2")].map((id) => queryTerms(id, "opening hours"));
  expect(one?.terms).toEqual(other?.terms);
  expect(one?.keys.filter((key) => key !== null && other?.keys.includes(key))).toEqual([]);
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
