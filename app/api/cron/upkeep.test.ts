import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { startGateways } from "@/scripts/stack/chat-testing";
import { readCrons } from "@/scripts/stack/cron";
import { dies } from "@/scripts/stack/gateway";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { GET } from "./upkeep/route";

let stack: TestStack;
let gateways: Awaited<ReturnType<typeof startGateways>>;

beforeAll(async () => {
  stack = await startTestStack();
  gateways = await startGateways(stack);
});
afterEach(() => {
  gateways.open();
  vi.restoreAllMocks();
});
afterAll(async () => {
  await gateways.close();
  await stack.close();
});

const call = async () => {
  const headers = { authorization: `Bearer ${stack.keys.cronSecret}` };
  const response = await GET(new Request("http://127.0.0.1/api/cron/upkeep", { headers }));
  return { status: response.status, body: await response.json() };
};

const alarms = () => {
  const error = vi.spyOn(log(), "error");
  return () => error.mock.calls.map(([line]) => (line as unknown as { alert?: string }).alert);
};

test("SYNC-054 SYNC-059 STORE-170 how full the stores are is looked at every hour, and while there is room nobody is woken", async () => {
  expect(readCrons().find(({ path }) => path === "/api/cron/upkeep")?.schedule).toMatch(/^\d+ \* \* \* \*$/);
  const raised = alarms();
  const use = { used: expect.any(Number), limit: expect.any(Number) };
  const body = { redis_memory: use, database_size: use, database_connections: use };
  await expect.poll(call, { timeout: 10_000 }).toEqual({ status: 200, body });
  expect(raised()).toEqual([]);
});

test("STORE-173 a database that fills more than 80 % of its plan raises an alarm", async () => {
  const raised = alarms();
  const plan = env().DATABASE_SIZE_MB;
  env().DATABASE_SIZE_MB = 1;
  const { body } = await call();
  env().DATABASE_SIZE_MB = plan;
  expect(body.database_size.used).toBeGreaterThan(body.database_size.limit * 0.8);
  expect(raised()).toEqual(["database_size"]);
});

test("STORE-174 a Redis that uses more than 80 % of its memory raises an alarm", async () => {
  const raised = alarms();
  const memory = "# Memory\r\nused_memory:81\r\nmaxmemory:100\r\nmaxmemory_policy:volatile-lru\r\n";
  const says: Record<string, string> = { INFO: memory, PING: btoa("PONG"), SET: "OK" };
  gateways.redis.during((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const asked: unknown = JSON.parse(body);
      const reply = ([name = ""]: string[]) => ({ result: says[name.toUpperCase()] ?? 1 });
      const replies = request.url === "/pipeline" ? (asked as string[][]).map(reply) : reply(asked as string[]);
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(replies));
    });
    return true;
  });
  await expect
    .poll(async () => (await call()).body.redis_memory, { timeout: 10_000 })
    .toEqual({ used: 81, limit: 100 });
  expect(raised()).toEqual(["redis_memory"]);
});

test("STORE-175 a pool of connections that is nearly used up raises an alarm", async () => {
  const raised = alarms();
  gateways.database.during((request, response) => {
    if (!request.url?.endsWith("/rpc/database_load")) return false;
    const load = [{ bytes: 1, connections: 49, max_connections: 60 }];
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(load));
    return true;
  });
  expect((await call()).body.database_connections).toEqual({ used: 49, limit: 60 });
  expect(raised()).toEqual(["database_connections"]);
});

test("a store that is away is told as unknown, and the others are looked at all the same", async () => {
  gateways.redis.during(dies);
  expect((await call()).body).toMatchObject({ redis_memory: null, database_size: { used: expect.any(Number) } });
});
