import { expect, test } from "vitest";
import { parseRobots } from "./robots-rules";

const rules = (...lines: string[]) => parseRobots("https://a.example/robots.txt", lines.join("\n"));
const page = (path: string) => `https://a.example${path}`;
const us = "User-agent: OmniopsBot";

/** Which of the paths the rules allow. */
const allowed = (robots: ReturnType<typeof rules>, ...paths: string[]) =>
  paths.filter((path) => robots.allows(page(path)));

test("the rules for our name count before those for all, whatever their order and letters", () => {
  for (const name of ["OmniopsBot", "omniopsbot", "OMNIOPSBOT", "OmniopsBot/1.0", "OmniopsBot (by name)"]) {
    const own = [`User-agent: ${name}`, "Disallow: /private"];
    const all = ["User-agent: *", "Disallow: /"];
    for (const robots of [rules(...own, ...all), rules(...all, ...own)]) {
      expect(allowed(robots, "/menu", "/private/x")).toEqual(["/menu"]);
    }
  }
});

test("a group for another robot is not for us, though its name begins or ends alike", () => {
  for (const name of ["OmniopsBotImages", "Omniops", "NotOmniopsBot", "OmniopsBot-News"]) {
    expect(allowed(rules(`User-agent: ${name}`, "Disallow: /"), "/x")).toEqual(["/x"]);
  }
});

test("groups of the same robot are one, and several robots may share a group", () => {
  const robots = rules(us, "Disallow: /a", "", "User-agent: *", "Disallow: /", "", "User-agent: x", us, "Disallow: /b");
  expect(allowed(robots, "/a", "/b", "/c")).toEqual(["/c"]);
});

test("blank lines, comments, sitemaps and unknown records don't come between a group's lines", () => {
  const robots = rules(us, "", "Sitemap: /map.xml", "# hello", "Noarchive: /", "User-agent: x", "Disallow: /x");
  expect(allowed(robots, "/x", "/y")).toEqual(["/y"]);
  expect(allowed(rules(us, "Disallow: /a", "Unicorns: /", "Disallow: /b"), "/a", "/b", "/c")).toEqual(["/c"]);
});

test("rules before any group are for nobody, and a group without rules allows everything", () => {
  expect(allowed(rules("Disallow: /", us, "Disallow: /x"), "/", "/x")).toEqual(["/"]);
  expect(allowed(rules("User-agent: *", "Disallow: /", us), "/")).toEqual(["/"]);
  expect(allowed(rules(us, "Disallow:"), "/x")).toEqual(["/x"]);
});

test.each<[string, string[], string[], string[]]>([
  ["the longer disallow", ["Disallow: /x/page.html", "Allow: /x/"], ["/x/"], ["/x/page.html"]],
  ["the longer allow", ["Allow: /x/page.html", "Disallow: /x/"], ["/x/page.html"], ["/x/", "/x/y"]],
  ["allow of the same length", ["Disallow: /x", "Allow: /x"], ["/x", "/xy"], []],
  ["allow of the same length, first", ["Allow: /x", "Disallow: /x"], ["/x"], []],
  ["the folder, not the page", ["Disallow: /x", "Allow: /x/"], ["/x/"], ["/x"]],
  ["a wildcard that is longer", ["Allow: /page", "Disallow: /*.html"], ["/page"], ["/page.html"]],
  ["a path that is longer than a wildcard", ["Allow: /x/page.", "Disallow: /*.html"], ["/x/page.html"], ["/x/y.html"]],
  ["/p over /", ["Allow: /p", "Disallow: /"], ["/page"], ["/"]],
  ["the first page alone", ["Allow: /$", "Disallow: /"], ["/"], ["/page.html", "/?x"]],
])("RFC 9309 2.2.2 the most specific rule wins: %s", (_, lines, yes, no) => {
  expect(allowed(rules(us, ...lines), ...yes, ...no)).toEqual(yes);
});

const fish = ["/fish", "/fish.html", "/fish/salmon.html", "/fishheads/yummy.html", "/fish.html?id=anything"];

test.each<[string, string[], string[]]>([
  ["/fish", fish, ["/Fish.asp", "/catfish", "/?id=fish", "/desert/fish"]],
  ["/fish*", fish, ["/Fish.asp", "/catfish", "/?id=fish"]],
  ["/fish/", ["/fish/", "/fish/?id=anything", "/fish/salmon.htm"], ["/fish", "/fish.html", "/Fish/Salmon.asp"]],
  ["/*.php", ["/a.php", "/f/a.php?parameters", "/f/any.php.file.html", "/a.php/", "/i?f=a.php/"], ["/php/", "/A.PHP"]],
  ["/*.php$", ["/a.php", "/folder/a.php"], ["/a.php?parameters", "/a.php/", "/a.php5", "/windows.PHP", "/i?php"]],
  ["/fish*.php", ["/fish.php", "/fishheads/catfish.php?parameters"], ["/Fish.PHP", "/fish/php"]],
  ["/a*b*c$", ["/abc", "/a-b-b-c", "/abcabc"], ["/abcd", "/acb", "/ac"]],
  ["/a$b", ["/a$b", "/a$bc", "/a%24b"], ["/a", "/ab"]],
  ["/**/x", ["/1/x", "/1/2/x", "//x"], ["/x"]],
  ["/page*page$", ["/pagepage", "/page/page"], ["/page"]],
])("RFC 9309 2.2.3 wildcards: %s", (pattern, yes, no) => {
  expect(allowed(rules(us, "Disallow: /", `Allow: ${pattern}`), ...yes, ...no)).toEqual(yes);
});

test.each<[string, string[], string[]]>([
  ["/foo/bar?baz=quz", ["/foo/bar?baz=quz"], ["/foo/bar"]],
  ["/foo/bar?baz=https://foo.bar", ["/foo/bar?baz=https://foo.bar"], []],
  ["/foo/bar/ツ", ["/foo/bar/%E3%83%84", "/foo/bar/ツ", "/foo/bar/%e3%83%84"], []],
  ["/foo/bar/%E3%83%84", ["/foo/bar/%E3%83%84", "/foo/bar/ツ"], []],
  ["/foo/bar/%e3%83%84", ["/foo/bar/%E3%83%84"], []],
  ["/foo/bar/%62%61%7A", ["/foo/bar/baz", "/foo/bar/%62az"], []],
  ["/baz%2Fqux", ["/baz%2fqux"], ["/baz/qux"]],
  ["/with space", ["/with%20space"], []],
  ["/file-with-a-%2A.html", ["/file-with-a-*.html"], ["/file-with-a-b.html"]],
  ["/foo-%24", ["/foo-$", "/foo-$x"], ["/foo-"]],
  ["/100%", ["/100%"], []],
])("RFC 9309 2.2.2 the same path is the same however it is encoded: %s", (pattern, yes, no) => {
  expect(allowed(rules(us, "Disallow: /", `Allow: ${pattern}`), ...yes, ...no)).toEqual(yes);
});

test("any line ending, a byte order mark and broken lines are read over", () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    const text = ["\ufeffUSER-AGENT :OmniopsBot", "", "nonsense", ":", "DISALLOW:/x # why", "Allow : /x/y"].join(end);
    expect(allowed(parseRobots(page("/robots.txt"), text), "/x", "/x/y")).toEqual(["/x/y"]);
  }
});

test("a missing colon and a common slip of the pen still say what is meant", () => {
  expect(allowed(rules("user-agent OmniopsBot", "disallow /"), "/x")).toEqual([]);
  expect(allowed(rules("Useragent: OmniopsBot", "Dissalow: /a", "Disalow: /b"), "/a", "/b", "/c")).toEqual(["/c"]);
});

test("an empty file allows everything and names nothing", () => {
  expect(allowed(rules(""), "/")).toEqual(["/"]);
  expect(rules("")).toMatchObject({ delayMs: 0, sitemaps: [] });
  expect(allowed(rules("<!doctype html><title>Not found</title><p>user-agent: * disallow: /"), "/")).toEqual(["/"]);
});

test.each([
  ["2", 2000],
  ["0.5", 500],
  ["86400", 10_000],
  ["-3", 0],
  ["soon", 0],
])("a crawl delay of %s is kept within reason", (value, delayMs) => {
  expect(rules(us, `Crawl-delay: ${value}`).delayMs).toBe(delayMs);
  expect(rules("User-agent: *", `Crawl-delay: ${value}`, us, "Allow: /").delayMs).toBe(0);
});

test("sitemaps are named wherever they stand, and relative ones are the site's", () => {
  const { sitemaps } = rules(
    "Sitemap: https://a.example/1.xml",
    us,
    "Disallow: /",
    "sitemap: /2.xml",
    "Sitemap: http://[",
  );
  expect(sitemaps).toEqual(["https://a.example/1.xml", "https://a.example/2.xml"]);
});

test("a rule made to be slow is not", () => {
  const path = `/${"a".repeat(2000)}`;
  const lines = Array.from({ length: 500 }, (_, index) => `Disallow: /${"a*".repeat(500)}${index}$`);
  expect(allowed(rules(us, ...lines), path)).toEqual([path]);
});
