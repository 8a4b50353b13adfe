import { expect, test } from "vitest";
import { parseMarkdown, parseSpans, withoutHalfMarks } from "./parse";

const plain = (text: string) => [{ type: "text", text }];

test("BASE-005 numbers in brackets are citations, one or several", () => {
  expect(parseSpans("Open daily.[1][2, 3]")).toEqual([
    { type: "text", text: "Open daily." },
    { type: "cite", numbers: [1] },
    { type: "cite", numbers: [2, 3] },
  ]);
});

test.each([
  "<img src=x onerror=alert(1)>",
  "[x](javascript:alert(1))",
  "[x](data:text/html,<script>alert(1)</script>)",
  "2 * 3 * 4",
  "snake_case_name",
  "[100]",
])("%s stays text", (text) => {
  expect(parseSpans(text)).toEqual(plain(text));
});

test("links go to http and https only, and a full stop behind an address is not part of it", () => {
  expect(parseSpans("[Menu](https://a.test/menu) or https://a.test/x.")).toEqual([
    { type: "link", href: "https://a.test/menu", text: "Menu" },
    { type: "text", text: " or " },
    { type: "link", href: "https://a.test/x", text: "a.test/x" },
    { type: "text", text: "." },
  ]);
});

test("bold may hold a citation, code holds nothing but itself", () => {
  expect(parseSpans("**Yes**[1] `**no**`")).toEqual([
    { type: "strong", spans: plain("Yes") },
    { type: "cite", numbers: [1] },
    { type: "text", text: " " },
    { type: "code", text: "**no**" },
  ]);
});

test("lists, headings, paragraphs and code are blocks", () => {
  expect(parseMarkdown("## Prices\nSoup 4\nBread 2\n\n- a\n- b\n\n3. c\n\n```js\n<b>\n\nx\n```\nend")).toEqual([
    { type: "heading", spans: plain("Prices") },
    { type: "paragraph", spans: [...plain("Soup 4"), ...plain("\n"), ...plain("Bread 2")] },
    { type: "list", start: null, items: [plain("a"), plain("b")] },
    { type: "list", start: 3, items: [plain("c")] },
    { type: "code", text: "<b>\n\nx" },
    { type: "paragraph", spans: plain("end") },
  ]);
});

test.each([
  ["We open at **9", "We open at **9**"],
  ["We open at **9**", "We open at **9**"],
  ["See [1", "See "],
  ["See [the menu](https://a.te", "See "],
  ["Courses:\n- ", "Courses:"],
  ["Done.[1]", "Done.[1]"],
])("BASE-004 half of a mark is not shown while it is written: %j", (written, shown) => {
  expect(withoutHalfMarks(written)).toBe(shown);
});
