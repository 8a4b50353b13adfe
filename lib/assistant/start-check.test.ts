import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { register } from "@/instrumentation";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { isRedisAvailable } from "@/lib/platform/redis/redis";
import { startGateways } from "@/scripts/stack/chat-testing";
import { dies, failsWith } from "@/scripts/stack/gateway";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { checkStores } from "./start-check";

let stack: TestStack;
let gateways: Awaited<ReturnType<typeof startGateways>>;
let lines: string[];

beforeAll(async () => {
  stack = await startTestStack();
  gateways = await startGateways(stack);
});
beforeEach(() => {
  lines = [];
  for (const level of ["info", "error"] as const) {
    vi.spyOn(log(), level).mockImplementation((...words: unknown[]) => {
      lines.push(`${level}: ${words.at(-1)}`);
    });
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  gateways.open();
  await expect.poll(isRedisAvailable, { timeout: 10_000 }).toBe(true);
});
afterAll(async () => {
  await gateways.close();
  await stack.close();
});

test("SESS-150 SESS-152 at the start each store is asked once, and a line says that it answers", async () => {
  vi.stubEnv("NEXT_RUNTIME", "nodejs");
  register();
  await expect
    .poll(() => lines.toSorted(), { timeout: 30_000 })
    .toEqual(["info: Redis answers", "info: Supabase answers"]);
  vi.unstubAllEnvs();
});

test("SESS-138 SESS-150 SESS-153 a store that can't be reached is logged with what to do, and the start goes on", async () => {
  gateways.database.during(dies);
  gateways.redis.during(dies);
  await checkStores();
  expect(lines.toSorted()).toEqual([
    "error: Redis doesn't answer: check UPSTASH_REDIS_REST_URL. Sessions and limits are kept in this process until it does",
    "error: Supabase doesn't answer: check SUPABASE_URL, and that the project is not paused. Visitors' messages wait in their browsers",
  ]);
});

test("SESS-150 the start waits for no store", async () => {
  let asked = 0;
  gateways.database.during(() => Boolean(++asked));
  vi.stubEnv("NEXT_RUNTIME", "nodejs");
  expect(register()).toBeUndefined();
  await expect.poll(() => asked, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(lines).not.toContain("info: Supabase answers");
  vi.unstubAllEnvs();
  gateways.database.during(failsWith(500));
});

test.each([
  ["SUPABASE_ANON_KEY", "find_site"],
  ["SUPABASE_SERVICE_ROLE_KEY", "customers"],
  ["SUPABASE_JWT_SECRET", "conversations"],
])("SESS-152 a refused %s is named", async (variable, asked) => {
  gateways.database.during((request, response) => {
    return request.url?.includes(asked) === true && failsWith(401)(request, response);
  });
  await checkStores();
  expect(lines).toContain(`error: Supabase refuses ${variable}: copy it again from the project's settings`);
});

test("SESS-152 a wrong secret for tokens is found before a visitor finds it", async () => {
  const right = env().SUPABASE_JWT_SECRET;
  env().SUPABASE_JWT_SECRET = "x".repeat(40);
  await checkStores();
  env().SUPABASE_JWT_SECRET = right;
  expect(lines).toContain("error: Supabase refuses SUPABASE_JWT_SECRET: copy it again from the project's settings");
});

test("SESS-153 a refused token of Redis is named", async () => {
  gateways.redis.during((_, response) => {
    const body = '{"error":"WRONGPASS invalid or missing auth token"}';
    response.writeHead(401, { "content-type": "application/json" }).end(body);
    return true;
  });
  await checkStores();
  expect(lines).toContain("error: Redis refuses UPSTASH_REDIS_REST_TOKEN: copy it again from the database's page");
});

test("SESS-152 a database without the product's tables is told how to get them", async () => {
  await stack.sql("alter table customers rename to customers_away");
  await checkStores();
  expect(lines).toContain("error: Supabase lacks the product's tables: run `supabase db push`");
});
