import { expect, test } from "vitest";
import { readLines } from "./lines";

const url = "https://example.com/hours?a=1,2";

test.each([
  ["a tab", `When are you open?\t${url}`],
  ["a comma", `When are you open?,${url}`],
  ["a semicolon and a blank", `When are you open?; ${url}`],
  ["quotes", `"When are you open?","${url}"`],
])("a question and its page are told apart by %s", (_, line) => {
  expect(readLines(line)).toEqual({ lines: [{ question: "When are you open?", url }], wrong: [] });
});

test("commas and quotes inside a question stay in it", () => {
  const { lines } = readLines(`"Do you sell ""Hero"", size 50, in red?",${url}`);
  expect(lines).toEqual([{ question: 'Do you sell "Hero", size 50, in red?', url }]);
});

test("empty lines are passed over, and lines without a question or an address are named", () => {
  const { lines, wrong } = readLines(`Open?\t${url}\r\n\r\nOpen tomorrow?\n${url}\nمتى تفتحون؟ ${url}`);
  expect(lines.map(({ question }) => question)).toEqual(["Open?", "متى تفتحون؟"]);
  expect(wrong).toEqual([3, 4]);
});
