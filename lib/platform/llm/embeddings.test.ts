import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { testEnvironment } from "@/lib/platform/test-environment";
import { startModel } from "@/scripts/stack/model/server";
import { batches, embed } from "./embeddings";

let model: Awaited<ReturnType<typeof startModel>>;
let door: Server;
/** Instead of a refusal: the connection ends, as one does that the model has closed meanwhile. */
const BROKEN = -1;
let refusals: number[] = [];
let requests: { input: string[]; dimensions: number }[] = [];

/** Stands before the model, notes each request and refuses as many as the test wants. */
function startDoor(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    requests.push(JSON.parse(body.toString()));
    const refusal = refusals.shift();
    if (refusal === BROKEN) return request.socket.destroy();
    if (refusal) return response.writeHead(refusal, { "retry-after-ms": "5" }).end("{}");
    const headers = { authorization: request.headers.authorization ?? "", "content-type": "application/json" };
    const answer = await fetch(`${model.url}/embeddings`, { method: "POST", headers, body });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

beforeAll(async () => {
  model = await startModel({ port: 0, apiKey: "key" });
  door = await startDoor();
  const settings = {
    ...testEnvironment,
    OPENAI_BASE_URL: `http://127.0.0.1:${(door.address() as AddressInfo).port}/v1`,
    OPENAI_EMBEDDING_MODEL: "omniops-local-512",
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});

afterAll(async () => {
  door.closeAllConnections();
  door.close();
  await model.close();
});

beforeEach(() => {
  refusals = [];
  requests = [];
});

test("a vector is written in as few digits as half precision needs, and loses none of it", async () => {
  const [text = "[]"] = (await embed(["Opening hours"])).vectors;
  const response = await fetch(`${model.url}/embeddings`, {
    method: "POST",
    headers: { authorization: "Bearer key", "content-type": "application/json" },
    body: JSON.stringify({ model: "omniops-local-512", input: ["Opening hours"], dimensions: 512 }),
  });
  const [{ embedding }] = (await response.json()).data as [{ embedding: number[] }];
  const halves = (vector: number[]) => vector.map(Math.f16round);
  expect(halves(JSON.parse(text))).toEqual(halves(embedding));
  expect(text.length).toBeLessThan(JSON.stringify(embedding).length);
});

test("a vector comes back as Postgres reads it, with the model's name", async () => {
  const { model: name, vectors } = await embed(["Öffnungszeiten"]);
  expect(name).toBe("omniops-local-512");
  expect(vectors[0]).toMatch(/^\[-?[\d.e-]+(?:,-?[\d.e-]+){511}\]$/);
  expect(requests[0]?.dimensions).toBe(512);
});

test("many texts keep their order over several requests", async () => {
  const texts = Array.from({ length: 300 }, (_, index) => `Zimmer ${index}`);
  const { vectors } = await embed(texts);
  expect(requests.map(({ input }) => input.length)).toEqual([64, 64, 64, 64, 44]);
  expect(vectors).toHaveLength(300);
  const alone = await embed(["Zimmer 299"]);
  expect(vectors[299]).toBe(alone.vectors[0]);
});

test("no text is no request", async () => {
  expect((await embed([])).vectors).toEqual([]);
  expect(requests).toEqual([]);
});

test("a batch is bounded by its characters too, and one text alone may exceed them", () => {
  const long = "x".repeat(150_000);
  const huge = "x".repeat(250_000);
  expect(batches([long, "a", long, huge, "b"]).map((batch) => batch.length)).toEqual([2, 1, 1, 1]);
});

test("a rate limit and a failing server are waited out", async () => {
  refusals = [429, 500, 503];
  const { vectors } = await embed(["Preise"]);
  expect(vectors).toHaveLength(1);
  expect(requests).toHaveLength(4);
});

test("a refusal for good is not tried again", async () => {
  refusals = [400];
  await expect(embed(["Preise"])).rejects.toMatchObject({ status: 400 });
  expect(requests).toHaveLength(1);
});

test("an urgent text is sent once more where its connection had ended, and no third time", async () => {
  refusals = [BROKEN];
  expect((await embed(["Zimmer"], { isUrgent: true })).vectors).toHaveLength(1);
  expect(requests).toHaveLength(2);
  refusals = [BROKEN, BROKEN];
  await expect(embed(["Zimmer"], { isUrgent: true })).rejects.toThrow("Connection error");
  expect(requests).toHaveLength(4);
});
