import { expect, test } from "vitest";
import { Fonts } from "./fonts";
import { layOut } from "./lines";

const fonts = new Fonts();
const lay = (text: string, width = 500) => layOut(text, { fonts, size: 12, width });
const seen = (text: string) => lay(text).map(({ runs }) => runs.map((run) => run.text));

test("HIST-083 right-to-left text is seen from the right, with numbers and Latin words as they are read", () => {
  expect(
    seen("שלום 123 abc")[0]
      ?.map((text) => text.trim())
      .filter(Boolean),
  ).toEqual(["abc", "123", "שלום"]);
  const [line] = lay("مرحبا بكم");
  expect(line?.isRightToLeft).toBe(true);
  expect(line?.runs.map(({ text }) => text).join("")).toBe("مرحبا بكم"); // The font turns it when it joins its letters.
  expect(lay("Hello")[0]?.isRightToLeft).toBe(false);
});

test("HIST-083 no line is wider than its room, and none of the text is lost", () => {
  const words = "A visitor asks something. ".repeat(40);
  const unspaced = "会不会有停车位".repeat(40);
  const endless = `https://example.com/${"a".repeat(400)}`;
  for (const text of [words, unspaced, endless]) {
    const lines = lay(text, 200);
    expect(Math.max(...lines.map(({ width }) => width))).toBeLessThanOrEqual(200.01);
    const drawn = lines.flatMap(({ runs }) => runs.map((run) => run.text)).join("");
    expect(drawn.replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
  }
});

test("HIST-083 paragraphs stay apart, and an empty one keeps its line", () => {
  expect(seen("One\n\nTwo\r\nThree")).toEqual([["One"], [], ["Two"], ["Three"]]);
});

test("HIST-083 a character that no font has is written as its number", () => {
  expect(seen("ok 😀")).toEqual([["ok [U+1F600]"]]);
});
