import type { ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { queryTerms } from "@/lib/knowledge/words/tokenize";
import type { Ctx } from "@/lib/platform/context";
import { asSystem } from "@/lib/platform/jobs/system";
import { embed } from "@/lib/platform/llm/embeddings";
import { log } from "@/lib/platform/log";
import { startGateways } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { findPassages } from "./find-passages";
import { newReader, type Reader } from "./reader.fixture";
import { checkVectors, getKnowledgeHealth, keepSearchable } from "./upkeep";

const OLD = "topics-512";
const NEW = "omniops-local-512";

let stack: TestStack;
let gateways: Awaited<ReturnType<typeof startGateways>>;
let model: (typeof gateways)["model"];
let asked: string[] = [];
let hasOld = true;

beforeAll(async () => {
  stack = await startTestStack();
  gateways = await startGateways(stack);
  model = gateways.model;
  await embed(["The model is awake."]); // Nobody waits for its start.
});
beforeEach(() => {
  asked = [];
  hasOld = true;
  // The old model knows two topics: dogs, and everything else. The new one is the stack's own.
  model.during((request, response) => {
    void json(request).then((body) => answer(body as Asked, response));
    return true;
  });
});
afterAll(() => Promise.all([stack.close(), gateways.close()]));

type Asked = { model: string; input: string[] };

async function answer(body: Asked, response: ServerResponse): Promise<void> {
  asked.push(body.model);
  const said = body.model === OLD ? byOldModel(body.input) : await byNewModel(body);
  response.writeHead(said.status, { "content-type": "application/json" }).end(said.text);
}

function byOldModel(input: string[]) {
  if (!hasOld) return { status: 404, text: '{"error":{"message":"This model is gone"}}' };
  const data = input.map((text, index) => ({ object: "embedding", index, embedding: encode(topicOf(text)) }));
  return { status: 200, text: JSON.stringify({ object: "list", data }) };
}

async function byNewModel(body: Asked) {
  const headers = { authorization: `Bearer ${stack.keys.openaiKey}`, "content-type": "application/json" };
  const request = { method: "POST", headers, body: JSON.stringify(body) };
  const answered = await fetch(`${stack.model.url}/embeddings`, request);
  return { status: answered.status, text: await answered.text() };
}

const topicOf = (text: string) => (/dog|puppy/i.test(text) ? 0 : 1);
const encode = (topic: number) =>
  Buffer.from(Float32Array.from({ length: 512 }, (_, i) => (i === topic ? 1 : 0)).buffer).toString("base64");

const system = () => asSystem("upkeep");

/** Three pages that the old model gave their vectors. */
async function oldReader(): Promise<Reader> {
  const reader = await newReader(stack);
  await reader.put("dogs", "Dogs are welcome on the terrace.");
  await reader.put("hours", "We are open from nine to five.");
  await reader.put("garden", "The garden has roses and a pond.");
  for (const { id } of await passagesOf(reader.ctx)) await giveVector(reader.ctx, id, OLD);
  return reader;
}

const passagesOf = (ctx: Ctx) =>
  stack.sql("select id, content from public.website_content where customer_id = $1 order by id", [ctx.customerId]);

async function giveVector(ctx: Ctx, id: unknown, by: string) {
  const [passage] = await stack.sql("select content from public.website_content where id = $1", [id]);
  const { vectors } = await embed([String(passage?.content)], { model: by });
  const rows = { p_customer: ctx.customerId, p_model: by, p_ids: [Number(id)], p_vectors: vectors };
  await stack.serviceDb.rpc("put_embeddings", rows).throwOnError();
}

async function modelsOf({ customerId }: Ctx) {
  const rows = await stack.sql(
    `select model, count(*)::int as count from public.page_embeddings where customer_id = $1 group by 1 order by 1`,
    [customerId],
  );
  return Object.fromEntries(rows.map(({ model: name, count }) => [name, count]));
}

const best = async (ctx: Ctx, question: string) => (await findPassages(ctx, question, 10))[0]?.title;

test("while a new model makes its vectors, searches go on with the old one's, which are never mixed", async () => {
  const { ctx } = await oldReader();
  expect(await best(ctx, "puppy")).toBe("dogs"); // No word of it is on the page: only the old model knows.
  const passages = await passagesOf(ctx);
  await giveVector(ctx, passages[1]?.id, NEW);
  expect(await modelsOf(ctx)).toEqual({ [OLD]: 3, [NEW]: 1 });
  asked = [];
  expect(await best(ctx, "Puppy!")).toBe("dogs");
  expect(asked).toEqual([OLD]);
  expect(await getKnowledgeHealth(ctx)).toMatchObject({ embeddingModel: OLD, nextEmbeddingModel: NEW });
});

test("the new model takes over when every passage has its vector, and the old vectors go", async () => {
  const { ctx } = await oldReader();
  const change = { p_customer: ctx.customerId, p_model: NEW };
  expect((await stack.serviceDb.rpc("switch_embedding_model", change).throwOnError()).data).toBe(false);
  expect(await modelsOf(ctx)).toEqual({ [OLD]: 3 });
  expect((await keepSearchable(system())).switched).toBeGreaterThan(0);
  expect(await modelsOf(ctx)).toEqual({ [NEW]: 3 });
  asked = [];
  expect(await best(ctx, "When are you open?")).toBe("hours");
  expect(asked).toEqual([NEW]);
  expect(await getKnowledgeHealth(ctx)).toMatchObject({ embeddingModel: NEW, nextEmbeddingModel: null });
});

test("what was found by the old model is looked up again after the change", async () => {
  const { ctx } = await oldReader();
  await findPassages(ctx, "Where are dogs welcome?", 10);
  await keepSearchable(system());
  asked = [];
  await findPassages(ctx, "Where are dogs welcome?", 10);
  expect(asked).toEqual([NEW]);
});

test("when the old model is gone before the new one is ready, words alone find", async () => {
  const { ctx } = await oldReader();
  hasOld = false;
  expect(await best(ctx, "dogs on the terrace")).toBe("dogs");
  expect(await best(ctx, "puppy")).toBeUndefined();
});

test("STORE-141 passages that have waited for vectors too long raise an alarm that is logged, and get them", async () => {
  const { ctx, put } = await newReader(stack);
  await put("hours", "We are open from nine to five.", "The kitchen closes at nine.");
  expect(await getKnowledgeHealth(ctx)).toEqual({
    pages: 1,
    passages: 2,
    pagesWithoutVectors: 0,
    passagesWithoutVectors: 0,
    waitingSince: null,
    embeddingModel: NEW,
    nextEmbeddingModel: null,
  });
  await stack.sql("update public.scraped_pages set changed_at = now() - interval '6 minutes' where customer_id = $1", [
    ctx.customerId,
  ]);
  expect(await getKnowledgeHealth(ctx)).toMatchObject({
    pagesWithoutVectors: 1,
    passagesWithoutVectors: 2,
    waitingSince: expect.any(String),
  });
  const logged = vi.spyOn(log(), "error");
  expect(await checkVectors(system())).toEqual({ withoutVectors: 2 });
  expect(logged.mock.calls).toEqual([
    [
      expect.objectContaining({ alarm: "pages_without_vectors", customerId: ctx.customerId, pages: 1, passages: 2 }),
      expect.any(String),
    ],
  ]);
  expect(await getKnowledgeHealth(ctx)).toMatchObject({ pagesWithoutVectors: 0, passagesWithoutVectors: 0 });
  logged.mockClear();
  expect(await checkVectors(system())).toEqual({ withoutVectors: 0 });
  expect(logged).not.toHaveBeenCalled();
});

/** A search that takes more than `scan` passages for too many to look at all. */
async function search({ db, customerId }: Ctx, question: string, scan: number) {
  const { terms, weights } = queryTerms(question);
  const asked = { p_customer: customerId, p_terms: terms, p_weights: weights, p_scan: scan };
  return (await db.rpc("search_passages", asked).throwOnError()).data.map(({ content, score }) => ({ content, score }));
}

test("a customer that outgrows a scan gets candidate keys, which find what a scan finds", async () => {
  const { ctx, put } = await newReader(stack);
  const about = ["roses", "tulips", "ponds", "benches", "fountains", "hedges", "statues", "paths"];
  for (const thing of about)
    await put(thing, `The garden has ${thing}.`, `Nothing is said of ${thing} here, 庭の${thing}。`);
  const customer = { p_customer: ctx.customerId };
  const key = (p_limit: number) => stack.serviceDb.rpc("key_passages", { ...customer, p_limit }).throwOnError();
  expect((await key(10)).data).toBe(false);
  expect(await search(ctx, "fountains", 3)).toEqual(await search(ctx, "fountains", 100)); // Without keys all are looked at.
  expect((await key(10)).data).toBe(true);
  await put("gates", "The garden has gates."); // From now on keys are written at once.
  for (const question of ["fountains", "garden gates", "庭のroses", "no such thing"]) {
    const [scanned, keyed] = [await search(ctx, question, 100), await search(ctx, question, 3)];
    expect(keyed[0]).toEqual(scanned[0]);
    expect(scanned).toEqual(expect.arrayContaining(keyed));
  }
  const unkeyed = "select 1 from public.passage_terms where customer_id = $1 and keys is null";
  expect(await stack.sql(unkeyed, [ctx.customerId])).toEqual([]);
});
