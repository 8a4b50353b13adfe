import { afterAll, beforeAll, expect, test } from "vitest";
import { assertPatchable, patchConnection } from "./lite-patches";
import { type EmbeddedDatabase, openPglite } from "./pglite";
import { testSnapshot } from "./testing/instance";

let database: EmbeddedDatabase;
beforeAll(async () => {
  database = await openPglite({ snapshot: await testSnapshot() });
  patchConnection(database.connection);
});
afterAll(() => database.close());

const members = [
  "kysely",
  "exec",
  "transaction",
  "rlsState",
  "applyJwtSessionContext",
  "applyRpcRequestGucs",
  "normalizeDbError",
];

test.each(members)("a library without %s is refused at the start", (member) => {
  const without = new Proxy(database.connection, { has: (target, name) => name !== member && name in target });
  expect(() => assertPatchable(without)).toThrow(`@supabase/lite has no "${member}" to patch`);
});

test("the library would grant everything to everyone on its first request, and is kept from it", async () => {
  const mayRead = async () => {
    const [row] = await database.query("select has_table_privilege('anon', 'public.api_secrets', 'select') as may");
    return row?.may;
  };
  const request = () => database.connection.withContext({ auth: { role: "anon" } }, async () => {});
  await request();
  expect(await mayRead()).toBe(false);
  Reflect.set(database.connection, "rlsState", "unknown");
  await request();
  expect(await mayRead()).toBe(true);
});
