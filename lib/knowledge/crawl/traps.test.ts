import { expect, test } from "vitest";
import { Traps, trapOf } from "./traps";

const now = new Date("2026-11-21");
const kind = (path: string) => trapOf(`https://a.example${path}`, now)?.kind;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

test.each([
  ["/shop/shop/shop/", "circle"],
  ["/en/about/en/about/en/about", "circle"],
  [`/${"a1/b/c/d/".repeat(4)}e/f`, "depth"],
  [
    `/list?${numbers(21)
      .map((n) => `p${n}=1`)
      .join("&")}`,
    "parameters",
  ],
  ["/login?next=%2Flogin%3Fnext%3D%252Flogin%253Fnext%253D%25252F", "growing"],
  ["/shirts?color=red&size=m&sort=price", "filters"],
  ["/shirts?filter%5Bcolor%5D=red&filter%5Bsize%5D=m&orderby=price", "filters"],
  ["/shirts?c=1&c=2&c=3&c=4", "filters"],
  ["/calendar/2031/05", "calendar"],
  ["/calendar/month/2024-01/", "calendar"],
  ["/events?date=2090-05-12", "calendar"],
  ["/?tribe-bar-date=2031-05", "calendar"],
])("%s is a trap", (path, expected) => {
  expect(kind(path)).toBe(expected);
});

test.each([
  "/",
  "/a/b/c/d/e/f/g/h",
  "/2026/2026/notes",
  "/index.php?Itemid=12&catid=3&id=5&option=com_content&view=article",
  "/product.php?id=4711&lang=en",
  "/shirts?color=red&page=2",
  "/login?next=%2Faccount",
  "/calendar/2026/12",
  "/events/2019/05/summer-party",
  "/blog/2015/03/how-we-bake",
  "/model-2031-05",
  "/items/20310512",
])("%s is none", (path) => {
  expect(kind(path)).toBeUndefined();
});

test("each trap is shown once, with its reason, and everything else passes", () => {
  const traps = new Traps();
  const circles = numbers(30).map((n) => `https://a.example/x/x/x/${n}`);
  const pages = numbers(500).map((n) => `https://a.example/product?id=${n}`);
  expect(traps.pass([...circles, ...pages])).toEqual([circles[0], ...pages]);
  expect(traps.pass(circles)).toEqual([circles[0]]);
  expect(traps.reasonAgainst(circles[0] ?? "")).toContain("circle");
  expect(traps.reasonAgainst(pages[0] ?? "")).toBeNull();
});

test("a list that is asked for with ever new sets of parameters is a trap, whatever they are called", () => {
  const names = ["w", "x", "y", "z", "q"];
  const sets = numbers(32).map((bits) => names.filter((_, index) => bits & (1 << index)).map((name) => `${name}=1`));
  const links = sets.map((set) => `https://a.example/list?${set.join("&")}`);
  const traps = new Traps();
  const passed = traps.pass(links);
  expect(passed.length).toBeLessThan(links.length);
  const reasons = passed.filter((link) => traps.reasonAgainst(link));
  expect(reasons).toHaveLength(1);
  expect(traps.reasonAgainst(reasons[0] ?? "")).toContain("filters");
  expect(passed).toContain("https://a.example/list?w=1");
});

test("a site that is nothing but traps fills no memory", () => {
  const traps = new Traps();
  const shown = numbers(5_000).flatMap((n) => traps.pass([`https://a.example/${n}/x/x/x`]));
  expect(shown.length).toBeLessThanOrEqual(50);
});
