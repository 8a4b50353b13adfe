import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "@upstash/redis";
import { Redis as Direct } from "ioredis";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { connectRedis } from "@/lib/platform/redis/redis";
import { redisStore } from "@/scripts/stack/environment";
import type { Check } from "./conformance/check";
import { hashes, lists, sets } from "./conformance/collections";
import { keys } from "./conformance/keys";
import { rateLimits } from "./conformance/rate-limits";
import { isInstalled, startRedisServer } from "./conformance/redis-server";
import { scripts } from "./conformance/scripts";
import { sortedSets } from "./conformance/sorted-sets";
import { strings } from "./conformance/strings";
import { transport } from "./conformance/transport";
import { startRedis } from "./server";

const subjects: Record<string, Check[]> = {
  strings,
  keys,
  hashes,
  lists,
  sets,
  sortedSets,
  scripts,
  transport,
  rateLimits,
};

describe("the store in the process", () => {
  conforms(async () => startRedis({ port: 0, token: "secret" }));

  test.each(["XADD", "PFADD", "GEOADD", "SETBIT", "JSON.SET"])("%s is refused as unknown", async (name) => {
    const server = await startRedis({ port: 0, token: "secret" });
    const redis = new Redis({ url: server.url, token: "secret" });
    await expect(redis.exec([name, "k", "1", "2", "3"])).rejects.toThrow("ERR unknown command");
    await server.close();
  });
});

describe.skipIf(!isInstalled)(`a real Redis${isInstalled ? "" : " (no redis-server is installed here)"}`, () => {
  let real: Awaited<ReturnType<typeof startRedisServer>>;

  conforms(async () => {
    real = await startRedisServer();
    return startRedis({ port: 0, token: "secret", redisUrl: real.url });
  });

  afterAll(() => real.stop());

  test("while it is away the answer is 503, and it is used again as soon as it is back", async () => {
    const behind = await startRedisServer();
    const server = await startRedis({ port: 0, token: "secret", redisUrl: behind.url });
    const post = async (path: string, body: unknown) => {
      const headers = { authorization: "Bearer secret" };
      return (await fetch(server.url + path, { method: "POST", headers, body: JSON.stringify(body) })).status;
    };
    const all = () =>
      Promise.all([post("/", ["PING"]), post("/pipeline", [["PING"]]), post("/multi-exec", [["PING"]])]);
    expect(await all()).toEqual([200, 200, 200]);
    await behind.stop();
    expect(await all()).toEqual([503, 503, 503]);
    const back = await startRedisServer(behind.port);
    await vi.waitFor(async () => expect(await all()).toEqual([200, 200, 200]), 5000);
    await server.close();
    await back.stop();
  });

  test("SESS-004 SESS-151 with REDIS_URL the stack keeps sessions in that Redis, and without it in a file of its own", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "redis-"));
    vi.stubEnv("REDIS_URL", "");
    expect(redisStore(dataDir)).toEqual({ file: join(dataDir, "redis.json") });
    const behind = await startRedisServer();
    vi.stubEnv("REDIS_URL", behind.url);
    const server = await startRedis({ port: 0, token: "secret", ...redisStore(dataDir) });
    vi.unstubAllEnvs();
    const { withFallback } = connectRedis({ url: server.url, token: "secret" });
    await withFallback.set("session:1", { language: "es" }, { ex: 60 });
    const direct = new Direct(behind.url);
    expect(await direct.get("session:1")).toBe('{"language":"es"}');
    expect(await direct.ttl("session:1")).toBeGreaterThan(0);
    direct.disconnect();
    await server.close();
    await behind.stop();
  });

  test("the stack doesn't start when it isn't there", async () => {
    await expect(startRedis({ port: 0, token: "secret", redisUrl: "redis://127.0.0.1:9" })).rejects.toThrow(
      "No Redis answers at 127.0.0.1:9",
    );
  });
});

function conforms(start: () => ReturnType<typeof startRedis>) {
  let server: Awaited<ReturnType<typeof startRedis>>;
  let redis: Redis;

  beforeAll(async () => {
    server = await start();
    redis = new Redis({ url: server.url, token: "secret", retry: { retries: 1, backoff: () => 20 } });
  });

  afterAll(() => server.close());

  for (const [subject, checks] of Object.entries(subjects)) {
    describe.concurrent(subject, () => {
      test.each(checks)("%s", async (title, run, expected) => {
        const key = `${subject}:${title}:`.replace(/[[\]*?\\^]/g, "");
        expect(await run(redis, key, { url: server.url, token: "secret" })).toEqual(expected);
      });
    });
  }
}
