import { expect, test } from "vitest";
import { sentencesOf } from "./sentences";
import { unitsOf } from "./units";

const read = (text: string) =>
  unitsOf({ id: "1", title: "Venue > Page", url: "", text }).map(
    (unit) => `${unit.heading} | ${unit.kind} | ${unit.text}`,
  );

test("sentences stand under the heading above them, or else under the end of the title", () => {
  expect(read("We open at nine. Dr. Vega closes at 5 p.m. on Fridays.\nHolidays\nWe rest, always.")).toEqual([
    "Page | sentence | We open at nine.",
    "Page | sentence | Dr. Vega closes at 5 p.m. on Fridays.",
    "Holidays | sentence | We rest, always.",
  ]);
});

test("a question heads its answer", () => {
  expect(read("Can I bring my dog?\nYes, on a lead.")).toEqual(["Can I bring my dog? | sentence | Yes, on a lead."]);
});

test("a row of named cells is told by its first cell, and empty cells are left out", () => {
  expect(read("Rooms\nSpace: Loft; Seated: 40; Standing: –; Price: £380")).toEqual([
    "Rooms | row | Loft – Seated: 40, Price: £380",
  ]);
});

test("the first row of a table with pipes names the columns of the others", () => {
  expect(read("| Room | Seats |\n|---|---|\n| Hall | 90 |\n| Loft | 40 |")).toEqual([
    "Page | row | Hall – Seats: 90",
    "Page | row | Loft – Seats: 40",
  ]);
});

test("a line below a list item says more about it", () => {
  const text = "Puddings\n- Apple crumble £8\nOrchard apples\n- Mousse £7\nOlive oil, sea salt\nDrinks\nWater is free.";
  expect(read(text)).toEqual([
    "Puddings | item | Apple crumble £8 – Orchard apples",
    "Puddings | item | Mousse £7 – Olive oil, sea salt",
    "Drinks | sentence | Water is free.",
  ]);
});

test("lines with hours are no headings", () => {
  expect(read("Store hours\nSaturday 9 am to 5 pm\nWe rest on Sundays.")).toEqual([
    "Store hours | sentence | Saturday 9 am to 5 pm",
    "Store hours | sentence | We rest on Sundays.",
  ]);
});

test("lines that were wrapped by hand are one sentence", () => {
  expect(read("The mill was\nbuilt in 1794.")).toEqual(["Page | sentence | The mill was built in 1794."]);
});

test.each([
  ["Das kostet z.B. 5 €. Mehr nicht.", ["Das kostet z.B. 5 €.", "Mehr nicht."]],
  ["我们九点营业。周一休息。", ["我们九点营业。", "周一休息。"]],
  ["متى تفتحون؟ من التاسعة.", ["متى تفتحون؟", "من التاسعة."]],
  ["It costs 3.50 a day. ¿Y ahora? Sí.", ["It costs 3.50 a day.", "¿Y ahora?", "Sí."]],
])("“%s” is cut where its sentences end", (paragraph, sentences) => {
  expect(sentencesOf(paragraph)).toEqual(sentences);
});
