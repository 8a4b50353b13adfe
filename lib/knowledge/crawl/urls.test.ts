import { expect, test } from "vitest";
import { canonicalUrl, isOnSite, mayBePage, siteUrl } from "./urls";

test.each([
  ["https://A.Example/page#top", "https://a.example/page"],
  ["https://a.example:443/", "https://a.example/"],
  ["https://a.example/?utm_source=x&q=1&gclid=2", "https://a.example/?q=1"],
  ["https://a.example/?fbclid=2", "https://a.example/"],
  ["https://a.example/?q=a+b%20c", "https://a.example/?q=a+b%20c"],
  ["https://a.example/shop/index.html", "https://a.example/shop/"],
  ["https://a.example/default.aspx?id=1", "https://a.example/?id=1"],
  ["/rooms/../menu", "https://a.example/menu"],
])("%s has one spelling", (given, canonical) => {
  expect(canonicalUrl(given, "https://a.example/x/")).toBe(canonical);
});

test.each([
  "mailto:hello@a.example",
  "javascript:void(0)",
  "tel:123",
  "https://user:pw@a.example/",
  `/${"x".repeat(3000)}`,
])("%s is no page", (given) => {
  expect(canonicalUrl(given, "https://a.example/")).toBeNull();
});

test.each([
  ["https://a.example/demo", "https://a.example/demo", true],
  ["https://a.example/demo/menu", "https://a.example/demo", true],
  ["https://a.example/demolition", "https://a.example/demo", false],
  ["https://a.example/dashboard", "https://a.example/demo", false],
  ["https://a.example/shop/cart", "https://a.example/shop/start.html", true],
  ["https://a.example/about", "https://a.example/shop/start.html", false],
  ["https://a.example/anything", "https://a.example/", true],
  ["http://a.example/", "https://a.example/", false],
  ["https://b.example/", "https://a.example/", false],
  ["https://a.example:8443/", "https://a.example/", false],
])("whether %s is part of the site at %s", (page, site, isPart) => {
  expect(isOnSite(page, site)).toBe(isPart);
});

test("a URL that ends like a file of another kind is no page", () => {
  const pages = ["/", "/menu", "/menu.html", "/menu.php", "/v1.2/notes", "/menu.pdf", "/terms.docx", "/hours.txt"];
  const files = ["/logo.png", "/menu.xlsx", "/menu.doc", "/site.css", "/app.JS", "/feed.xml"];
  expect(pages.filter((path) => mayBePage(`https://a.example${path}`))).toEqual(pages);
  expect(files.filter((path) => mayBePage(`https://a.example${path}`))).toEqual([]);
});

test.each([
  ["example.com", "https://example.com/"],
  ["  HTTP://Example.com  ", "http://example.com/"],
  ["example.com:8080/shop", "https://example.com:8080/shop"],
  ["http://127.0.0.1:3000/demo", "http://127.0.0.1:3000/demo"],
])("a person may type %s", (typed, url) => {
  expect(siteUrl(typed)).toBe(url);
});

test.each([
  ["ftp://example.com", "http://"],
  ["javascript:alert(1)", "http://"],
  ["my shop", "not a web address"],
  ["shop", "not a web address"],
  ["", "not a web address"],
])("%s is refused with what to write instead", (typed, reason) => {
  expect(() => siteUrl(typed)).toThrow(reason);
});
