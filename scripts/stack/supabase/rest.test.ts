import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { onEachEngine, rows } from "./testing/instance";

const test = onEachEngine(async (instance) => {
  const ann = await instance.newOwner("Ann");
  const documents = Array.from({ length: 30 }, (_, i) => ({
    org_id: ann.org,
    title: `Report ${i}`,
    body: i % 2 ? "revenue growth" : "quarterly costs",
    tags: ["all", `t${i % 3}`],
    meta: { i, nested: { k: "v" } },
    amount: 10.5 * i,
  }));
  const stored = rows(await ann.client.from("documents").insert(documents).select("id"));
  return { ann, db: ann.client, ids: stored.map(({ id }) => id) };
});

describe("writes", () => {
  test("an inserted row comes back as JSON types: numbers, ISO times, arrays, objects", async ({ ann, db, ids }) => {
    const row = rows(await db.from("documents").select().eq("id", ids[3]).single());
    expect(row).toMatchObject({ amount: 31.5, views: 0, tags: ["all", "t0"], meta: { i: 3 }, created_by: ann.id });
    expect(row.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/);
  });

  test("an insert that asks for nothing answers 201 with no body", async ({ ann, db }) => {
    const { status, data } = await db.from("documents").insert({ org_id: ann.org, title: "quiet" });
    expect([status, data]).toEqual([201, null]);
  });

  test("an update returns the row with what triggers changed", async ({ db, ids }) => {
    const row = rows(await db.from("documents").update({ title: "New" }).eq("id", ids[0]).select().single());
    expect(row.title).toBe("New");
    expect(row.updated_at > row.created_at).toBe(true);
  });

  test("single() gets one object after a write that renames its columns", async ({ db, ids }) => {
    const update = db.from("documents").update({ views: 7 }).eq("id", ids[0]);
    expect(rows(await update.select("key:id, seen:views").single())).toEqual({ key: ids[0], seen: 7 });
  });

  test("an upsert changes the row that is there, and leaves it where duplicates are ignored", async ({
    ann,
    db,
    ids,
  }) => {
    const document = { id: ids[1], org_id: ann.org, title: "Changed" };
    const upserted = await db.from("documents").upsert(document, { onConflict: "id" }).select("title").single();
    expect(rows(upserted)).toEqual({ title: "Changed" });
    const again = { ...document, title: "Ignored" };
    const ignored = await db.from("documents").upsert(again, { onConflict: "id", ignoreDuplicates: true }).select();
    expect(rows(ignored)).toEqual([]);
  });

  test("a delete returns what it deleted", async ({ db, ids }) => {
    expect(rows(await db.from("documents").delete().eq("id", ids[2]).select("id"))).toEqual([{ id: ids[2] }]);
  });
});

describe("reads", () => {
  test("related rows are embedded both ways, with limits", async ({ ann, db, ids }) => {
    const organization = await db
      .from("organizations")
      .select("name, documents(id), memberships(role, user_id)")
      .eq("id", ann.org)
      .limit(2, { referencedTable: "documents" })
      .single();
    expect(rows(organization)).toMatchObject({ memberships: [{ role: "owner", user_id: ann.id }] });
    expect(organization.data?.documents).toHaveLength(2);
    const document = await db.from("documents").select("organizations(name)").eq("id", ids[3]).single();
    expect(rows(document)).toEqual({ organizations: { name: "Ann's" } });
  });

  test("an inner embed filters the rows that embed it", async ({ db }) => {
    const query = () => db.from("documents").select("title, organizations!inner(name, memberships!inner(role))");
    expect(rows(await query().eq("organizations.name", "Ann's").limit(2))).toHaveLength(2);
    expect(rows(await query().eq("organizations.name", "Nobody's"))).toEqual([]);
  });

  test("an embed can be a count", async ({ db }) => {
    const [organization] = rows(await db.from("organizations").select("documents(count)"));
    expect(organization?.documents[0]?.count).toBeGreaterThan(20);
  });

  test("a range comes with the exact count and status 206", async ({ db }) => {
    const page = await db.from("documents").select("id", { count: "exact" }).order("created_at").range(10, 19);
    expect(page.status).toBe(206);
    expect(page.data).toHaveLength(10);
    const head = await db.from("documents").select("*", { count: "exact", head: true });
    expect([head.data, head.count]).toEqual([null, page.count]);
  });

  test("a range beyond the end answers 416", async ({ db }) => {
    const { status, error } = await db.from("documents").select("id", { count: "exact" }).range(5000, 5010);
    expect([status, error?.code]).toEqual([416, "PGRST103"]);
  });

  test("full text is searched in both query languages", async ({ db }) => {
    const search = (query: string, type: "websearch" | "plain") =>
      db.from("documents").select("title").textSearch("fts", query, { type, config: "english" });
    const growing = rows(await search("revenue -costs", "websearch"));
    expect(growing.length).toBeGreaterThan(10);
    expect(rows(await search("revenues growth", "plain"))).toHaveLength(growing.length);
    expect(rows(await search("revenue -growth", "websearch"))).toEqual([]);
  });

  test("filters combine: or, in, like, arrays and JSON paths", async ({ ann, db }) => {
    const query = db.from("documents").select("i:meta->i, k:meta->nested->>k").in("org_id", [ann.org]);
    const filtered = query.or("title.ilike.%report 1%,tags.cs.{t2}").contains("meta", { nested: { k: "v" } });
    const found = rows(await filtered);
    const wanted = (i: number) => (i >= 10 && i < 20) || i % 3 === 2;
    expect(found.every(({ i, k }) => wanted(Number(i)) && k === "v")).toBe(true);
    expect(found.length).toBeGreaterThan(10);
    expect(rows(await db.from("documents").select("id").overlaps("tags", ["t1", "none"])).length).toBeGreaterThan(5);
  });

  test("single() refuses no row, and maybeSingle() takes it as null", async ({ db }) => {
    const nothing = () => db.from("documents").select().eq("id", randomUUID());
    const { error, status } = await nothing().single();
    expect([status, error?.code]).toEqual([406, "PGRST116"]);
    expect(rows(await nothing().maybeSingle())).toBeNull();
  });

  test("a view with security_invoker shows the reader's rows", async ({ ann, db }) => {
    const counts = rows(await db.from("document_counts").select());
    expect(counts).toEqual([{ org_id: ann.org, documents: expect.any(Number) }]);
  });

  test("rows can be read as CSV", async ({ db }) => {
    const { data } = await db.from("plans").select().order("id").csv();
    expect(data?.trim().split(/\r?\n/)).toEqual(["id,name,price", "free,Free,0", "pro,Pro,2900"]);
  });
});

describe("refusals", () => {
  test("constraints answer with their SQLSTATE", async ({ instance, ann }) => {
    const { service } = instance;
    const noOrg = await service.from("documents").insert({ org_id: randomUUID(), title: "x" });
    expect([noOrg.status, noOrg.error?.code]).toEqual([409, "23503"]);
    const twice = await service.from("plans").insert({ id: "free", name: "Free", price: 0 });
    expect([twice.status, twice.error?.code]).toEqual([409, "23505"]);
    const empty = await service.from("organizations").insert({ name: "", slug: "empty" });
    expect([empty.status, empty.error?.code]).toEqual([400, "23514"]);
    const missing = await service.from("documents").insert({ org_id: ann.org });
    expect([missing.status, missing.error?.code]).toEqual([400, "23502"]);
    const malformed = await service.from("documents").select().eq("id", "no-uuid");
    expect([malformed.status, malformed.error?.code]).toEqual([400, "22P02"]);
  });

  test("a table that isn't there is PGRST205", async ({ db }) => {
    const { status, error } = await db.from("nope").select();
    expect([status, error?.code]).toEqual([404, "PGRST205"]);
  });

  test("schemas that aren't exposed stay closed, for the service role too", async ({ instance }) => {
    for (const schema of ["auth", "private", "stack", "realtime", "pg_catalog"]) {
      const { error, status } = await instance.service.schema(schema).from("users").select();
      expect([status, error?.code]).toEqual([406, "PGRST106"]);
    }
  });

  test("SQL in a filter or a column list is a value or a refusal, never SQL", async ({ instance, db }) => {
    const { keys } = instance;
    const apikey = { apikey: keys.anonKey };
    const filter = encodeURIComponent("x' or 1=1;--");
    const filtered = await instance.fetch(`/rest/v1/plans?select=*&id=eq.${filter}`, apikey);
    expect(await filtered.json()).toEqual([]);
    const list = encodeURIComponent('id,"name" from plans;drop table plans;--');
    const order = encodeURIComponent("id;drop table plans");
    expect((await instance.fetch(`/rest/v1/plans?select=${list}&order=${order}`, apikey)).status).toBe(400);
    expect(rows(await db.from("plans").select())).toHaveLength(2);
  });
});
