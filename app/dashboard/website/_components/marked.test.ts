import { expect, test } from "vitest";
import { marked } from "./marked";

const part = (text: string, isFound = false) => ({ text, isFound });

test("the words that were asked for are marked where they stand in the passage", () => {
  const quote = {
    text: "We open at nine.",
    marks: [
      { start: 3, end: 7 },
      { start: 11, end: 15 },
    ],
  };
  expect(marked("Hello. We open at nine. Bye.", quote)).toEqual([
    ...[part("Hello. We "), part("open", true), part(" at "), part("nine", true), part(". Bye.")],
  ]);
});

test("a quote that is drawn together from several places is shown by itself", () => {
  const quote = { text: "Open … nine", marks: [{ start: 0, end: 4 }] };
  expect(marked("Open from eight to nine", quote)).toEqual([part("Open", true), part(" … nine")]);
});

test("without marks the passage is one part", () => {
  expect(marked("Closed.", { text: "Closed.", marks: [] })).toEqual([part("Closed.")]);
});
