import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, copyFile, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRedis } from "./server";

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "journal-"));
});

afterAll(() => rm(directory, { recursive: true }));

async function open(file: string) {
  const server = await startRedis({ port: 0, token: "t", file: join(directory, file) });
  return { redis: new Redis({ url: server.url, token: "t" }), close: server.close };
}

test("everything is there after a restart, with its deadline", async () => {
  const first = await open("restart.json");
  await first.redis.set("text", "héllo", { ex: 100 });
  await first.redis.set("brief", 1, { px: 50 });
  await first.redis.hset("hash", { a: 1, b: { c: 2 } });
  await first.redis.rpush("list", "x", "y");
  await first.redis.sadd("set", "m");
  await first.redis.zadd("zset", { score: 1.5, member: "m" });
  const sha = await first.redis.scriptLoad("return ARGV[1]");
  await first.close();
  await sleep(60);

  const { redis, close } = await open("restart.json");
  expect(await redis.mget("text", "brief")).toEqual(["héllo", null]);
  expect(await redis.ttl("text")).toBeGreaterThan(97);
  expect(await redis.hgetall("hash")).toEqual({ a: 1, b: { c: 2 } });
  expect(await redis.lrange("list", 0, -1)).toEqual(["x", "y"]);
  expect(await redis.smembers("set")).toEqual(["m"]);
  expect(await redis.zrange("zset", 0, -1, { withScores: true })).toEqual(["m", 1.5]);
  expect(await redis.evalsha(sha, [], ["z"])).toBe("z");
  await close();
});

test("a killed process loses nothing that it had answered", async () => {
  const file = join(directory, "kill.json");
  const source = `
    import { startRedis } from "${join(import.meta.dirname, "server.ts")}";
    const { url } = await startRedis({ port: 0, token: "t", file: ${JSON.stringify(file)} });
    console.log(url);
  `;
  const args = ["--import", "tsx", "--conditions=react-server", "--input-type=module", "--eval", source];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const redis = new Redis({ url: line.toString().trim(), token: "t" });
  const limiter = new Ratelimit({ redis, limiter: Ratelimit.slidingWindow(5, "1 d"), ephemeralCache: false });
  await redis.set("before", 1, { ex: 100 });
  await redis.sadd("set", "m0", ...Array.from({ length: 50 }, (_, i) => `m${i + 1}`));
  const popped = await redis.spop("set");
  await limiter.limit("a");
  await Promise.all(Array.from({ length: 200 }, () => redis.incr("counter")));
  child.kill("SIGKILL");
  await once(child, "exit");
  await appendFile(file, '{"at":17000'); // As if it had been killed in the middle of a line.

  const next = await open("kill.json");
  expect(await next.redis.get("counter")).toBe(200);
  expect(await next.redis.ttl("before")).toBeGreaterThan(90);
  expect(await next.redis.sismember("set", popped as string)).toBe(0);
  expect(await next.redis.scard("set")).toBe(50);
  const again = new Ratelimit({ redis: next.redis, limiter: Ratelimit.slidingWindow(5, "1 d"), ephemeralCache: false });
  expect((await again.getRemaining("a")).remaining).toBe(4);
  await next.close();
});

test("a command runs again under its own time, so what has expired meanwhile stays so", async () => {
  const { redis, close } = await open("running.json");
  await redis.set("k", "v", { px: 100 });
  await redis.incr("k2");
  await redis.pexpire("k2", 100);
  await redis.set("k3", "v", { ex: 100 });
  await copyFile(join(directory, "running.json"), join(directory, "killed.json"));
  await close();
  await sleep(1100);
  const next = await open("killed.json");
  expect(await next.redis.exists("k", "k2")).toBe(0);
  expect(await next.redis.pttl("k3")).toBeLessThan(99_000);
  await next.close();
});

test("the file is rewritten before its commands outgrow its keys by far", async () => {
  const { redis, close } = await open("large.json");
  const value = "x".repeat(1_000_000);
  for (let i = 0; i < 40; i++) await redis.set("k", value);
  expect((await stat(join(directory, "large.json"))).size).toBeLessThan(20_000_000);
  await close();
  expect((await stat(join(directory, "large.json"))).size).toBeLessThan(1_001_000);
});

test("only its owner may read the file", async () => {
  const { close } = await open("mode.json");
  await close();
  expect((await stat(join(directory, "mode.json"))).mode & 0o777).toBe(0o600);
});

test("reading writes nothing to the file", async () => {
  const { redis, close } = await open("reads.json");
  await redis.set("k", "v");
  const before = await readFile(join(directory, "reads.json"), "utf8");
  await redis.get("k");
  await redis.mget("k", "none");
  expect(await readFile(join(directory, "reads.json"), "utf8")).toBe(before);
  await close();
});
