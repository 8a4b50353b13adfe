import { createHash } from "node:crypto";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { testEnvironment } from "@/lib/platform/test-environment";
import { type LocalAnswer, type LocalSite, startLocalSite } from "@/scripts/stack/local-site";
import { guardedFetch } from "./fetch";
import { outcomeOf } from "./outcome";
import { Politeness } from "./politeness";
import { readPage } from "./read-page";
import { type Reading, sitemapPages } from "./reading";
import { parseRobots } from "./robots-rules";
import { Traps } from "./traps";

let web: LocalSite;
let reading: Reading;
const pages: Record<string, LocalAnswer> = {};

beforeAll(async () => {
  web = await startLocalSite((path) => pages[path]);
  const settings = { ...testEnvironment, CRAWLER_ALLOWED_HOSTS: web.host };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const robots = parseRobots(`${web.url}robots.txt`, "User-agent: *\nDisallow: /private");
  reading = {
    siteId: "s",
    siteUrl: web.url,
    robots,
    politeness: new Politeness(web.host),
    traps: new Traps(),
  };
});
afterAll(() => web.close());

const html = (body: string) => `<html lang="en"><title>Page</title><main><h1>Page</h1>${body}</main></html>`;
const sentence = "<p>The kitchen closes at ten and the bar an hour later.</p>";
const redirect = (location: string, headers = {}) => ({ status: 302, headers: { location, ...headers } });
const packed = (encoding: string, body: Buffer) => ({ headers: { "content-encoding": encoding }, body });
const typed = (type: string, body: string | Buffer) => ({ headers: { "content-type": type }, body });
const png = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");

/** Answers with these bytes as they are, then closes the connection. */
const raw =
  (text: string): LocalAnswer =>
  (request) =>
    void request.socket.end(text);

const endless: LocalAnswer = (_request, response) => {
  response.writeHead(200, { "content-type": "text/html" });
  const more = () => {
    while (!response.destroyed && response.write(Buffer.alloc(65_536, "x")));
  };
  response.on("drain", more);
  more();
};

const read = (path: string, page = null) =>
  readPage({ url: new URL(path, web.url).href, depth: 1, attempts: 1, page }, reading);

const bodies: [string, LocalAnswer, string][] = [
  ["a redirect to itself", redirect("/bad"), "leads back to itself"],
  ["a redirect in a circle", (request, response) => hop(request.url, response, 2), "leads back to itself"],
  ["endless redirects", (request, response) => hop(request.url, response), "redirects more than 5 times"],
  ["a page that wants cookies", redirect("/bad", { "set-cookie": "a=1" }), "cookies, which are not kept"],
  ["a redirect inward", redirect("http://169.254.169.254/"), "is not part of the site or not to be read"],
  ["a redirect to a file", redirect("file:///etc/passwd"), "is not part of the site or not to be read"],
  ["a redirect to what robots.txt forbids", redirect("/private"), "is not part of the site or not to be read"],
  ["a page without end", endless, "larger than 3 MB"],
  ["a page of 50 MB", { body: Buffer.alloc(50_000_000, "x") }, "larger than 3 MB"],
  ["a gzip bomb", packed("gzip", gzipSync(Buffer.alloc(50_000_000))), "larger than 3 MB"],
  ["a brotli bomb", packed("br", brotliCompressSync(Buffer.alloc(50_000_000))), "larger than 3 MB"],
  ["too many headers", raw(`HTTP/1.1 200 OK\r\n${"x-more: 1234567890\r\n".repeat(9_000)}\r\n`), "more headers than"],
  ["a picture", typed("image/png", png), "is not a page of text but image/png"],
  ["a picture that is called a page", typed("text/html", png), "is not a page of text, though its server says"],
  ["bytes that are called text", typed("text/plain", Buffer.from([1, 0, 2, 0, 255])), "is not a page of text, though"],
  ["200,000 elements inside each other", "<div>".repeat(200_000) + sentence, "nested too deeply"],
  ["a page without text", html("").replace(/Page/g, ""), "no text that can be read"],
  ["noindex in a header", { headers: { "x-robots-tag": "none" }, body: html(sentence) }, "(noindex)"],
];

function hop(
  path: string | undefined,
  response: Parameters<Extract<LocalAnswer, (...args: never[]) => void>>[1],
  last = 99,
) {
  const count = Number(path?.split("?")[1] ?? 0);
  response.writeHead(302, { location: `/bad?${count >= last ? 1 : count + 1}` }).end();
}

test.each(bodies)("%s is bounded, and skipped with the reason", async (_, answer, reason) => {
  pages["/bad"] = answer;
  for (let hops = 0; hops < 9; hops++) pages[`/bad?${hops}`] = answer;
  expect(await read("/bad")).toMatchObject({ status: "skipped", error: expect.stringContaining(reason) });
});

test.each<[string, LocalAnswer, string]>([
  [
    "a body that ends too early",
    raw("HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n<p>Hello"),
    "closed the connection",
  ],
  ["a body that is not what it is packed as", packed("gzip", Buffer.from("no gzip")), "can't be unpacked"],
  ["headers that are none", raw("HTTP/1.1 200 OK\r\n: nothing\r\nno colon\r\n\r\n"), "break the rules of HTTP"],
  ["an answer that is no HTTP", raw("Hello there\r\n\r\n"), "break the rules of HTTP"],
  ["a page that is missing", { status: 404 }, "does not exist"],
  ["a server that is broken", { status: 500 }, "answers 500"],
])("%s has failed", async (_, answer, reason) => {
  pages["/broken"] = answer;
  expect(await read("/broken")).toMatchObject({ status: "failed", error: expect.stringContaining(reason) });
});

const slowHeaders: LocalAnswer = (request) => {
  request.socket.write("HTTP/1.1 200 OK\r\n");
  const drip = setInterval(() => request.socket.write("x-drip: 1\r\n"), 20);
  request.socket.on("close", () => clearInterval(drip));
};
const slowBody: LocalAnswer = (_request, response) => {
  response.writeHead(200, { "content-type": "text/html" });
  const drip = setInterval(() => response.write("."), 20);
  response.on("close", () => clearInterval(drip));
};

test.each([
  ["its headers", slowHeaders],
  ["its body", slowBody],
  ["nothing at all", () => {}],
])("a server that drips %s is given up in time, and skipped", async (_, answer) => {
  pages["/slow"] = answer;
  const error = await guardedFetch(`${web.url}slow`, { totalMs: 300 }).catch((thrown: unknown) => thrown);
  expect(outcomeOf(error)).toMatchObject({
    status: "skipped",
    error: expect.stringContaining("longer than 0.3 seconds"),
  });
});

test("a page that asks us to wait says for how long", async () => {
  pages["/busy"] = { status: 429, headers: { "retry-after": "30" } };
  expect(await read("/busy")).toMatchObject({ status: "failed", httpStatus: 429, againInMs: 30_000 });
});

test("what is not ours is not even asked for", async () => {
  const before = web.hits.length;
  const parameters = Array.from({ length: 1000 }, (_, index) => `p${index}=1`).slice(0, 25);
  expect(await read("/private/x")).toMatchObject({ status: "skipped", error: expect.stringContaining("robots.txt") });
  expect(await read("/x/x/x/x/")).toMatchObject({ status: "skipped", error: expect.stringContaining("circle") });
  expect(await read(`/list?${parameters.join("&")}`)).toMatchObject({ error: expect.stringContaining("settings") });
  expect(await read("https://elsewhere.example/")).toMatchObject({ error: expect.stringContaining("not part") });
  expect(web.hits).toHaveLength(before);
});

test.each<[string, LocalAnswer]>([
  ["an attribute of a megabyte", html(`<div data-x="${"x".repeat(1_000_000)}"></div>${sentence}`)],
  ["an unknown charset", typed("text/html; charset=nonsense", html(sentence))],
  [
    "bytes that its charset doesn't have",
    typed("text/html; charset=utf-8", Buffer.concat([Buffer.from([0xff, 0xc3]), Buffer.from(html(sentence))])),
  ],
  ["no end tags", `<title>Page</title><main><h1>Page<p>${sentence.repeat(3)}<table><tr><td>x`],
  ["a thousand unclosed elements", html(`${"<b><i>".repeat(500)}${sentence}`)],
])("a page with %s is read", async (_, answer) => {
  pages["/odd"] = answer;
  const { status, passages } = await read("/odd");
  expect(status).toBe("success");
  expect(JSON.stringify(passages)).toContain("kitchen closes at ten");
});

test("canonical addresses in headers and links of other languages count, those of advertisers don't", async () => {
  const links = `<a href="/ad" rel="sponsored">a</a><a href="/guest" rel="ugc">g</a><a href="/no" rel="nofollow">n</a><a href="/yes">y</a>`;
  const head = `<link rel="alternate" hreflang="de" href="/de">`;
  pages["/links"] = html(head + sentence + links);
  expect((await read("/links")).links).toEqual([`${web.url}de`, `${web.url}yes`]);
  pages["/links"] = { headers: { "x-robots-tag": "nofollow" }, body: html(sentence + links) };
  expect(await read("/links")).toMatchObject({ status: "success", links: [] });
  pages["/long?print=1"] = { headers: { link: '</long>; rel="canonical"' }, body: html(sentence) };
  expect(await read("/long?print=1")).toMatchObject({ status: "skipped", links: [`${web.url}long`] });
});

test("the same text has the same hash however it is sent", async () => {
  pages["/plain"] = html(sentence);
  pages["/packed"] = packed("br", brotliCompressSync(html(sentence)));
  const [plain, other] = [await read("/plain"), await read("/packed")];
  expect(plain.page?.content_hash).toBe(other.page?.content_hash);
  expect(createHash("sha256").update("").digest("hex")).not.toBe(plain.page?.content_hash);
});

test("of what a sitemap may not name one address each is recorded, and skipped with the reason", async () => {
  const locs = [
    "http://10.0.0.1/a",
    "http://10.0.0.1/b",
    "https://elsewhere.example/",
    `${web.url}mapped?utm_source=map`,
  ];
  const entry = (loc: string) => `<url><loc>${loc}</loc><lastmod>2026-01-02</lastmod></url>`;
  pages["/map.xml"] = `<urlset>${locs.map(entry).join("")}</urlset>`;
  const robots = { ...reading.robots, sitemaps: [`${web.url}map.xml`, "http://192.168.0.1/map.xml"] };
  const named = await sitemapPages({ ...reading, robots });
  const refused = ["http://192.168.0.1/map.xml", "http://10.0.0.1/a", "https://elsewhere.example/"];
  expect(named.links).toEqual([...refused, `${web.url}mapped`]);
  expect(named.lastmods).toMatchObject({ [`${web.url}mapped`]: "2026-01-02T00:00:00.000Z" });
  for (const url of refused) {
    expect(await read(url)).toMatchObject({
      status: "skipped",
      error: expect.stringContaining("not part of the site"),
    });
  }
});
