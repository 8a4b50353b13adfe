import { expect, test } from "vitest";
import { sentences } from "./sentences";

test("only whole sentences are spoken while an answer is written, without marks and citations", () => {
  expect(sentences("We open at **9**.[1] The kitchen closes at 21:", "en", false)).toEqual(["We open at 9."]);
  expect(sentences("We open at **9**.[1] See [the menu](https://a.test/).", "en", true)).toEqual([
    "We open at 9.",
    "See the menu.",
  ]);
});

test("sentences end where the language ends them", () => {
  expect(sentences("毎日営業しています。九時に", "ja", false)).toEqual(["毎日営業しています。"]);
});
