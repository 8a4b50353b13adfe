import { expect, test } from "vitest";
import { filtersOf, readAddress } from "./search-address";

const site = "7b0c9d1e-4f5a-4b6c-8d7e-9f0a1b2c3d4e";

test("each filter of an address is one of the search's, and both days are whole ones", () => {
  const asked = {
    q: " When? ",
    site,
    kind: "qa",
    language: "de",
    path: "/help/",
    from: "2026-05-01",
    to: "2026-05-01",
  };
  const chosen = readAddress(asked);
  expect(chosen.q).toBe("When?");
  expect(filtersOf(chosen)).toEqual({
    siteIds: [site],
    kinds: ["qa"],
    language: "de",
    path: "/help/",
    changedSince: "2026-05-01T00:00:00Z",
    changedBefore: "2026-05-02T00:00:00.000Z",
  });
});

test.each([
  ["help/", "/help/"],
  [" /help ", "/help"],
  ["https://example.com/help/?utm_source=x#top", "/help/"],
  ["/справка", "/%D1%81%D0%BF%D1%80%D0%B0%D0%B2%D0%BA%D0%B0"],
])("a path typed as %s is %s", (typed, path) => {
  expect(readAddress({ path: typed }).path).toBe(path);
});

test("what an address can't ask for is as if it were not there", () => {
  const asked = {
    q: "   ",
    site: "1",
    kind: "mail",
    language: "no language",
    path: `/${"x".repeat(600)}`,
    from: "May",
  };
  expect(filtersOf(readAddress(asked))).toEqual({});
  expect(readAddress({ ...asked, q: ["a", "b"] }).q).toBeUndefined();
});
