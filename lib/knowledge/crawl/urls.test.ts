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
  ["/a/./b//c", "https://a.example/a/b//c"],
  ["http://a.example:80/?", "http://a.example/"],
  ["/%7Euser/caf%c3%a9/%41", "https://a.example/~user/caf%C3%A9/A"],
  ["/a%2fb?x=%2f%5F", "https://a.example/a%2Fb?x=%2F_"],
  ["/?b=2&a=1&b=1", "https://a.example/?a=1&b=2&b=1"],
  ["/?z&b=2&a=1", "https://a.example/?z&b=2&a=1"],
  ["/shop;jsessionid=AB12?PHPSESSID=x&id=3", "https://a.example/shop?id=3"],
  ["/?sid=7", "https://a.example/?sid=7"],
  ["/?sid=d41d8cd98f00b204e9800998ecf8427e", "https://a.example/"],
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

test("of parameters without number the first are kept, so that a thousand are one trap", () => {
  const many = (from: number) => Array.from({ length: 1000 }, (_, index) => `p${index}=${index + from}`).join("&");
  const url = canonicalUrl(`https://a.example/list?${many(0)}`);
  expect(url && [...new URL(url).searchParams]).toHaveLength(25);
  expect(canonicalUrl(`https://a.example/list?${many(0)}&more=1`)).toBe(url);
});
