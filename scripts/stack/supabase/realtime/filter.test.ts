import { expect, test } from "vitest";
import { matches } from "./filter";

const record = { id: 7, status: "open", note: null, done: false, score: 1.5, name: "a,b" };

test.each([
  [undefined, true],
  ["id=eq.7", true],
  ["id=eq.8", false],
  ["id=neq.8", true],
  ["id=lt.10", true],
  ["id=gte.7", true],
  ["score=gt.2", false],
  ["status=eq.open", true],
  ["status=not.eq.open", false],
  ["status=in.(open,closed)", true],
  ["id=in.(1,7)", true],
  ["id=in.(1,2)", false],
  ["status=eq.open,id=in.(1,7)", true],
  ["status=eq.open,id=eq.8", false],
  ["done=eq.false", true],
  ["note=is.null", true],
  ["note=eq.null", false],
  ["note=not.is.null", false],
  ["missing=eq.1", false],
  ["nonsense", false],
  ["id=like.7", false],
])("the filter %s fits: %s", (filter, fits) => {
  expect(matches(filter, record)).toBe(fits);
});
