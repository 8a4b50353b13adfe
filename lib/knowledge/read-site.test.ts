import { afterAll, beforeAll, expect, test } from "vitest";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { asSystem } from "@/lib/platform/jobs/system";
import { type LocalAnswer, type LocalSite, startLocalSite } from "@/scripts/stack/local-site";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { readJob } from "./read-site";
import { findPassages } from "./search";
import { getScrapeJob, readSite } from "./service";

let stack: TestStack;
let web: LocalSite;
let forbidding: LocalSite;
let broken: LocalSite;
/** What the web answers; each test has a folder of its own. */
const pages: Record<string, LocalAnswer> = {};

beforeAll(async () => {
  web = await startLocalSite((path) => pages[path]);
  forbidding = await startLocalSite({
    "/robots.txt": { headers: { "content-type": "text/plain" }, body: "User-agent: OmniopsBot\nDisallow: /" },
    "/": page("Secret", text("Nothing")),
  });
  broken = await startLocalSite({ "/robots.txt": { status: 503 }, "/": page("Behind", text("Something")) });
  stack = await startTestStack({
    CRAWLER_ALLOWED_HOSTS: [web, forbidding, broken].map(({ host }) => host).join(","),
  });
});
afterAll(async () => {
  await Promise.all([web, forbidding, broken].map((site) => site.close()));
  await stack.close();
});

const text = (topic: string) => `<p>${`${topic} is what this page is about. `.repeat(4)}</p>`;

function page(title: string, body: string, head = ""): string {
  const nav = '<nav><a href="./">Home</a></nav>';
  return `<html lang="en"><head><title>${title}</title>${head}</head><body>${nav}<main><h1>${title}</h1>${body}</main></body></html>`;
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
