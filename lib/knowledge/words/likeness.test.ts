import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { pagesLike } from "@/lib/knowledge/crawl/twins";
import { extractPage } from "@/lib/knowledge/extract/page";
import { getRedisClientWithFallback } from "@/lib/platform/redis/redis";
import { testEnvironment } from "@/lib/platform/test-environment";
import { startRedis } from "@/scripts/stack/redis/server";
import { likenessOf, toldBy } from "./likeness";

let server: Awaited<ReturnType<typeof startRedis>>;

beforeAll(async () => {
  server = await startRedis({ port: 0, token: "secret" });
  const redis = { UPSTASH_REDIS_REST_URL: server.url, UPSTASH_REDIS_REST_TOKEN: "secret" };
  for (const [name, value] of Object.entries({ ...testEnvironment, ...redis })) vi.stubEnv(name, value);
});
afterAll(() => server.close());

const rest =
  "This oak table seats six people, is made by hand in our own workshop, takes about three weeks to arrive, and comes " +
  "with a guarantee of ten years on the frame and two on the oil that keeps its surface free of stains.";

const product = (name: string, price: string, body = "") =>
  `<html lang="en"><title>Tables</title><main><h1>${name}</h1><p>${rest}</p><p>${price} euros</p>${body}</main></html>`;

const likenessBy = (html: string, url: string) => likenessOf(toldBy(extractPage(html, url), "site"));

/** The page that said the same as this one before; null for none. */
async function like(html: string, path: string, jobId = "job 1"): Promise<string | null> {
  const url = `https://a.example${path}`;
  const likeness = likenessBy(html, url);
  const twins = await pagesLike(likeness ? [{ url, said: likeness.said }] : [], jobId);
  return twins.get(url) ?? null;
}

test("STORE-080 a page in another order and markup says the same, and is known for a day by the hash of its words", async () => {
  expect(await like(product("Anna", "420"), "/anna")).toBeNull();
  expect(await like(product("Anna", "420"), "/anna")).toBeNull();
  const sorted = `<html lang="en"><title>Tables</title><main><h1>Anna</h1><ul><li>420 euros</li></ul><p>${rest}</p></main></html>`;
  expect(await like(sorted, "/anna?view=print")).toBe("https://a.example/anna");
  const [key = ""] = await getRedisClientWithFallback().keys("content:hash:*");
  expect(key).toHaveLength("content:hash:".length + createHash("sha256").update("").digest("hex").length);
  expect(await getRedisClientWithFallback().get(key)).toBe("https://a.example/anna");
  expect(await getRedisClientWithFallback().ttl(key)).toBeGreaterThan(86_000);
});

test("products that differ in nothing but a name or a price are two", async () => {
  await like(product("Berta", "420"), "/berta");
  expect(await like(product("Clara", "420"), "/clara")).toBeNull();
  expect(await like(product("Berta", "430"), "/berta-large")).toBeNull();
  expect(await like(product("Berta", "420", "<p>Black.</p>"), "/berta-black")).toBeNull();
});

test("a page that was printed, updated, counted or linked anew says the same", async () => {
  const links = (names: string) =>
    `<h2>More tables</h2><ul>${names.replace(/\w+/g, '<li><a href="/$&">$&</a></li>')}</ul>`;
  await like(product("Fanny", "420", `<p>Updated on 3 May 2024. 17 views.</p>${links("Gerda Heide")}`), "/fanny");
  const again = product("Fanny", "420", `<p>Updated on 11 June 2025. 1,532 views.</p>${links("Ilse Jutta Klara")}`);
  expect(await like(again, "/fanny?from=list")).toBe("https://a.example/fanny");
  const event = product("Fanny", "420", "<p>On show on 3 May 2099.</p>");
  await like(event, "/fanny/may");
  expect(await like(event.replace("3 May", "4 May"), "/fanny/june")).toBeNull();
});

const numbersOf = (array: string) => new Set(array.slice(1, -1).split(","));

/** Whether two pages would be compared in the database. */
function meet(one: string, other: string): boolean {
  const [first, second] = [one, other].map((html) => likenessBy(html, "https://a.example/"));
  if (!first || !second) return false;
  const bands = numbersOf(second.bands);
  return [...numbersOf(first.bands)].some((band) => bands.has(band));
}

const story = Array.from(
  { length: 200 },
  (_, index) => `word${String.fromCharCode(97 + (index % 26))}${"x".repeat(index / 26)}`,
);
const told = (heading: string, words: string[]) =>
  `<html lang="en"><title>Stories</title><main><h1>${heading}</h1><p>${words.join(" ")}</p></main></html>`;

test("pages with a few words more meet in the database, those with another heading, number or price never", () => {
  const page = told("The mill", story);
  expect(meet(page, told("The mill", [...story, "printed", "for", "you"]))).toBe(true);
  expect(meet(page, told("The barn", story))).toBe(false);
  expect(meet(told("The mill", [...story, "12"]), told("The mill", [...story, "13"]))).toBe(false);
  expect(meet(told("The mill", [...story, "12.50 €"]), told("The mill", [...story, "50.12 €"]))).toBe(false);
  const priced = [...story, "costs", "12", "euros"];
  expect(meet(told("The mill", priced), told("The mill", [...priced, "black"]))).toBe(false);
  expect(
    meet(
      page,
      told(
        "The mill",
        story.map((word) => `other${word}`),
      ),
    ),
  ).toBe(false);
});

test("a page of few words is never taken for another", async () => {
  const short = "<title>Hours</title><main><h1>Hours</h1><p>Monday 10 to 12</p></main>";
  await like(short, "/hours");
  expect(await like(short.replace("10 to 12", "12 to 10"), "/hours?x")).toBeNull();
});

test("of pages that say the same and are stored together, the first one stays", async () => {
  const { said } = likenessBy(product("Hanna", "420"), "https://a.example/") ?? { said: "" };
  const pages = ["/hanna", "/hanna?print=1", "/hanna?print=2"].map((path) => ({
    url: `https://a.example${path}`,
    said,
  }));
  const twins = await pagesLike(pages, "job 1");
  expect([...twins]).toEqual(pages.slice(1).map(({ url }) => [url, "https://a.example/hanna"]));
});

test("another reading knows nothing of what was said in this one", async () => {
  await like(product("Dora", "420"), "/dora");
  expect(await like(product("Dora", "420"), "/dora?print=1", "job 2")).toBeNull();
});

test("STORE-081 without Redis every page is the first", async () => {
  await server.close();
  expect(await like(product("Emma", "420"), "/emma")).toBeNull();
});
