import { expect, test } from "vitest";
import { compare, quantile } from "./bench";
import { format } from "./format";

test("contenders take turns, and each is compared with the first by its median", async () => {
  const order: string[] = [];
  const given: Record<string, number[]> = { ours: [10, 30, 20], theirs: [5, 5, 100] };
  const contender = (name: string) => async () => {
    order.push(name);
    return given[name]?.shift() ?? 0;
  };
  const table = await compare({ ours: contender("ours"), theirs: contender("theirs") }, { rounds: 3, unit: "pages/s" });
  expect(order).toEqual(["ours", "theirs", "ours", "theirs", "ours", "theirs"]);
  expect(table).toEqual({ ours: { "pages/s": 20, ratio: 1 }, theirs: { "pages/s": 5, ratio: 0.25 } });
});

test("a quantile lies between its neighbours", () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([1, 2, 3, 4, 5], 0.95)).toBeCloseTo(4.8);
});

test("a table names its columns once and aligns its numbers", () => {
  expect(format({ en: { "hit@1": 0.5, pages: 120 }, average: { "hit@1": 0.25 } })).toBe(
    ["           hit@1  pages", "  en       0.500    120", "  average  0.250       "].join("\n"),
  );
});
