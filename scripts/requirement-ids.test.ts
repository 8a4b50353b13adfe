import { expect, test } from "vitest";
import { idsIn, rowsIn, titlesIn } from "./requirement-ids";

test("a title may carry one id, several, or a range", () => {
  expect(idsIn("an ordinary title")).toEqual([]);
  expect(idsIn("BASE-002, BASE-003 the story runs")).toEqual(["BASE-002", "BASE-003"]);
  expect(idsIn("STORE-009..011 times")).toEqual(["STORE-009", "STORE-010", "STORE-011"]);
  expect(idsIn("STORE-009..STORE-010 times")).toEqual(["STORE-009", "STORE-010"]);
});

test("titles are found in every form that a test has", () => {
  const id = "XY-001"; // Not a title of this file itself.
  const source = `
    test("${id} plain", () => { expect("XY-999"); });
    test.each([["a", "b"]])(
      \`${id} %s of a table\`,
      () => {});
    it('${id} it\\'s quoted', run);
    // ${id} in a comment
    test("no id", () => {});`;
  expect(titlesIn(source).filter((title) => title.includes(id))).toEqual([
    `${id} plain`,
    `${id} %s of a table`,
    `${id} it\\'s quoted`,
  ]);
});

test("ids are found in the table of a title that begins with them, and in what a bench proves", () => {
  const [id, other] = ["XY-002", "XY-003"]; // Not titles of this file itself.
  const source = `
    test.each([
      ["${id} D1 ${other}", "a table", { a: 1 }],
      [
        "${other}",
        "another",
      ],
    ])("%s %s has its columns", run);
    const bench: Bench = { description: "A bench", proves: "${id} it is fast" };`;
  expect(titlesIn(source).filter((title) => title.includes("XY-"))).toEqual([
    `${id} D1 ${other} %s has its columns`,
    `${other} %s has its columns`,
    `${id} it is fast`,
  ]);
  expect(titlesIn(`expect(ids).toEqual([\n  "${id}",\n  "${other}",\n]);`)).toEqual([]);
});

test("rows are read from tables of any width", () => {
  const markdown = ["| Id | Requirement |", "|---|---|", "| AB-001 | One |", "| AB-002 | `two` | words |", "text"];
  expect(rowsIn(markdown.join("\n"))).toEqual([
    { id: "AB-001", text: "One" },
    { id: "AB-002", text: "`two` · words" },
  ]);
});
