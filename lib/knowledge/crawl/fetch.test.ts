import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { testEnvironment } from "@/lib/platform/test-environment";
import { type LocalAnswer, type LocalSite, startLocalSite } from "@/scripts/stack/local-site";
import { guardedFetch, textOf } from "./fetch";
import { parseSitemap, readSitemaps } from "./sitemap";

const bomb = gzipSync(Buffer.alloc(50_000_000));
const endless: LocalAnswer = (_request, response) => {
  response.writeHead(200, { "content-type": "text/html" });
  const drip = setInterval(() => response.write("x".repeat(65_536)), 1);
  response.on("close", () => clearInterval(drip));
};
const slow: LocalAnswer = (_request, response) => {
  response.writeHead(200, { "content-type": "text/html" });
  const drip = setInterval(() => response.write("."), 50);
  response.on("close", () => clearInterval(drip));
};

let web: LocalSite;
let other: LocalSite;
const pages: Record<string, LocalAnswer> = {};

beforeAll(async () => {
  web = await startLocalSite((path) => pages[path]);
  other = await startLocalSite({ "/": "Not allowed" });
  const settings = { ...testEnvironment, CRAWLER_ALLOWED_HOSTS: web.host };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  Object.assign(pages, {
    "/plain": "Hello",
    "/gzip": { headers: { "content-encoding": "gzip" }, body: gzipSync("Hello") },
    "/brotli": { headers: { "content-encoding": "br" }, body: brotliCompressSync("Hello") },
    "/bomb": { headers: { "content-encoding": "gzip" }, body: bomb },
    "/endless": endless,
    "/slow": slow,
    "/silent": () => {},
    "/loop": redirect("/loop"),
    "/needs-cookies": { status: 302, headers: { location: "/needs-cookies", "set-cookie": "seen=1" } },
    "/endless-redirects": redirect("/endless-redirects?1"),
    ...Object.fromEntries(
      Array.from({ length: 9 }, (_, n) => [`/endless-redirects?${n}`, redirect(`/endless-redirects?${n + 1}`)]),
    ),
    "/two": redirect("/one"),
    "/one": redirect("/plain"),
    "/inward": redirect("http://169.254.169.254/latest/meta-data/"),
    "/mapped": redirect("http://[::ffff:127.0.0.1]/"),
    "/file": redirect("file:///etc/passwd"),
    "/next-door": redirect(other.url),
    "/agent": (request, response) => void response.end(request.headers["user-agent"]),
  } satisfies Record<string, LocalAnswer>);
});
afterAll(() => Promise.all([web, other].map((site) => site.close())));

const redirect = (location: string) => ({ status: 302, headers: { location } });
const get = (path: string, options: Parameters<typeof guardedFetch>[1] = {}) =>
  guardedFetch(new URL(path, web.url).href, options);

test("an answer comes with its address after redirects, unpacked", async () => {
  expect(await get("/two")).toMatchObject({ url: `${web.url}plain`, status: 200, location: null });
  for (const path of ["/plain", "/gzip", "/brotli"]) expect(textOf(await get(path))).toBe("Hello");
});

test("it says who asks", async () => {
  expect(textOf(await get("/agent"))).toBe("OmniopsBot/1.0 (+http://127.0.0.1:3000/bot)");
});

test.each([
  ["/inward", "169.254.169.254 is not on the public internet"],
  ["/mapped", "is not on the public internet"],
  ["/file", "not file:"],
  ["/next-door", "Port"],
  ["/loop", "leads back to itself"],
  ["/endless-redirects", "more than 5 times"],
  ["/needs-cookies", "cookies, which are not kept"],
])("a redirect is checked like the first address: %s", async (path, reason) => {
  await expect(get(path)).rejects.toThrow(reason);
  expect(other.hits).toEqual([]);
});

test("a redirect that may not be followed is the answer", async () => {
  const answer = await get("/one", { mayFollow: () => false });
  expect(answer).toMatchObject({ status: 302, location: `${web.url}plain` });
});

test("an answer is cut off at its size, also when it was small before it was unpacked", async () => {
  expect(bomb.length).toBeLessThan(60_000);
  await expect(get("/endless", { maxBytes: 500_000 })).rejects.toThrow("larger than 0.5 MB");
  await expect(get("/bomb", { maxBytes: 500_000 })).rejects.toThrow("larger than 0.5 MB");
});

test("an answer that never ends or never begins is given up in time", async () => {
  const started = Date.now();
  await expect(get("/slow", { totalMs: 400 })).rejects.toThrow("longer than 0.4 seconds");
  await expect(get("/silent", { totalMs: 400 })).rejects.toThrow("longer than 0.4 seconds");
  expect(Date.now() - started).toBeLessThan(3000);
});

test("a connection that was closed while it was idle is opened anew", async () => {
  let asked = 0;
  pages["/closing"] = (request, response) => {
    asked += 1;
    if (asked === 1) request.socket.destroy();
    else response.end("Hello");
  };
  expect(textOf(await get("/closing"))).toBe("Hello");
});

test("a host that is not there is named with the reason", async () => {
  const gone = await startLocalSite({});
  await gone.close();
  pages["/gone"] = redirect(gone.url);
  await expect(get("/gone")).rejects.toMatchObject({ code: "invalid", status: 400 });
});

test.each([
  [{ "content-type": "text/html; charset=iso-8859-1" }, Buffer.from("Café", "latin1")],
  [{ "content-type": "text/html" }, Buffer.from('<meta charset="windows-1252">Café', "latin1")],
  [{ "content-type": "text/html; charset=nonsense" }, Buffer.from("Café")],
  [{ "content-type": "text/html; charset=latin1" }, Buffer.from("\ufeffCafé")],
  [{ "content-type": "text/html" }, Buffer.from("\ufeffCafé", "utf16le")],
])("text is decoded as the page says: %j", (headers, body) => {
  expect(textOf({ headers: new Headers(headers) as never, body })).toContain("Café");
});

const entries = (tag: string, addresses: string[]) => addresses.map((a) => `<${tag}><loc>${a}</loc></${tag}>`).join("");
const urlset = (...addresses: string[]) =>
  `<?xml version="1.0"?><urlset xmlns="http://s">${entries("url", addresses)}</urlset>`;

test("sitemaps are read through their index, packed or not, each once", async () => {
  const [a, b, c] = ["/a", "/b", "/c"].map((path) => new URL(path, web.url).href);
  const xml = { headers: { "content-type": "application/xml" } };
  const maps = ["map-1.xml", "map-2.xml.gz", "missing.xml", "index.xml"].map((name) => `${web.url}${name}`);
  pages["/index.xml"] = { ...xml, body: `<sitemapindex>${entries("sitemap", maps)}</sitemapindex>` };
  pages["/map-1.xml"] = { ...xml, body: urlset(a ?? "", b ?? "") };
  pages["/map-2.xml.gz"] = {
    headers: { "content-type": "application/gzip" },
    body: gzipSync(urlset(b ?? "", c ?? "")),
  };
  expect(await readSitemaps([`${web.url}index.xml`], 100)).toEqual({
    pages: [a, b, c],
    lastmods: new Map(),
    refused: [],
  });
  expect(await readSitemaps([`${web.url}index.xml`], 2)).toEqual({ pages: [a, b], lastmods: new Map(), refused: [] });
  expect(web.hits.filter((path) => path === "/index.xml")).toHaveLength(2);
});

test("a sitemap that is packed too tightly, or broken, is passed over", async () => {
  pages["/bomb.xml.gz"] = { headers: { "content-type": "application/gzip" }, body: bomb };
  pages["/broken.xml"] = "<urlset><url><loc>";
  expect(await readSitemaps([`${web.url}bomb.xml.gz`, `${web.url}broken.xml`], 10)).toEqual({
    pages: [],
    lastmods: new Map(),
    refused: [],
  });
});

test("a sitemap may be a list of lines, and have entities and prefixes", () => {
  expect(parseSitemap("https://a.example/1\n\nhttps://a.example/2\nnonsense").urls).toHaveLength(2);
  const prefixed = `<s:urlset xmlns:s="x"><s:url><s:loc> https://a.example/?a=1&amp;b=2 </s:loc></s:url></s:urlset>`;
  expect(parseSitemap(prefixed).urls).toEqual(["https://a.example/?a=1&b=2"]);
});

test("a sitemap that defines entities of its own is not read", () => {
  const laughs = `<!DOCTYPE x [<!ENTITY a "https://a.example/">]><urlset><url><loc>&a;</loc></url></urlset>`;
  expect(parseSitemap(laughs)).toEqual({ urls: [], sitemaps: [], lastmods: new Map() });
});

test("a sitemap that points inward is refused, and named", async () => {
  const inward = ["http://169.254.169.254/map.xml", "http://[::1]/map.xml", "file:///etc/passwd"];
  pages["/inward.xml"] = `<sitemapindex>${entries("sitemap", inward)}</sitemapindex>`;
  expect(await readSitemaps([`${web.url}inward.xml`], 10)).toEqual({ pages: [], lastmods: new Map(), refused: inward });
});

test("pictures, videos, news and other languages in a sitemap are no pages", () => {
  const rest = "<i:image><i:loc>https://a.example/1.png</i:loc></i:image><n:news><n:title>x</n:title></n:news>";
  const more = '<x:link rel="alternate" hreflang="de" href="https://a.example/de"/><lastmod>2026-01-01</lastmod>';
  const map = `<urlset xmlns:i="i" xmlns:n="n" xmlns:x="x"><url>${rest}<loc>https://a.example/1</loc>${more}</url></urlset>`;
  expect(parseSitemap(map)).toMatchObject({ urls: ["https://a.example/1"], sitemaps: [] });
});

test("a sitemap says when pages changed, in any form that W3C knows; what is no time, or still to come, says nothing", () => {
  const times = ["2026-01-02", "2026-01-02T03:04:05+02:00", " 2026-01 ", "yesterday", "2999-01-01", ""];
  const entry = (time: string, index: number) =>
    `<url><loc>https://a.example/${index}</loc>${time && `<lastmod>${time}</lastmod>`}</url>`;
  const { urls, lastmods } = parseSitemap(`<urlset>${times.map(entry).join("")}</urlset>`);
  expect(urls).toHaveLength(6);
  expect([...lastmods].map(([url, at]) => [url.at(-1), new Date(at).toISOString()])).toEqual([
    ["0", "2026-01-02T00:00:00.000Z"],
    ["1", "2026-01-02T01:04:05.000Z"],
    ["2", "2026-01-01T00:00:00.000Z"],
  ]);
});
