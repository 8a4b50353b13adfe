import { afterAll, beforeAll, expect, test } from "vitest";
import { connectRedis, isRedisAvailable } from "@/lib/platform/redis/redis";
import { Browser, newReadSite, startGateways } from "@/scripts/stack/chat-testing";
import { dies } from "@/scripts/stack/gateway";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";

let stack: TestStack;
let gateways: Awaited<ReturnType<typeof startGateways>>;

beforeAll(async () => {
  stack = await startTestStack();
  gateways = await startGateways(stack);
});
afterAll(async () => {
  await gateways.close();
  await stack.close();
});

/** What another process finds in Redis. */
const elsewhere = () => connectRedis({ url: stack.redis.url, token: stack.keys.redisToken }).redisOnly;

test("SESS-026 SESS-151 SYNC-009 SYNC-062 STORE-082 a session that began while Redis was away goes on in every process when it is back", async () => {
  const { site } = await newReadSite(stack);
  const browser = new Browser(site);
  gateways.redis.during(dies);
  for (let i = 0; i < 3; i++) expect(await isRedisAvailable()).toBe(false);
  const { body: started } = await browser.start();
  const { body: said } = await browser.send("¿Cuándo está abierto el restaurante los martes?");
  const key = `session:${started.session.id}`;
  expect(await elsewhere().get(key)).toBeNull();

  gateways.open();
  await expect
    .poll(() => elsewhere().get(key), { timeout: 10_000 })
    .toMatchObject({
      id: started.session.id,
      createdAt: started.session.createdAt,
      metadata: { conversationId: said.conversationId, language: "es" },
    });
  expect(await elsewhere().ttl(key)).toBeGreaterThan(86_000);
  const { body: next } = await browser.send("Hello, and on Monday?", { conversationId: said.conversationId });
  expect(next).toMatchObject({ language: "es", conversationId: said.conversationId });
});
