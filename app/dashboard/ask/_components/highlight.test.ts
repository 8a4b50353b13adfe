import { expect, test } from "vitest";
import { highlight } from "./highlight";

const found = (text: string, query: string) =>
  highlight(text, query).flatMap((part) => (part.isFound ? [part.text] : []));

test("every word of a search is marked where it stands, in any case and script", () => {
  expect(highlight("Rye bread on Friday", "friday RYE")).toEqual([
    { text: "Rye", isFound: true },
    { text: " bread on ", isFound: false },
    { text: "Friday", isFound: true },
  ]);
  expect(found("Можно ли с собакой?", "СОБАКОЙ")).toEqual(["собакой"]);
  expect(found("可以带狗吗？", "带狗")).toEqual(["带狗"]);
  expect(found("Cafe\u0301 opens", "CAFÉ")).toEqual(["Café"]);
});

test("what looks like a pattern is searched for as it is written", () => {
  expect(found("100% stone-ground (C++)", "100% (C++) stone-ground")).toEqual(["100%", "stone-ground", "(C++)"]);
  expect(found("abc", ".*")).toEqual([]);
});

test("a text whose first hit comes late begins shortly before it, at a word", () => {
  const parts = highlight(`${"word ".repeat(100)}needle and more`, "needle");
  expect(parts[0]?.text).toMatch(/^… (word )+$/);
  expect(parts.map(({ text }) => text).join("").length).toBeLessThan(100);
});

test("a search for nothing marks nothing", () => {
  expect(highlight("Rye bread", "  ")).toEqual([{ text: "Rye bread", isFound: false }]);
});
