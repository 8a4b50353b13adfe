import { afterAll, beforeAll, expect, test } from "vitest";
import { inRollback } from "./database";
import { type EmbeddedDatabase, openPglite } from "./pglite";
import { testSnapshot } from "./testing/instance";

let database: EmbeddedDatabase;
beforeAll(async () => {
  database = await openPglite({ snapshot: await testSnapshot() });
});
afterAll(() => database.close());

test.each(["vector", "pg_trgm", "unaccent", "citext", "pgcrypto"])(
  "the extension %s is there to create",
  async (name) => {
    await database.script(`create extension ${name} with schema extensions`);
    const found = await database.query("select extname from pg_extension where extname = $1", [name]);
    expect(found).toEqual([{ extname: name }]);
  },
);

test("a transaction keeps all of its work or none", async () => {
  const add = (price: number, fail: boolean) =>
    database.transaction(async (query) => {
      await query("insert into public.plans values ($1, 'x', $2)", [`plan ${price}`, price]);
      if (fail) throw new Error("changed my mind");
    });
  await add(1, false);
  await expect(add(2, true)).rejects.toThrow("changed my mind");
  expect(await database.query("select price from public.plans where name = 'x'")).toEqual([{ price: 1 }]);
});

test("what is done in a rollback is seen there and nowhere else", async () => {
  const count = "select count(*)::int as n from public.plans";
  const [before] = await database.query(count);
  const inside = await inRollback(database, async (query) => {
    await query("delete from public.plans");
    return query(count);
  });
  expect([inside, await database.query(count)]).toEqual([[{ n: 0 }], [before]]);
});

test("a transaction of the library inside another is a savepoint of it", async () => {
  const { kysely } = database.connection;
  const insert = (id: string) => kysely.insertInto("plans").values({ id, name: "nested", price: 0 }).execute();
  await kysely.transaction().execute(async () => {
    await insert("outer");
    const inner = kysely.transaction().execute(async () => {
      await insert("inner");
      throw new Error("inner only");
    });
    await expect(inner).rejects.toThrow("inner only");
  });
  expect(await database.query("select id from public.plans where name = 'nested'")).toEqual([{ id: "outer" }]);
});

test("a notification is heard after the commit, and outside of it", async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  await database.listen("news", async (payload) => {
    const [row] = await database.query("select count(*)::int as n from public.plans where id = $1", [payload]);
    resolve(row);
  });
  await database.transaction(async (query) => {
    await query("select pg_notify('news', 'announced')");
    await query("insert into public.plans values ('announced', 'x', 0)");
  });
  expect(await promise).toEqual({ n: 1 });
});

test("values arrive as PostgREST writes them", async () => {
  const sql = `select '2026-11-21 02:31:31.236+00'::timestamptz as at, '2026-11-21 02:31:31'::timestamp as local,
    31.50::numeric as amount, 'NaN'::numeric as nan, 'infinity'::timestamptz as never, 9007199254740991::bigint as big`;
  expect(await database.query(sql)).toEqual([
    {
      at: "2026-11-21T02:31:31.236+00:00",
      local: "2026-11-21T02:31:31",
      amount: 31.5,
      nan: "NaN",
      never: "infinity",
      big: 9007199254740991,
    },
  ]);
});
