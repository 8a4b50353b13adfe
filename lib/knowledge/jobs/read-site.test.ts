import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { samplePdf } from "@/lib/knowledge/extract/sample-files";
import { listPages } from "@/lib/knowledge/pages/service";
import { listScrapeJobResults } from "@/lib/knowledge/readings/service";
import { findPassages } from "@/lib/knowledge/search/find-passages";
import { cancelScrapeJob, getScrapeJob, pauseScrapeJob, readSite, resumeScrapeJob } from "@/lib/knowledge/service";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { asSystem } from "@/lib/platform/jobs/system";
import { getRedisClient } from "@/lib/platform/redis/redis";
import { actorDb } from "@/lib/platform/supabase/actor";
import { type LocalAnswer, type LocalSite, startLocalSite } from "@/scripts/stack/local-site";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { claimUrls } from "./queue";
import { continueReading } from "./read-site";
import { refreshSites } from "./refresh";
import { readJob } from "./worker";

let stack: TestStack;
let web: LocalSite;
let forbidding: LocalSite;
let broken: LocalSite;
let busy: LocalSite;
/** What the web answers; each test has a folder of its own. */
const pages: Record<string, LocalAnswer> = {};

beforeAll(async () => {
  web = await startLocalSite((path) => pages[path]);
  forbidding = await startLocalSite({
    "/robots.txt": { headers: { "content-type": "text/plain" }, body: "User-agent: OmniopsBot\nDisallow: /" },
    "/": page("Secret", text("Nothing")),
  });
  broken = await startLocalSite({ "/robots.txt": { status: 503 }, "/": page("Behind", text("Something")) });
  busy = await startLocalSite((path) => busyPages(path, busy.hits.filter((hit) => hit === path).length));
  stack = await startTestStack({
    CRAWLER_ALLOWED_HOSTS: [web, forbidding, broken, busy].map(({ host }) => host).join(","),
  });
});
afterAll(async () => {
  await Promise.all([web, forbidding, broken, busy].map((site) => site.close()));
  await stack.close();
});

const text = (topic: string) => `<p>${`${topic} is what this page is about. `.repeat(4)}</p>`;

function page(title: string, body: string, head = ""): string {
  const nav = '<nav><a href="./">Home</a></nav>';
  return `<html lang="en"><head><title>${title}</title>${head}</head><body>${nav}<main><h1>${title}</h1>${body}</main></body></html>`;
}

/** Too busy when it is asked for the first time. */
function busyPages(path: string, asked: number): LocalAnswer | undefined {
  if (path === "/") return asked === 1 ? { status: 503 } : page("Busy", `${text("Busy")}<a href="/second">two</a>`);
  return path === "/second" ? page("Second", text("Second")) : undefined;
}

/** Publishes pages in a folder of the web; `count` more are linked from the first. */
function publish(folder: string, count: number): string {
  const names = Array.from({ length: count }, (_, index) => `page-${index + 1}`);
  const links = names.map((name) => `<a href="${name}">${name}</a>`).join(" ");
  pages[`/${folder}/`] = page("Start", `${text("The beginning")}${links}`);
  for (const name of names) pages[`/${folder}/${name}`] = page(name, text(`${folder} ${name}`));
  return `${web.url}${folder}/`;
}

async function ownerOf(url: string) {
  const customer = await stack.newCustomer();
  const site = await stack.newSite(customer, url);
  const actor = { type: "member", userId: customer.userId, role: "owner" } as const;
  const ctx: Ctx<ActorOf<"member">> = { db: customer.db, customerId: customer.customerId, actor };
  return { ctx, siteId: site.id };
}

const inAMinute = () => Date.now() + 60_000;

async function read(ctx: Ctx, siteId: string) {
  const { jobId } = await readSite(ctx, siteId);
  await readJob(asSystem("test"), jobId, inAMinute());
  return getScrapeJob(ctx, jobId);
}

test("STORE-141 STORE-013 a site is read from its first page to the last, and its passages are found", async () => {
  const { ctx, siteId } = await ownerOf(publish("mill", 5));
  const job = await read(ctx, siteId);
  expect(job).toMatchObject({ status: "completed", queued: 0, total_pages: 6, successful_pages: 6, failed_pages: 0 });
  expect(job.completedAt).not.toBeNull();
  const [best] = await findPassages(ctx, "mill page-3", 5);
  expect(best).toMatchObject({ url: `${web.url}mill/page-3`, title: "page-3", headingPath: ["page-3"] });
  expect(best?.text).not.toContain("Home");
});

test("STORE-122 STORE-131 every page has one result, and the sums of a job are those of its results", async () => {
  const { ctx, siteId } = await ownerOf(publish("sums", 9));
  pages["/sums/page-2"] = { status: 500, body: "Broken" };
  pages["/sums/page-4"] = { status: 404, body: "Gone" };
  pages["/sums/page-6"] = page("Hidden", text("hidden"), '<meta name="robots" content="noindex">');
  pages["/sums/page-8"] = { headers: { "content-type": "application/pdf" }, body: "%PDF" };
  const job = await read(ctx, siteId);
  const { results } = await listScrapeJobResults(ctx, { jobId: job.jobId, limit: 100 });
  expect(new Set(results.map(({ url }) => url)).size).toBe(results.length);
  const count = (status: string) => results.filter((result) => result.status === status).length;
  expect([count("success"), count("failed"), count("skipped")]).toEqual([6, 2, 2]);
  expect(job).toMatchObject({ total_pages: 10, successful_pages: 6, failed_pages: 2, skipped_pages: 2 });
  const times = results.map(({ processingTimeMs }) => processingTimeMs);
  expect(Math.abs(job.avg_processing_time_ms - times.reduce((a, b) => a + b, 0) / times.length)).toBeLessThanOrEqual(1);
  expect(job.pages_per_second).toBeGreaterThan(0);
});

test("the words of a site are counted together once it is read, for searches look them up one count at a time", async () => {
  const { ctx, siteId } = await ownerOf(publish("counted", 8));
  const { jobId } = await readSite(ctx, siteId);
  await readJob(asSystem("test"), jobId, inAMinute());
  const apart = "select count(*)::int as packs, count(*) filter (where generation > 0)::int as apart";
  const [counts] = await stack.sql(`${apart} from public.search_term_packs where customer_id = $1`, [ctx.customerId]);
  expect(counts).toEqual({ packs: expect.any(Number), apart: 0 });
  expect(counts?.packs).toBeGreaterThan(0);
});

test("links out of the site, to pictures and to what robots.txt forbids are not followed; sitemaps are", async () => {
  const url = publish("walls", 0);
  pages["/robots.txt"] = {
    headers: { "content-type": "text/plain" },
    body: `User-agent: *\nDisallow: /walls/private\nSitemap: ${web.url}walls-map.xml`,
  };
  const urls = ["walls/mapped", "elsewhere", "walls/private/mapped"].map(
    (path) => `<url><loc>${web.url}${path}</loc></url>`,
  );
  pages["/walls-map.xml"] = `<urlset>${urls.join("")}</urlset>`;
  pages["/walls/"] = page(
    "Walls",
    `${text("Walls")}<a href="/other/">o</a><a href="private/x">p</a><a href="a.png">f</a>`,
  );
  pages["/walls/mapped"] = page("Mapped", text("Mapped"));
  const { ctx, siteId } = await ownerOf(url);
  const job = await read(ctx, siteId);
  const { pages: read_ } = await listPages(ctx, { siteId, limit: 50 });
  expect(job.total_pages).toBe(2);
  expect(read_.map((each) => each.url)).toEqual([url, `${url}mapped`]);
  delete pages["/robots.txt"];
});

test("BASE-008 files that a site links to are read like its pages, and those that hold no text are skipped", async () => {
  const url = publish("files", 0);
  pages["/files/"] = page(
    "Files",
    `${text("Files")}<a href="rooms.pdf">r</a><a href="scan.pdf">s</a><a href="h.txt">h</a>`,
  );
  const pdf = { headers: { "content-type": "application/octet-stream" } };
  pages["/files/rooms.pdf"] = { ...pdf, body: samplePdf([[{ text: "The kestrel room seats forty.", y: 700 }]]) };
  pages["/files/scan.pdf"] = { ...pdf, body: samplePdf([[]]) };
  pages["/files/h.txt"] = { headers: { "content-type": "text/plain" }, body: "Heron hours: nine to five" };
  const { ctx, siteId } = await ownerOf(url);
  const job = await read(ctx, siteId);
  expect(job).toMatchObject({ successful_pages: 3, skipped_pages: 1 });
  const { results } = await listScrapeJobResults(ctx, { jobId: job.jobId, limit: 100 });
  expect(results.find(({ status }) => status === "skipped")?.errorMessage).toContain("pictures of text");
  expect((await findPassages(ctx, "kestrel room", 5))[0]).toMatchObject({ url: `${url}rooms.pdf`, title: "rooms" });
  const { data } = await stack.serviceDb.from("scraped_pages").select("url, kind").eq("site_id", siteId).order("url");
  expect(data?.map(({ kind }) => kind)).toEqual(["page", "file", "file"]);
});

test("a site whose first page is broken is read by its sitemap", async () => {
  const url = publish("headless", 0);
  pages["/headless/"] = (request) => void request.socket.destroy();
  pages["/headless/hall"] = page("Hall", text("Hall"));
  pages["/sitemap.xml"] = `<urlset><url><loc>${url}hall</loc></url></urlset>`;
  const { ctx, siteId } = await ownerOf(url);
  expect(await read(ctx, siteId)).toMatchObject({ status: "completed", successful_pages: 1, failed_pages: 1 });
  delete pages["/sitemap.xml"];
});

test("a trap of endless URLs ends at the page limit", async () => {
  const url = publish("trap", 0);
  const trap = (path: string) =>
    page("Trap", `${text(path)}<a href="${path}x">deeper</a><a href="${path}y">deeper</a>`);
  for (let depth = 0, level = [""]; depth < 6; depth++) {
    for (const path of level) pages[`/trap/${path}`] = trap(path || "t");
    level = level.flatMap((path) => [`${path || "t"}x`, `${path || "t"}y`]);
  }
  const { ctx, siteId } = await ownerOf(url);
  const { jobId } = await readSite(ctx, siteId);
  await stack.serviceDb
    .from("scrape_jobs")
    .update({ config: { maxPages: 12 } })
    .eq("job_id", jobId)
    .throwOnError();
  await readJob(asSystem("test"), jobId, inAMinute());
  expect(await getScrapeJob(ctx, jobId)).toMatchObject({ status: "completed", total_pages: 12 });
});

test("pages that are the same under another address are stored once", async () => {
  const url = publish("twins", 0);
  const canonical = `<link rel="canonical" href="${url}room">`;
  pages["/twins/"] = page(
    "Twins",
    `${text("Twins")}<a href="room?sort=1">a</a><a href="old">b</a><a href="room#x">c</a>`,
  );
  pages["/twins/room"] = page("Room", text("Room"), canonical);
  pages["/twins/room?sort=1"] = page("Room", text("Room"), canonical);
  pages["/twins/old"] = { status: 301, headers: { location: `${url}room` } };
  const { ctx, siteId } = await ownerOf(url);
  await read(ctx, siteId);
  const found = await listPages(ctx, { siteId, limit: 50 });
  expect(found.pages.map((each) => each.url)).toEqual([url, `${url}room`]);
});

/** A long text of its own, with a few words more at its end. */
const story = (topic: string, more: string) =>
  `<p>${Array.from({ length: 120 }, (_, index) => `${topic}${String.fromCharCode(97 + (index % 26)).repeat(1 + index / 26)}`).join(" ")}</p><p>${more}</p>`;

test("BASE-008 pages that say nearly the same are stored once, also when they are read anew", async () => {
  const url = publish("nearly", 0);
  const links = ["a", "b?print=1", "c", "d"].map((path) => `<a href="${path}">${path}</a>`).join(" ");
  const start = page("Nearly", `${text("Nearly")}${links}`);
  const nearly = (more: string) => page("Mill", story("mill", more));
  pages["/nearly/"] = start;
  pages["/nearly/a"] = { headers: { etag: '"a"' }, body: nearly("The miller lives upstairs") };
  pages["/nearly/b?print=1"] = {
    headers: { etag: '"b"' },
    body: nearly("The miller lives upstairs Printed for friends"),
  };
  pages["/nearly/c"] = page("Mill", story("mill", "The baker lives upstairs"));
  pages["/nearly/d"] = page("Mill", story("mill", "The miller lives upstairs, room 12"));
  const { ctx, siteId } = await ownerOf(url);
  const stored = async () =>
    (await listPages(ctx, { siteId, limit: 50 })).pages.map((each) => each.url.slice(url.length));
  for (const skipped of [1, 1]) {
    const job = await read(ctx, siteId);
    expect(job).toMatchObject({ status: "completed", failed_pages: 0, skipped_pages: skipped });
    const { results } = await listScrapeJobResults(ctx, { jobId: job.jobId, limit: 100 });
    const twin = results.find(({ status }) => status === "skipped");
    expect(twin?.errorMessage).toMatch(new RegExp(`^It says nearly the same as ${url}(?:a|b\\?print=1)$`));
    expect([
      ["", "a", "c", "d"],
      ["", "b?print=1", "c", "d"],
    ]).toContainEqual(await stored());
  }
  const [kept] = await stack.sql("select count(*)::int as n from page_likeness where site_id = $1", [siteId]);
  expect(kept).toEqual({ n: 3 }); // The first page has few words.
});

test("pages that say the same are stored once, though nothing else tells that they are one", async () => {
  const url = publish("same", 0);
  const body = page("Same", text("Same"));
  pages["/same/"] = page("Links", `${text("Links")}<a href="a">a</a><a href="a/">b</a><a href="a?print=1">c</a>`);
  for (const path of ["a", "a/", "a?print=1"]) pages[`/same/${path}`] = body;
  const { ctx, siteId } = await ownerOf(url);
  const job = await read(ctx, siteId);
  expect(job).toMatchObject({ status: "completed", total_pages: 4, successful_pages: 2, skipped_pages: 2 });
  const { results } = await listScrapeJobResults(ctx, { jobId: job.jobId, limit: 100 });
  const skipped = results.filter(({ status }) => status === "skipped");
  expect(skipped.map(({ errorMessage }) => errorMessage)).toEqual(
    Array(2).fill(expect.stringContaining("says the same as")),
  );
  expect((await findPassages(ctx, "Same", 10)).filter((passage) => passage.title === "Same")).toHaveLength(1);
  expect(await read(ctx, siteId)).toMatchObject({ status: "completed" });
  expect((await findPassages(ctx, "Same", 10)).filter((passage) => passage.title === "Same")).toHaveLength(1);
});

test("a second reading stores what changed, drops what is gone, and embeds nothing else", async () => {
  const url = publish("again", 3);
  const { ctx, siteId } = await ownerOf(url);
  await read(ctx, siteId);
  const before = await listPages(ctx, { siteId, limit: 50 });
  pages["/again/page-1"] = page("page-1", text("A wholly new subject"));
  pages["/again/page-3"] = { status: 410 };
  await read(ctx, siteId);
  const after = await listPages(ctx, { siteId, limit: 50 });
  const changed = after.pages.filter(({ changedAt }, index) => changedAt !== before.pages[index]?.changedAt);
  expect(changed.map((each) => [each.url, each.status])).toEqual([
    [`${url}page-1`, "active"],
    [`${url}page-3`, "retired"],
  ]);
  const urls = async (question: string) => (await findPassages(ctx, question, 10)).map((passage) => passage.url);
  expect((await urls("wholly new subject"))[0]).toBe(`${url}page-1`);
  expect(await urls("again page-3")).not.toContain(`${url}page-3`);
});

test("a page that has not changed costs its site no body", async () => {
  const url = publish("etag", 0);
  const body = page("Etag", text("Etag"));
  const statuses: number[] = [];
  pages["/etag/"] = (request, response) => {
    const status = request.headers["if-none-match"] === '"v1"' ? 304 : 200;
    statuses.push(status);
    response.writeHead(status, { "content-type": "text/html", etag: '"v1"' }).end(status === 200 ? body : undefined);
  };
  const { ctx, siteId } = await ownerOf(url);
  await read(ctx, siteId);
  const second = await read(ctx, siteId);
  expect(statuses).toEqual([200, 304]);
  expect(second).toMatchObject({ status: "completed", successful_pages: 1 });
  expect((await findPassages(ctx, "Etag", 1))[0]?.url).toBe(url);
});

test.each([
  ["forbids robots", () => forbidding.url, "robots.txt of 127.0.0.1"],
  ["cannot show its robots.txt", () => broken.url, "answers 503"],
  ["has no text", () => `${web.url}silent/`, "no text"],
  ["does not exist", () => `${web.url}nothing/`, "does not exist"],
])("a site that %s makes its job fail with a sentence", async (_, url, reason) => {
  pages["/silent/"] = "<html><body><div id=app></div><script>render()</script></body></html>";
  const { ctx, siteId } = await ownerOf(url());
  const job = await read(ctx, siteId);
  expect(job).toMatchObject({ status: "failed", successful_pages: 0, errorMessage: expect.stringContaining(reason) });
});

test("STORE-079 a busy site is asked again later, and slower from then on", async () => {
  const { ctx, siteId } = await ownerOf(busy.url);
  const job = await read(ctx, siteId);
  expect(job).toMatchObject({ status: "completed", total_pages: 2, successful_pages: 2 });
  expect(busy.hits).toEqual(["/robots.txt", "/", "/sitemap.xml", "/", "/sitemap.xml", "/second"]);
  const again = await read(ctx, siteId);
  expect(Date.parse(again.completedAt ?? "") - Date.parse(again.startedAt ?? "")).toBeGreaterThan(450);
});

test("STORE-037 every passage has its vector when a job is completed, those that had lost it too", async () => {
  const { ctx, siteId } = await ownerOf(publish("vectors", 4));
  const bare = () =>
    stack.sql(
      `select count(*)::int as count from public.website_content c left join public.page_embeddings e
     on e.passage_id = c.id and e.model = 'omniops-local-512' where c.customer_id = $1 and e.passage_id is null`,
      [ctx.customerId],
    );
  await read(ctx, siteId);
  expect(await bare()).toEqual([{ count: 0 }]);
  await stack.sql("update public.page_embeddings set model = 'an older one' where customer_id = $1", [ctx.customerId]);
  expect(await bare()).toEqual([{ count: 5 }]);
  await read(ctx, siteId);
  expect(await bare()).toEqual([{ count: 0 }]);
});

test("STORE-076 STORE-077 a job's state and results are in Redis for those who look often", async () => {
  const { ctx, siteId } = await ownerOf(publish("redis", 1));
  const { jobId } = await read(ctx, siteId);
  const redis = getRedisClient();
  await expect.poll(() => redis.get(`crawl:job:${jobId}`)).toMatchObject({ jobId, status: "completed" });
  await expect.poll(() => redis.llen(`crawl:results:${jobId}`)).toBe(2);
  expect(await redis.ttl(`crawl:job:${jobId}`)).toBeGreaterThan(3500);
  expect(await redis.ttl(`crawl:results:${jobId}`)).toBeGreaterThan(86_300);
});

test("a job that is paused stops, and goes on where it stopped", async () => {
  const { ctx, siteId } = await ownerOf(publish("pause", 20));
  const { jobId } = await readSite(ctx, siteId);
  await readJob(asSystem("test"), jobId, Date.now() + 50);
  await pauseScrapeJob(ctx, jobId);
  const paused = await getScrapeJob(ctx, jobId);
  await readJob(asSystem("test"), jobId, inAMinute());
  expect(await getScrapeJob(ctx, jobId)).toMatchObject({ status: "paused", total_pages: paused.total_pages });
  await resumeScrapeJob(ctx, jobId);
  await readJob(asSystem("test"), jobId, inAMinute());
  expect(await getScrapeJob(ctx, jobId)).toMatchObject({ status: "completed", total_pages: 21, successful_pages: 21 });
});

test("a cancelled job reads nothing more, and the site can be read anew", async () => {
  const { ctx, siteId } = await ownerOf(publish("cancel", 2));
  const { jobId } = await readSite(ctx, siteId);
  await expect(readSite(ctx, siteId)).rejects.toMatchObject({ status: 409, message: expect.stringContaining(jobId) });
  await cancelScrapeJob(ctx, jobId);
  await readJob(asSystem("test"), jobId, inAMinute());
  expect(await getScrapeJob(ctx, jobId)).toMatchObject({ status: "cancelled", total_pages: 0 });
  expect(await read(ctx, siteId)).toMatchObject({ status: "completed", total_pages: 3 });
});

test("what a killed worker held is read by the next one, and every page has exactly one result", async () => {
  const { ctx, siteId } = await ownerOf(publish("killed", 10));
  const system = asSystem("test");
  const { jobId } = await readSite(ctx, siteId);
  await readJob(system, jobId, Date.now() + 1).catch(() => {});
  const lost = await claimUrls(system, { jobId, workerId: randomUUID() }, 5); // Claimed, and never heard of again.
  expect(lost?.urls.length).toBeGreaterThan(0);
  expect((await claimUrls(system, { jobId, workerId: randomUUID() }, 50))?.urls.map(({ url }) => url)).not.toContain(
    lost?.urls[0]?.url,
  );
  await stack.sql("update public.scrape_job_urls set leased_until = now() - interval '1 second' where job_id = $1", [
    jobId,
  ]);
  await readJob(system, jobId, inAMinute());
  const job = await getScrapeJob(ctx, jobId);
  expect(job).toMatchObject({ status: "completed", total_pages: 11, successful_pages: 11 });
  const { results } = await listScrapeJobResults(ctx, { jobId, limit: 100 });
  expect(new Set(results.map(({ url }) => url)).size).toBe(11);
});

test("a URL on which workers die again and again is given up", async () => {
  const { ctx, siteId } = await ownerOf(publish("poison", 0));
  const system = asSystem("test");
  const { jobId } = await readSite(ctx, siteId);
  for (let attempt = 0; attempt < 20; attempt++) {
    await claimUrls(system, { jobId, workerId: randomUUID() }, 5);
    await stack.sql("update public.scrape_job_urls set leased_until = null where job_id = $1", [jobId]);
  }
  await readJob(system, jobId, inAMinute());
  const errorMessage = expect.stringContaining("could not be read in 20 attempts");
  expect(await getScrapeJob(ctx, jobId)).toMatchObject({ status: "failed", errorMessage });
});

test("workers share a job: no page is fetched twice", async () => {
  const { ctx, siteId } = await ownerOf(publish("shared", 30));
  const system = asSystem("test");
  const { jobId } = await readSite(ctx, siteId);
  await Promise.all([1, 2, 3].map(() => readJob(system, jobId, inAMinute())));
  expect(await getScrapeJob(ctx, jobId)).toMatchObject({ status: "completed", total_pages: 31, successful_pages: 31 });
  const fetched = web.hits.filter((path) => path.startsWith("/shared/"));
  expect(new Set(fetched).size).toBe(fetched.length);
});

test("the scheduler goes on with every open job, and reads anew what was read a day ago", async () => {
  const [one, two] = [await ownerOf(publish("due-1", 2)), await ownerOf(publish("due-2", 2))];
  const jobs = [await readSite(one.ctx, one.siteId), await readSite(two.ctx, two.siteId)];
  await continueReading(asSystem("test"));
  expect(await getScrapeJob(one.ctx, jobs[0]?.jobId ?? "")).toMatchObject({ status: "completed", total_pages: 3 });
  expect(await getScrapeJob(two.ctx, jobs[1]?.jobId ?? "")).toMatchObject({ status: "completed", total_pages: 3 });
  await stack.sql("update public.scrape_jobs set created_at = now() - interval '25 hours' where site_id = $1", [
    one.siteId,
  ]);
  expect(await refreshSites(asSystem("test"))).toEqual({ started: 1 });
  expect(await refreshSites(asSystem("test"))).toEqual({ started: 0 });
  await continueReading(asSystem("test"));
});

test("a job that is asked for while another is being read begins at once", async () => {
  const slow = await ownerOf(publish("slow", 0));
  const isAsked = Promise.withResolvers<void>();
  const mayAnswer = Promise.withResolvers<void>();
  pages["/slow/"] = async (_request, response) => {
    isAsked.resolve();
    await mayAnswer.promise;
    response.end(page("Slow", text("Slow")));
  };
  const quick = await ownerOf(publish("quick", 1));
  await readSite(slow.ctx, slow.siteId);
  const first = continueReading(asSystem("test"));
  await isAsked.promise;
  const { jobId } = await readSite(quick.ctx, quick.siteId);
  await continueReading(asSystem("test"));
  expect(await getScrapeJob(quick.ctx, jobId)).toMatchObject({ status: "completed" });
  mayAnswer.resolve();
  await first;
});

test("nobody finds or sees what another customer read, in any role", async () => {
  const secret = await ownerOf(publish("secret", 1));
  const job = await read(secret.ctx, secret.siteId);
  const nosy = await ownerOf(publish("nosy", 1));
  await read(nosy.ctx, nosy.siteId);
  const { customerId } = nosy.ctx;
  const callers: Ctx[] = [
    nosy.ctx,
    {
      db: actorDb({ role: "api_key", customer_id: customerId, key_id: crypto.randomUUID() }),
      customerId,
      actor: { type: "api_key", keyId: crypto.randomUUID(), scopes: ["read"] },
    },
    {
      db: actorDb({
        role: "visitor",
        customer_id: customerId,
        site_id: nosy.siteId,
        session_id: crypto.randomUUID(),
      }),
      customerId,
      actor: { type: "visitor", sessionId: crypto.randomUUID(), siteId: nosy.siteId },
    },
  ];
  for (const caller of callers) {
    const own = await findPassages(caller, "secret page-1", 50);
    expect(own.map(({ url }) => url)).toEqual(expect.arrayContaining([`${web.url}nosy/`]));
    expect(own.filter(({ url }) => url.includes("secret"))).toEqual([]);
    const forged = { ...caller, customerId: secret.ctx.customerId };
    expect(await findPassages(forged, "secret page-1", 50)).toEqual([]);
    await expect(listPages(forged, { siteId: secret.siteId, limit: 10 })).rejects.toThrow();
    await expect(getScrapeJob(forged, job.jobId)).rejects.toThrow();
  }
});
