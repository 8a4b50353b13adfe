import { afterAll, beforeAll, expect, test } from "vitest";
import { vacuum } from "./autovacuum";
import type { Database } from "./database";
import { openPglite } from "./pglite";

let database: Database;

beforeAll(async () => {
  database = await openPglite({});
  await database.query("create table public.notes (id int primary key, text text)");
});
afterAll(() => database.close());

const size = async () => (await database.query("select pg_relation_size('public.notes')::int as bytes"))[0]?.bytes;

test("a table whose rows change all the time stays as small as it is, and its planner knows it", async () => {
  await database.query("insert into public.notes select n, repeat('x', 200) from generate_series(1, 2000) n");
  expect(await vacuum(database.query)).toEqual(["public.notes"]);
  const [known] = await database.query("select reltuples::int as rows from pg_class where relname = 'notes'");
  expect(known).toEqual({ rows: 2_000 });
  const change = () => database.query("update public.notes set text = repeat('y', 200) where id <= 1000");
  await change();
  expect(await vacuum(database.query)).toEqual(["public.notes"]);
  const before = await size();
  for (let round = 0; round < 5; round++) {
    await change();
    await vacuum(database.query);
  }
  expect(await size()).toBe(before);
});

test("a table in which little has changed is left alone", async () => {
  await database.query("update public.notes set text = 'z' where id <= 20");
  expect(await vacuum(database.query)).toEqual([]);
});
