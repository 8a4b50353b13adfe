import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applyMigrations, readMigrations } from "./migrations";
import { type EmbeddedDatabase, openPglite } from "./pglite";
import { testSnapshot } from "./testing/instance";

let database: EmbeddedDatabase;
let directory: string;
beforeAll(async () => {
  database = await openPglite({ snapshot: await testSnapshot() });
  directory = await mkdtemp(join(tmpdir(), "migrations-"));
});
afterAll(async () => {
  await database.close();
  await rm(directory, { recursive: true });
});

const write = (file: string, sql: string) => writeFile(join(directory, file), sql);
const apply = async () => (await applyMigrations(database, await readMigrations(directory))).map(({ name }) => name);

test("each file is applied once, in the order of its version", async () => {
  await write("20990101000200_second.sql", "insert into public.first values (2)");
  await write("20990101000100_first.sql", "create table public.first (n int); -- no semicolon needed");
  await write("notes.txt", "not a migration");
  expect(await apply()).toEqual(["first", "second"]);
  expect(await apply()).toEqual([]);
  expect(await database.query("select n from public.first")).toEqual([{ n: 2 }]);
});

test("a file that fails is named and leaves nothing behind", async () => {
  await write("20990101000300_broken.sql", "create table public.half (n int); select no_such_function();");
  await expect(apply()).rejects.toThrow(
    "Migration 20990101000300_broken failed: function no_such_function() does not exist",
  );
  expect(await database.query("select to_regclass('public.half') as half")).toEqual([{ half: null }]);
  await write("20990101000300_broken.sql", "create table public.half (n int)");
  expect(await apply()).toEqual(["broken"]);
});
