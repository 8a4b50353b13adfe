import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "@/lib/platform/context";
import { rest } from "@/lib/platform/http/rest";
import { type LocalAnswer, type LocalSite, startLocalSite } from "@/scripts/stack/local-site";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { knowledgeOperations } from "./operations";
import { listPages } from "./pages/service";
import { createSite, deleteSite, getSite, listSites, readSite, updateSite, verifyInstallation } from "./service";

let stack: TestStack;
let web: LocalSite;
let forbidding: LocalSite;
let closed: LocalSite;
let moved: LocalSite;
const pages: Record<string, LocalAnswer> = {};

beforeAll(async () => {
  web = await startLocalSite((path) => pages[path]);
  forbidding = await startLocalSite({ "/robots.txt": "User-agent: *\nDisallow: /", "/": "<p>Secret</p>" });
  closed = await startLocalSite({});
  await closed.close();
  moved = await startLocalSite(() => ({ status: 301, headers: { location: `${web.url}home` } }));
  const allowed = [web, forbidding, closed, moved].map(({ host }) => host).join(",");
  stack = await startTestStack({ CRAWLER_ALLOWED_HOSTS: allowed });
  pages["/"] = "<title>Inn</title><p>Welcome to the inn.</p>";
});
afterAll(async () => {
  await Promise.all([web, forbidding, moved].map((site) => site.close()));
  await stack.close();
});

async function owner(): Promise<Ctx> {
  const { db, customerId, userId } = await stack.newCustomer();
  return { db, customerId, actor: { type: "member", userId, role: "owner" } };
}

test("a new site has a key of its own, its host as name, and allows its own origin", async () => {
  const ctx = await owner();
  const site = await createSite(ctx, { url: `  ${web.url}#top ` });
  expect(site).toMatchObject({ url: web.url, name: "127.0.0.1", allowedOrigins: [`http://${web.host}`] });
  expect(site.siteKey).toMatch(/^pk_[\w-]{24}$/);
  expect(await listSites(ctx)).toEqual([site]);
  expect(await getSite(ctx, site.id)).toEqual(site);
});

test("the same site a second time is a conflict that says so", async () => {
  const ctx = await owner();
  await createSite(ctx, { url: web.url });
  await expect(createSite(ctx, { url: `${web.url}?utm_source=x` })).rejects.toMatchObject({
    status: 409,
    message: `${web.url} is one of your sites already`,
  });
});

test.each([
  ["is not http(s)", () => "ftp://inn.example", "Only http:// and https://"],
  ["is not reachable", () => closed.url, "can't be reached: it refuses connections"],
  ["is not on the internet", () => "http://192.168.1.1/", "not on the public internet"],
  ["answers with an error", () => `${web.url}missing`, "answers 404"],
  ["forbids robots", () => forbidding.url, "forbids reading"],
  ["has no text", () => `${web.url}blank`, "has no text to read"],
  ["needs JavaScript for its text", () => `${web.url}app`, "put there by JavaScript"],
  ["shows nothing but a sign-in", () => `${web.url}login`, "asks for a sign-in"],
])("a site that %s is refused with what to change", async (_, url, reason) => {
  pages["/blank"] = "<title>Inn</title>";
  pages["/app"] = '<div id=app></div><footer><a href="/legal">Legal</a></footer><script src="/app.js"></script>';
  pages["/login"] = "<title>Inn</title><h1>Sign in</h1><form><input type=password></form>";
  await expect(createSite(await owner(), { url: url() })).rejects.toMatchObject({
    status: 400,
    message: expect.stringContaining(reason),
  });
});

test("a site that has moved to another host is read there, and its widget allowed at both", async () => {
  pages["/home"] = "<p>Welcome home.</p>";
  const site = await createSite(await owner(), { url: moved.url });
  expect(site).toMatchObject({ url: web.url, allowedOrigins: [`http://${web.host}`, `http://${moved.host}`] });
});

test("a site's name and origins can be changed, and the site removed", async () => {
  const ctx = await owner();
  const { id } = await createSite(ctx, { url: web.url });
  const changed = await updateSite(ctx, id, { name: "The inn", allowedOrigins: ["https://inn.example"] });
  expect(changed).toMatchObject({ name: "The inn", allowedOrigins: ["https://inn.example"] });
  await deleteSite(ctx, id);
  await expect(getSite(ctx, id)).rejects.toThrow("Site not found");
});

test("another customer's site is not found, like one that never was", async () => {
  const { id } = await createSite(await owner(), { url: web.url });
  const stranger = await owner();
  for (const siteId of [id, crypto.randomUUID()]) {
    const attempts = [
      () => getSite(stranger, siteId),
      () => updateSite(stranger, siteId, { name: "Mine" }),
      () => deleteSite(stranger, siteId),
      () => readSite(stranger, siteId),
      () => listPages(stranger, { siteId, limit: 10 }),
      () => verifyInstallation(stranger, siteId),
    ];
    for (const attempt of attempts)
      await expect(attempt()).rejects.toMatchObject({ status: 404, message: "Site not found" });
  }
});

test("the widget is found on a page that carries its script with the site's key", async () => {
  const ctx = await owner();
  const { id, siteKey } = await createSite(ctx, { url: web.url });
  expect(await verifyInstallation(ctx, id)).toBe(false);
  pages["/contact"] = `<p>Hi</p><script src="https://app.example/widget.js" data-site="${siteKey}" async></script>`;
  pages["/wrong"] = `<p>Hi</p><script src="https://app.example/widget.js" data-site="pk_other" async></script>`;
  expect(await verifyInstallation(ctx, id, `${web.url}contact`)).toBe(true);
  expect(await verifyInstallation(ctx, id, "/contact")).toBe(true);
  expect(await verifyInstallation(ctx, id, "/wrong")).toBe(false);
  await expect(verifyInstallation(ctx, id, "https://elsewhere.example/")).rejects.toThrow("not on your site");
});

test("pages come in parts, each saying where the next begins", async () => {
  const ctx = await owner();
  const { id } = await createSite(ctx, { url: web.url });
  const row = { customer_id: ctx.customerId, site_id: id, content_hash: "x" };
  const rows = ["a", "b", "c"].map((name) => ({ ...row, url: web.url + name }));
  await stack.serviceDb.from("scraped_pages").insert(rows).throwOnError();
  const first = await listPages(ctx, { siteId: id, limit: 2 });
  expect(first.pages.map(({ url }) => url)).toEqual([`${web.url}a`, `${web.url}b`]);
  const rest_ = await listPages(ctx, { siteId: id, limit: 2, cursor: first.nextCursor ?? "" });
  expect(rest_).toMatchObject({ pages: [{ url: `${web.url}c` }], nextCursor: null });
});

async function call(ctx: Ctx, method: string, path: string, body?: object) {
  const request = new Request(`http://app.example/api/v1/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  const serve = rest(knowledgeOperations, async () => ctx);
  const response = await serve(request, { params: Promise.resolve({ path: path.split("/") }) });
  return { status: response.status, body: await response.json() };
}

test("a site is read, watched and searched over the API", async () => {
  const ctx = await owner();
  const { id } = await createSite(ctx, { url: web.url });
  const started = await call(ctx, "POST", `sites/${id}/read`);
  expect(started).toMatchObject({ status: 202, body: { jobId: expect.any(String) } });
  const { jobId } = started.body;
  expect(await call(ctx, "POST", `sites/${id}/read`)).toMatchObject({ status: 409 });
  const job = await call(ctx, "GET", `scrape-jobs/${jobId}`);
  expect(job).toMatchObject({ status: 200, body: { jobId, siteId: id, status: "queued", total_pages: 0 } });
  expect(await call(ctx, "POST", `scrape-jobs/${jobId}/cancel`)).toMatchObject({ body: { status: "cancelled" } });
  expect(await call(ctx, "POST", "search", { query: "welcome" })).toEqual({ status: 200, body: { results: [] } });
  expect(await call(ctx, "GET", "scrape-jobs/unknown")).toMatchObject({ status: 404 });
});

test.each([
  [{ query: "" }, "Ask something"],
  [{ query: "x".repeat(1001) }, "at most 1,000"],
  [{ query: "x", limit: 51 }, "limit"],
  [{ query: "x", limit: 0 }, "limit"],
  [{}, "query"],
])("a search for %j is refused with what to change", async (body, reason) => {
  const answer = await call(await owner(), "POST", "search", body);
  expect(answer).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining(reason) } } });
});
