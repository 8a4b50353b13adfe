import { expect, test } from "vitest";
import { hasFiguresOf } from "./figures";

test.each([
  ["It costs 1,200 euros.", "Price: 1200 €"],
  ["It costs 1.200 Euro.", "1 200 is wrong, 1,200 is right"],
  ["Open from 9:30.", "Ab 09.30 Uhr"],
  ["Open until 10 pm.", "Open until 22:00"],
  ["Open until 10:30 p.m.", "bis 22.30 Uhr"],
  ["يفتح في الساعة ٩", "Opens at 9"],
  ["Nothing to check here.", ""],
  ["Write to info@example.com.", "Mail: info@example.com"],
])("%j says what %j says", (sentence, text) => {
  expect(hasFiguresOf(sentence, text)).toBe(true);
});

test.each([
  ["It costs 1,300 euros.", "Price: 1200 €"],
  ["Open until 11 pm.", "Open until 22:00"],
  ["It holds 22 people.", "It holds 10 people."],
  ["Call +34 600 111 222.", "Call +34 600 111 223."],
  ["See https://evil.example/now.", "See https://example.com/"],
  ["Write to boss@evil.example.", "Mail: info@example.com"],
])("%j says more than %j", (sentence, text) => {
  expect(hasFiguresOf(sentence, text)).toBe(false);
});
