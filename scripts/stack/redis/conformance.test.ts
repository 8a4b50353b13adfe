import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Check } from "./conformance/check";
import { hashes, lists, sets } from "./conformance/collections";
import { keys } from "./conformance/keys";
import { rateLimits } from "./conformance/rate-limits";
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

const isInstalled = spawnSync("redis-server", ["--version"]).status === 0;

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
  let child: ChildProcess;

  conforms(async () => {
    const port = await freePort();
    child = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
    await vi.waitFor(() => isListening(port), 5000);
    return startRedis({ port: 0, token: "secret", redisUrl: `redis://127.0.0.1:${port}` });
  });

  afterAll(() => child.kill());
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

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address ? address.port : 0;
}

async function isListening(port: number): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.destroy();
}
