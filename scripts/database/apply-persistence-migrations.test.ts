import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomKeys } from "@/scripts/stack/keys";
import { readMigrations } from "@/scripts/stack/supabase/migrations";
import { type EmbeddedDatabase, openPglite } from "@/scripts/stack/supabase/pglite";
import { MIGRATIONS } from "@/scripts/stack/supabase/prepare";
import { startSupabase } from "@/scripts/stack/supabase/server";
import { apply, pendingMigrations, rollback, rowsAtStake, verify } from "./persistence";

let directory: string;
let database: EmbeddedDatabase | undefined;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "persistence-"));
  const stack = { port: 0, keys: randomKeys(), siteUrl: "http://127.0.0.1", mailDir: directory, dataDir: directory };
  const supabase = await startSupabase(stack);
  await supabase.close();
});
afterAll(async () => {
  await database?.close();
  await rm(directory, { recursive: true, force: true });
});

function command(...args: string[]) {
  const script = "scripts/database/apply-persistence-migrations.ts";
  const node = ["--import", "tsx", "--conditions=react-server", script, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, node, { encoding: "utf8" });
  return { status, stdout, stderr };
}

test("STORE-150 the command rolls back, shows what it would apply, applies it, and verifies", () => {
  const data = ["--data", directory];
  expect(command(...data, "--rollback").stdout).toContain("Rolled back 20261121000500_scrape_jobs");
  expect(command(...data, "--verify")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("scrape_jobs does not exist"),
  });
  expect(command(...data, "--dry-run").stdout).toContain("Would apply 20261121000500_scrape_jobs");
  expect(command(...data).stdout).toContain("All four tables are there");
}, 120_000);

test("STORE-150 a directory without a database is named in a sentence", () => {
  const { status, stderr } = command("--data", join(directory, "nothing-here"));
  expect(status).toBe(1);
  expect(stderr).toContain("There is no database in");
  expect(stderr).not.toContain("    at ");
});

test("STORE-150 a rollback counts the rows that it would lose, and leaves every other table", async () => {
  database = await openPglite({ directory: join(directory, "supabase", "postgres") });
  const migrations = await readMigrations(MIGRATIONS);
  expect(await verify(database)).toEqual([]);
  await database.query("insert into public.customers (id, name) values ($1, 'Mill')", [crypto.randomUUID()]);
  await database.query(
    "insert into public.message_queue (customer_id, session_id, message_data) select id, 's', '{}' from public.customers",
  );
  expect(await rowsAtStake(database)).toEqual({ message_queue: 1 });
  const undone = await rollback(database, migrations);
  expect(undone.map(({ name }) => name)).toEqual(["message_queue", "scrape_queue", "likeness", "scrape_jobs"]);
  expect(await verify(database)).toHaveLength(4);
  expect(await database.query("select name from public.customers")).toEqual([{ name: "Mill" }]);
  const pending = await pendingMigrations(database, migrations);
  expect((await apply(database, migrations)).map(({ name }) => name)).toEqual(pending.map(({ name }) => name));
  expect(await verify(database)).toEqual([]);
});
