import { expect, test } from "vitest";
import { canonicalOfHeader, directivesOf } from "./directives";

const now = Date.parse("2026-11-21");

test.each<[string, string]>([
  ["", ""],
  ["index, follow", ""],
  ["noindex", "noindex"],
  ["NOINDEX,NoFollow", "noindex nofollow"],
  ["none", "noindex nofollow"],
  ["noindex nofollow", "noindex nofollow"],
  ["nofollow, max-snippet:20, max-image-preview:large", "nofollow"],
  ["max-snippet: -1, noindex", "noindex"],
  ["otherbot: noindex, nofollow", ""],
  ["nofollow, otherbot: noindex", "nofollow"],
  ["OmniopsBot: noindex", "noindex"],
  ["otherbot: none, omniopsbot: nofollow", "nofollow"],
  ["*: noindex", "noindex"],
  ["noindexing, notnone", ""],
  ["unavailable_after: 25 Jun 2025 15:00:00 GMT", "noindex"],
  ["unavailable_after: Wed, 25 Jun 2025 15:00:00 GMT, nofollow", "noindex nofollow"],
  ["unavailable_after: 2031-01-01", ""],
  ["unavailable_after: some day", ""],
])("%j asks for %j", (rules, expected) => {
  const { isNoindex, isNofollow } = directivesOf(rules, now);
  expect([isNoindex && "noindex", isNofollow && "nofollow"].filter(Boolean).join(" ")).toBe(expected);
});

test.each([
  ['<https://a.example/page?utm_source=x>; rel="canonical"', "https://a.example/page"],
  ["</style.css>; rel=preload; as=style, </page>; rel=canonical", "https://a.example/page"],
  ['</a>; rel="next canonical"', "https://a.example/a"],
  ['</a>; rel="alternate"; hreflang="de"', null],
  ["</a>; title=canonical", null],
  [null, null],
])("the canonical address in Link: %s is %s", (header, expected) => {
  expect(canonicalOfHeader(header, "https://a.example/x")).toBe(expected);
});
