import { expect, test } from "vitest";
import { normalize, passageVector, passageWords, queryTerms } from "./tokenize";

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
  expect([terms.length, weights.length]).toEqual([320, 320]);
  expect(queryTerms(long)).toEqual({ terms, weights });
  expect(queryTerms("?!").terms).toEqual([]);
});

test("what finds candidates lies in the lower half of the space, what only scores in the upper", () => {
  const half = 50_000_000;
  expect(queryTerms("abc").terms.filter((term) => term > half)).toHaveLength(1); // Its root.
  expect(queryTerms("opening").terms.filter((term) => term > half)).toHaveLength(6); // Its five inner grams and its root.
});

test.each(["营", "คำ", "слово", "“", "– €"])(
  "words in Latin script are the same words with %s beside them",
  (beside) => {
    const text = "Opening hours: ask B-52, a_b, or call 030 1234567 (version v2.4.1), and an over-long word";
    const { terms, weights } = queryTerms(text);
    const around = queryTerms(`${text} ${beside}`);
    expect(around.terms.slice(0, terms.length)).toEqual(terms);
    expect(around.weights.slice(0, terms.length)).toEqual(weights);
  },
);

const dimensionsOf = (passage: string) => Array.from(passageWords(passage).terms);

test.each(["营", "คำ"])("a passage's words in Latin script are the same with %s beside them", (beside) => {
  const text = "Opening hours: ask B-52, a_b, or call 030 1234567 (version v2.4.1), and an over-long word";
  expect(dimensionsOf(`${text} ${beside}`)).toEqual(expect.arrayContaining(dimensionsOf(text)));
});

test("of a long word a passage keeps half the inner letters, and each of them is asked for", () => {
  const asked = queryTerms("reservation").terms;
  const kept = dimensionsOf("reservation");
  expect(asked).toEqual(expect.arrayContaining(kept));
  expect([asked.length, kept.length]).toEqual([11, 7]); // Two starts, and of nine inner grams five.
});

test("a vector is written as pgvector reads it: dimensions rising from 1", () => {
  const vector = passageVector("Open daily from nine to five, except on Sundays");
  const dimensions = vector
    .slice(1, vector.indexOf("}"))
    .split(",")
    .map((entry) => Number(entry.split(":")[0]));
  expect(vector).toMatch(/^\{(\d+:[\d.]+,?)+\}\/100000000$/);
  expect(dimensions).toEqual(dimensions.toSorted((a, b) => a - b));
  expect(dimensions[0]).toBeGreaterThan(0);
});

test.each([
  ["Jerusalem artichoke soup", "jerusalm artichoke soop", "Jerusalem artichoke soup with chestnuts.", "Tomato soup."],
  ["two slips in a long word", "resturaunt reservation", "Reserve a table in the restaurant.", "Rest on the terrace."],
  ["letters swapped", "cancelaltion", "Cancellation is free until noon.", "Candles are on the table."],
  [
    "a code in other case and without its joints",
    "acme 1234 b",
    "Filter ACME-1234/B fits.",
    "Filter ACME-1243/C fits.",
  ],
  ["a code written together", "acme1234b", "Filter ACME-1234/B fits.", "Filter ACME-4321/B fits."],
  ["a price with a comma", "49,90 €", "It costs 49.90 €.", "It costs 49.50 €, or 90 with lunch."],
  ["a price with a point", "49.90", "Es kostet 49,90 Euro.", "Es kostet 49,50 Euro."],
  ["thousands apart", "1.234,50", "The hall is 1,234.50 a day.", "The hall is 1,243.50 a day."],
  ["a version without its v", "2.4.1", "Fixed in v2.4.1 of the app.", "Fixed in v2.1.4 of the app."],
  ["a name", "Zoë Müller", "Ask for Zoe Muller at the desk.", "Ask for Zora Möller at the desk."],
  ["an address", "info@acme.example", "Write to info@acme.example today.", "Write to help@acme.example today."],
  [
    "a phone number in other groups",
    "0209 460 958",
    "Call 020 9460 958 at any time.",
    "Call 020 9406 985 at any time.",
  ],
  ["a phone number without its country", "+44 20 7946 0958", "Call (020) 79460958.", "Call (020) 79460985."],
  ["digits of another script", "٤٩٫٩٠ ٢٠٢٤", "منذ عام 2024", "منذ عام 2023"],
  ["full-width digits", "２０２４年", "2024年开业", "2023年开业"],
])("%s is found", (_, question, passage, other) => {
  expect(score(question, passage)).toBeGreaterThan(score(question, other));
});

test("words that stand with “and” in Arabic are the same words", () => {
  expect(score("المطبخ", "المطعم والمطبخ")).toBeGreaterThan(score("المطبخ", "المطعم والحديقة"));
  expect(score("حديقة", "مطعم وحديقة")).toBeGreaterThan(score("حديقة", "مطعم ومطبخ"));
});

test("endings and vowels inside a word change its score but little", () => {
  const [same, other] = [score("Buch", "Das Buch liegt hier."), score("Bücher", "Das Buch liegt hier.")];
  expect(other).toBeGreaterThan(same / 4);
});

test.each(["🙂🙃", "…", "   ", "‽ — ¿?"])("nothing is asked by %j", (question) => {
  expect(queryTerms(question)).toEqual({ terms: [], weights: [] });
});

test("a question of the most common words alone still has terms", () => {
  expect(queryTerms("what is it and how").terms.length).toBeGreaterThan(5);
});
