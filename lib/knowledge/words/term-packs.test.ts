import { expect, test } from "vitest";
import { termPacks } from "./term-packs";

test("terms are counted once a passage, and packed by their remainder in rising order", () => {
  const passages = [[1, 33, 999_999_999], [33, 64], []].map((terms) => Int32Array.from(terms));
  const lines = termPacks(passages.map((terms) => ({ terms, impacts: terms }))).split("|");
  const pack = (number: number) => [lines[number], lines[number + 32]];
  expect(lines).toHaveLength(64);
  expect(pack(1)).toEqual(["{1,33}", "{1,2}"]);
  expect(pack(0)).toEqual(["{64}", "{1}"]);
  expect(pack(999_999_999 % 32)).toEqual(["{999999999}", "{1}"]);
  expect(pack(2)).toEqual(["{}", "{}"]);
});
