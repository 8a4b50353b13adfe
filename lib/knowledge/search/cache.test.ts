import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deleteSite } from "@/lib/knowledge/service";
import type { Ctx } from "@/lib/platform/context";
import { embed } from "@/lib/platform/llm/embeddings";
import { cache } from "@/lib/platform/redis/cache";
import { getRedisClient } from "@/lib/platform/redis/redis";
import { startGateways } from "@/scripts/stack/chat-testing";
import { failsWith } from "@/scripts/stack/gateway";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { knowledgeTag } from "./cache";
import { findPassages } from "./find-passages";
import { newReader } from "./reader.fixture";

let stack: TestStack;
let gateways: Awaited<ReturnType<typeof startGateways>>;
let model: (typeof gateways)["model"];
let embedded = 0;

beforeAll(async () => {
  stack = await startTestStack();
  gateways = await startGateways(stack);
  model = gateways.model;
  await embed(["The model is awake."]); // Nobody waits for its start.
  await findPassages((await newReader(stack)).ctx, "Are all services awake?", 1);
});
beforeEach(() => {
  embedded = 0;
  model.during(() => {
    embedded++;
    return false;
  });
});
afterAll(() => Promise.all([stack.close(), gateways.close()]));

const texts = async (ctx: Ctx, question: string, limit = 10, filters = {}) =>
  (await findPassages(ctx, question, limit, filters)).map(({ text }) => text);

test("STORE-073 STORE-160 a question is looked up once, however its letters and spaces are written", async () => {
  const { ctx, put } = await newReader(stack);
  await put("hours", "We are open from nine to five.");
  const first = await findPassages(ctx, "When are you open?", 10);
  expect(await findPassages(ctx, " when are  you OPEN? ", 10)).toEqual(first);
  expect(embedded).toBe(1);
  const [key] = await keysOf(ctx.customerId);
  expect(await getRedisClient().ttl(String(key))).toBeGreaterThan(3500);
});

test("STORE-073 another filter, another limit and another business are other searches", async () => {
  const { ctx, put } = await newReader(stack);
  const other = await newReader(stack);
  await put("hours", "We are open from nine to five.");
  await put("kitchen", "The kitchen is open until nine.");
  await other.put("hours", "We are never open.");
  expect(await texts(ctx, "open", 10)).toHaveLength(2);
  expect(await texts(ctx, "open", 1)).toHaveLength(1);
  expect(await texts(ctx, "open", 10, { path: "/kitchen" })).toEqual(["The kitchen is open until nine."]);
  expect(await texts(other.ctx, "open", 10)).toEqual(["We are never open."]);
});

test("STORE-073 a changed page and a removed site drop what was found", async () => {
  const { ctx, siteId, put } = await newReader(stack);
  await put("hours", "We are open from nine to five.");
  expect(await texts(ctx, "open")).toEqual(["We are open from nine to five."]);
  await put("hours", "We are open from ten to six.");
  await cache.forget(knowledgeTag(ctx.customerId));
  expect(await texts(ctx, "open")).toEqual(["We are open from ten to six."]);
  await deleteSite(ctx, siteId);
  expect(await texts(ctx, "open")).toEqual([]);
});

test("STORE-073 that nothing was found is never kept", async () => {
  const { ctx, put } = await newReader(stack);
  expect(await texts(ctx, "open")).toEqual([]);
  await put("hours", "We are open from nine to five.");
  expect(await texts(ctx, "open")).toEqual(["We are open from nine to five."]);
});

test("STORE-073 what was found while the model was away is looked up again when it is back", async () => {
  const { ctx, put } = await newReader(stack);
  await put("hours", "We are open from nine to five.");
  model.during(failsWith(503));
  expect(await texts(ctx, "When are you open?")).toEqual(["We are open from nine to five."]);
  expect(await keysOf(ctx.customerId)).toEqual([]);
  model.during(() => {
    embedded++;
    return false;
  });
  expect(await texts(ctx, "When are you open?")).toEqual(["We are open from nine to five."]);
  expect(embedded).toBe(1);
});

const keysOf = (customerId: string) => getRedisClient().keys(`search:${customerId}:*`);
