import { expect, test } from "vitest";
import { isTooDeep } from "./nesting";

test.each([
  ["never closed", "<div>".repeat(20_000)],
  ["closed in the end", "<DIV>".repeat(20_000) + "</DIV>".repeat(20_000)],
  ["after many that close too often", "</div>".repeat(30_000) + "<x-y>".repeat(20_000)],
])("elements inside each other, %s, are too deep", (_, html) => {
  expect(isTooDeep(html)).toBe(true);
});

test.each([
  ["an empty page", ""],
  ["many elements beside each other", "<div>a</div>".repeat(50_000)],
  ["elements that hold nothing", "<br><img src=x>".repeat(20_000)],
  ["elements whose end may be left out", "<ul><li>a<li>b</ul><p>c<table><tr><td>d<tr><td>e</table>".repeat(5_000)],
  ["as deep as people write", "<div>".repeat(500)],
])("%s is not", (_, html) => {
  expect(isTooDeep(html)).toBe(false);
});
