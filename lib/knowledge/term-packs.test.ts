import { expect, test } from "vitest";
import { termPacks } from "./term-packs";

test("terms are counted once a passage, and packed by their remainder in rising order", () => {
  const packs = termPacks(["{1:500,33:20,999999999:7}/1000000000", "{33:1,64:2}/1000000000", "{}/1000000000"]);
  expect(packs).toHaveLength(32);
  expect(packs[1]).toEqual({ terms: "{1,33}", frequencies: "{1,2}" });
  expect(packs[0]).toEqual({ terms: "{64}", frequencies: "{1}" });
  expect(packs[999_999_999 % 32]).toEqual({ terms: "{999999999}", frequencies: "{1}" });
  expect(packs[2]).toEqual({ terms: "{}", frequencies: "{}" });
});
