import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { getRedisClientWithFallback } from "@/lib/platform/redis/redis";
import { testEnvironment } from "@/lib/platform/test-environment";
import { type LocalAnswer, type LocalSite, startLocalSite } from "@/scripts/stack/local-site";
import { startRedis } from "@/scripts/stack/redis/server";
import { readRobots } from "./robots";

let redis: Awaited<ReturnType<typeof startRedis>>;
let web: LocalSite;
let next: LocalSite;
let answer: LocalAnswer;

const text = (body: string): LocalAnswer => ({ headers: { "content-type": "text/plain" }, body });
const forbids = (path: string) => text(`User-agent: *\nDisallow: ${path}\n`);
const redirect = (location: string): LocalAnswer => ({ status: 301, headers: { location } });

beforeAll(async () => {
  web = await startLocalSite((path) => {
    const hop = Number(/^\/hop(\d)$/.exec(path)?.[1]);
    if (path === "/robots.txt") return answer;
    return hop < 6 ? redirect(`/hop${hop + 1}`) : forbids("/far");
  });
  next = await startLocalSite({ "/elsewhere.txt": forbids("/moved") });
  redis = await startRedis({ port: 0, token: "secret" });
  const settings = {
    ...testEnvironment,
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: "secret",
    CRAWLER_ALLOWED_HOSTS: [web, next].map(({ host }) => host).join(","),
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});
beforeEach(() => getRedisClientWithFallback().flushall());
afterAll(() => Promise.all([web, next, redis].map((server) => server.close())));

const allows = async (path: string, options = {}) => (await readRobots(web.url, options)).allows(`${web.url}${path}`);
const hits = () => web.hits.filter((path) => path === "/robots.txt").length;

test.each([200, 301, 304, 400, 401, 403, 404, 410, 418])(
  "an empty answer with status %i allows all",
  async (status) => {
    answer = { status };
    expect(await allows("x")).toBe(true);
  },
);

test.each([429, 500, 503, 599])("RFC 9309 2.3.1.4 status %i forbids all, for now", async (status) => {
  answer = { status };
  await expect(readRobots(web.url)).rejects.toThrow(`answers ${status}). Until it can, nothing of the site is read`);
});

test("a server that breaks off forbids all, and so does one that leads to a private address", async () => {
  answer = (request) => void request.socket.destroy();
  await expect(readRobots(web.url)).rejects.toThrow("closed the connection");
  answer = redirect("http://169.254.169.254/robots.txt");
  await expect(readRobots(web.url)).rejects.toThrow("not on the public internet");
});

test("RFC 9309 2.3.1.2 redirects are followed, to other hosts too, and count for the host that was asked", async () => {
  answer = redirect(`${next.url}elsewhere.txt`);
  expect([await allows("moved"), await allows("far")]).toEqual([false, true]);
  answer = redirect("/hop2"); // Five hops with the one from robots.txt.
  expect(await allows("far", { isNew: true })).toBe(false);
});

test("a file behind more than five redirects, or behind itself, counts as missing", async () => {
  answer = redirect("/hop0");
  expect(await allows("far")).toBe(true);
  answer = redirect("/robots.txt");
  expect(await allows("far", { isNew: true })).toBe(true);
});

test("RFC 9309 2.5 what comes after 500 KiB doesn't count, nor does the rule that is cut there", async () => {
  const padding = "#".repeat(512_000 - 60);
  answer = text(`User-agent: *\nDisallow: /early\n${padding}\nDisallow: /${"x".repeat(100)}\nDisallow: /late\n`);
  expect([await allows("early"), await allows("xx"), await allows("late")]).toEqual([false, true, true]);
});

test("RFC 9309 2.4 a copy is taken for the file for a while, unless it has to be new", async () => {
  answer = forbids("/a");
  const before = hits();
  expect([await allows("a"), await allows("b")]).toEqual([false, true]);
  expect(hits() - before).toBe(1);
  answer = forbids("/b");
  expect([await allows("a", { isNew: true }), await allows("b")]).toEqual([true, false]);
  expect(hits() - before).toBe(2);
});

test("a site that showed its robots.txt within a day is read by that copy while it can't", async () => {
  answer = forbids("/a");
  await allows("a");
  answer = { status: 503 };
  expect([await allows("a", { isNew: true }), await allows("b", { isNew: true })]).toEqual([false, true]);
  const life = await getRedisClientWithFallback().ttl(`robots:${new URL(web.url).origin}`);
  expect(life).toBeGreaterThan(86_000);
  expect(life).toBeLessThanOrEqual(86_400);
});
