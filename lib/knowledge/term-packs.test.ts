import { expect, test } from "vitest";
import { termPacks } from "./term-packs";

test("terms are counted once a passage, and packed by their remainder in rising order", () => {
  const vectors = ["{1:500,33:20,999999999:7}/1000000000", "{33:1,64:2}/1000000000", "{}/1000000000"];
  const lines = termPacks(vectors).split("\n");
  const pack = (number: number) => [lines[number], lines[number + 32]];
  expect(lines).toHaveLength(64);
  expect(pack(1)).toEqual(["{1,33}", "{1,2}"]);
  expect(pack(0)).toEqual(["{64}", "{1}"]);
  expect(pack(999_999_999 % 32)).toEqual(["{999999999}", "{1}"]);
  expect(pack(2)).toEqual(["{}", "{}"]);
});
