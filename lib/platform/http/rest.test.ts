import { beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Actor, Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { operation } from "@/lib/platform/operation";
import { actorDb } from "@/lib/platform/supabase/actor";
import { testEnvironment } from "@/lib/platform/test-environment";
import { rest } from "./rest";

const rename = operation({
  name: "rename_room",
  description: "Gives a room another name.",
  http: { method: "POST", path: "/rooms/{roomId}/name", status: 201 },
  callers: ["api_key"],
  risk: "write",
  input: z.strictObject({ roomId: z.string(), name: z.string().min(1, "Name the room") }),
  output: z.object({ roomId: z.string(), name: z.string() }),
  run: async (ctx, { roomId, name }) => ({ roomId, name, owner: ctx.customerId }),
});

const list = operation({
  name: "list_rooms",
  description: "Lists rooms.",
  http: { method: "GET", path: "/rooms" },
  callers: ["api_key", "member"],
  risk: "read",
  input: z.strictObject({ limit: z.coerce.number().int().max(10).default(5) }),
  output: z.object({ limit: z.number() }),
  run: async (_, { limit }) => {
    if (limit === 7) throw new AppError("rate_limited", "Too many", { retryAfterSeconds: 2.2 });
    if (limit === 9) throw new Error("a secret of the database");
    return { limit };
  },
});

const watch = operation({
  name: "watch_room",
  description: "Tells who enters a room.",
  http: { method: "POST", path: "/rooms/{roomId}/watch" },
  callers: ["member"],
  risk: "read",
  input: z.strictObject({ roomId: z.string() }),
  output: z.object({ entered: z.array(z.string()) }),
  run: async () => ({ entered: ["Ada", "Bob"] }),
  stream: async (_, { roomId }) => entering(roomId),
});

async function* entering(roomId: string) {
  for (const name of ["Ada", "Bob"]) yield { event: "entered", data: { roomId, name } };
}

let db: Ctx["db"];
beforeAll(async () => {
  for (const [name, value] of Object.entries(testEnvironment)) vi.stubEnv(name, value);
  db = actorDb({ role: "api_key", customer_id: "c", key_id: "k" });
});

const program: Actor = { type: "api_key", keyId: "k", scopes: ["read", "write"] };

async function call(method: string, path: string, body?: string, actor: Actor = program) {
  const request = new Request(`http://127.0.0.1/api/v1${path}`, { method, ...(body !== undefined && { body }) });
  const segments = new URL(request.url).pathname.split("/").slice(3);
  const serve = rest([rename, list], async () => ({ db, customerId: "c", actor }));
  const response = await serve(request, { params: Promise.resolve({ path: segments }) });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

test("path and body together are the input, and only what the output names leaves", async () => {
  const answer = await call("POST", "/rooms/a%20b/name", JSON.stringify({ name: "Loft" }));
  expect(answer).toMatchObject({ status: 201, body: { roomId: "a b", name: "Loft" } });
  expect(answer.body).not.toHaveProperty("owner");
});

test("a query is the input of a GET", async () => {
  expect(await call("GET", "/rooms?limit=3")).toMatchObject({ status: 200, body: { limit: 3 } });
  expect(await call("GET", "/rooms")).toMatchObject({ status: 200, body: { limit: 5 } });
});

test.each([
  ["POST", "/rooms/1/name", "{", 400, "JSON"],
  ["POST", "/rooms/1/name", "[]", 400, "object"],
  ["POST", "/rooms/1/name", '{"name":""}', 400, "Name the room"],
  ["POST", "/rooms/1/name", '{"name":"x","nam":1}', 400, "nam"],
  ["POST", "/rooms/1/name", '{"name":"x","roomId":"2"}', 201, undefined],
  ["POST", "/rooms/1/name", `{"name":"${"x".repeat(300_000)}"}`, 413, "larger"],
  ["GET", "/rooms?limit=many", undefined, 400, "limit"],
  ["GET", "/halls", undefined, 404, "/api/v1/halls"],
  ["DELETE", "/rooms", undefined, 405, "GET"],
  ["GET", "/rooms?limit=7", undefined, 429, "Too many"],
  ["GET", "/rooms?limit=9", undefined, 500, "Something went wrong"],
])("%s %s answers with what to change", async (method, path, body, status, says) => {
  const answer = await call(method, path, body);
  expect(answer.status).toBe(status);
  if (says) expect(answer.body.error.message).toContain(says);
  expect(answer.headers.get("x-request-id")).toBeTruthy();
});

test("the path wins over the body, so that nobody renames another room than the one named", async () => {
  expect((await call("POST", "/rooms/1/name", '{"name":"x","roomId":"2"}')).body.roomId).toBe("1");
});

test("a limit says when to try again, in whole seconds", async () => {
  expect((await call("GET", "/rooms?limit=7")).headers.get("retry-after")).toBe("3");
});

test("SESS-138 SYNC-050 what went wrong inside stays inside, and is logged whole", async () => {
  const error = vi.spyOn(log(), "error");
  expect(JSON.stringify((await call("GET", "/rooms?limit=9")).body)).not.toContain("secret");
  const [line] = error.mock.calls[0] as unknown as [{ error: Error }];
  expect(String((line.error.cause as Error).message)).toContain("secret");
});

test("a key does only what its scopes allow", async () => {
  const reader: Actor = { ...program, scopes: ["read"] };
  expect(await call("GET", "/rooms", undefined, reader)).toMatchObject({ status: 200 });
  expect(await call("POST", "/rooms/1/name", '{"name":"x"}', reader)).toMatchObject({
    status: 403,
    body: { error: { code: "forbidden" } },
  });
});

test("an actor whom an operation doesn't name may not call it", async () => {
  const visitor: Actor = { type: "visitor", sessionId: "s", siteId: "t" };
  expect(await call("GET", "/rooms", undefined, visitor)).toMatchObject({ status: 403 });
});

test("a body may be left out, also by a client that announces none", async () => {
  const serve = rest([rename], async () => ({ db, customerId: "c", actor: program }));
  const body = new ReadableStream({ start: (controller) => controller.close() });
  const request = new Request("http://127.0.0.1/api/v1/rooms/1/name", {
    method: "POST",
    body,
    duplex: "half",
  } as RequestInit);
  const response = await serve(request, { params: Promise.resolve({ path: ["rooms", "1", "name"] }) });
  expect(await response.json()).toMatchObject({ error: { message: expect.not.stringContaining("not JSON") } });
});

test("a path that is not encoded right is refused, not a failure of ours", async () => {
  expect(await call("POST", "/rooms/%E0%A4%A/name", "{}")).toMatchObject({ status: 400 });
});

test("what can be told as it happens is told so to a caller who accepts events, and to nobody who may not call", async () => {
  const answerAs = (actor: Actor, accept: string) => {
    const request = new Request("http://127.0.0.1/api/v1/rooms/7/watch", { method: "POST", headers: { accept } });
    const serve = rest([watch], async () => ({ db, customerId: "c", actor }));
    return serve(request, { params: Promise.resolve({ path: ["rooms", "7", "watch"] }) });
  };
  const member: Actor = { type: "member", userId: "u", role: "viewer" };
  const events = await answerAs(member, "text/event-stream");
  expect(events.headers.get("content-type")).toContain("text/event-stream");
  expect(await events.text()).toBe(
    'event: entered\ndata: {"roomId":"7","name":"Ada"}\n\nevent: entered\ndata: {"roomId":"7","name":"Bob"}\n\n',
  );
  expect(await (await answerAs(member, "application/json")).json()).toEqual({ entered: ["Ada", "Bob"] });
  expect((await answerAs(program, "text/event-stream")).status).toBe(403);
});
