import { expect, test } from "vitest";
import { parseRobots } from "./robots";

const rules = (text: string) => parseRobots("https://a.example/robots.txt", text);
const page = (path: string) => `https://a.example${path}`;

test("the rules for our name count before those for all", () => {
  const robots = rules("User-agent: *\nDisallow: /\n\nUser-agent: OmniopsBot\nDisallow: /private");
  expect(robots.allows(page("/menu"))).toBe(true);
  expect(robots.allows(page("/private/x"))).toBe(false);
});

test("the longest rule wins, with wildcards", () => {
  const robots = rules("User-agent: *\nDisallow: /shop\nAllow: /shop/menu\nDisallow: /*.php$");
  expect(robots.allows(page("/shop/cart"))).toBe(false);
  expect(robots.allows(page("/shop/menu"))).toBe(true);
  expect(robots.allows(page("/a.php"))).toBe(false);
  expect(robots.allows(page("/a.php?x"))).toBe(true);
});

test("an empty file allows everything and names nothing", () => {
  expect(rules("").allows(page("/"))).toBe(true);
  expect(rules("")).toMatchObject({ delayMs: 0, sitemaps: [] });
});

test("delays are kept within reason, sitemaps are named", () => {
  const robots = rules("Sitemap: https://a.example/map.xml\nUser-agent: *\nCrawl-delay: 2\n");
  expect(robots).toMatchObject({ delayMs: 2000, sitemaps: ["https://a.example/map.xml"] });
  expect(rules("User-agent: *\nCrawl-delay: 86400").delayMs).toBe(10_000);
});
