import { expect } from "vitest";
import { onEachEngine, rows } from "./testing/instance";

const test = onEachEngine(async (instance) => {
  const ann = await instance.newOwner("Ann");
  return { ann, db: ann.client };
});

test("arguments and results keep their types", async ({ db }) => {
  expect(rows(await db.rpc("sum_of", { numbers: [1, 2, 3] }))).toBe(6);
  expect(rows(await db.rpc("sum_of", { numbers: [4, 5] }, { get: true }))).toBe(9);
  expect(rows(await db.rpc("with_ok", { payload: { a: [1, { b: 2 }] } }))).toEqual({ a: [1, { b: 2 }], ok: true });
  expect(rows(await db.rpc("next_role", { role: "member" }))).toBe("owner");
});

test("long text and long JSON arrive as they were sent", async ({ ann, db }) => {
  const text = '"é\\😀\n'.repeat(10_000);
  expect(rows(await db.rpc("with_ok", { payload: { text } }))).toEqual({ text, ok: true });
  const stored = await db.from("documents").insert({ org_id: ann.org, title: text }).select("title").single();
  expect(rows(stored)).toEqual({ title: text });
});

test("a set of rows can be filtered, ordered and embedded", async ({ ann, db }) => {
  const titles = ["B", "A", "C"].map((title) => ({ org_id: ann.org, title }));
  const ids = rows(await db.from("documents").insert(titles).select("id")).map(({ id }) => id);
  const query = db
    .rpc("documents_by_id", { ids })
    .select("title, organizations(name)")
    .neq("title", "C")
    .order("title");
  expect(rows(await query)).toEqual([
    { title: "A", organizations: { name: "Ann's" } },
    { title: "B", organizations: { name: "Ann's" } },
  ]);
});

test("a function without a result answers 204", async ({ db }) => {
  const { status, data } = await db.rpc("nothing");
  expect([status, data]).toEqual([204, null]);
});

test("what a function raises arrives with code, detail and hint", async ({ db }) => {
  const raised = await db.rpc("fail", { code: "P0001" });
  const error = { code: "P0001", message: "custom failure", details: "a detail", hint: "a hint" };
  expect(raised).toMatchObject({ status: 400, error });
  expect((await db.rpc("fail", { code: "28000" })).status).toBe(403);
  expect((await db.rpc("fail", { code: "53300" })).status).toBe(503);
});

test("a function that isn't there is PGRST202", async ({ db }) => {
  const { status, error } = await db.rpc("nope", { a: 1 });
  expect([status, error?.code]).toEqual([404, "PGRST202"]);
});

test("a function knows who calls it, by role and by claims", async ({ instance, ann, db }) => {
  const anon = rows(await instance.client().rpc("who_am_i"));
  expect(anon).toMatchObject({ uid: null, role: "anon" });
  const member = rows(await db.rpc("who_am_i"));
  expect(member).toMatchObject({ uid: ann.id, role: "authenticated", claims: { email: ann.email, aal: "aal1" } });
  expect(rows(await instance.service.rpc("who_am_i"))).toMatchObject({ role: "service_role" });
});

test("a function is callable by those it is granted to, and no others", async ({ instance, db }) => {
  const { error } = await instance.client().rpc("create_organization", { p_name: "x", p_slug: "x" });
  expect(error?.code).toBe("42501");
  expect((await db.rpc("for_the_service")).error?.code).toBe("42501");
  expect(rows(await instance.service.rpc("for_the_service"))).toBe("secret");
});
