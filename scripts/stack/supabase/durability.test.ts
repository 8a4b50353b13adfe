import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createClient } from "@supabase/supabase-js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { randomKeys } from "@/scripts/stack/keys";
import { startSupabase } from "./server";
import { type Client, rows, SITE_URL, TEST_MIGRATIONS, testSnapshot } from "./testing/instance";

const CHILD = join(import.meta.dirname, "../child.ts");
const WRITERS = 6;
const ENOUGH = 30; // Writes a round before the kill.

const keys = randomKeys();
let dataDir: string;
let child: ChildProcess | undefined;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "data-"));
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
});

const settings = (port = 0) => ({
  port,
  keys,
  siteUrl: SITE_URL,
  dataDir,
  migrationsDir: TEST_MIGRATIONS,
  mailDir: join(dataDir, "mail"),
});

const startFirst = async () => startSupabase({ ...settings(), snapshot: await testSnapshot() });

/** Supabase as `npm run up` starts it. */
async function startProcess(port: number): Promise<ChildProcess> {
  const args = ["--import", "tsx", "--conditions=react-server", CHILD, "supabase"];
  const started = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  started.send(settings(port));
  child = started;
  await once(started, "message");
  return started;
}

const clientOf = (url: string): Client => createClient(url, keys.serviceRoleKey, { auth: { persistSession: false } });

test("data, accounts and revoked rights are as they were after a restart", async () => {
  const before = await startFirst();
  await before.sql("insert into public.plans values ('kept', 'Kept', 1)");
  await clientOf(before.url)
    .storage.from("open")
    .upload("a.txt", new Blob(["kept"]));
  await before.close();

  const after = await startSupabase(settings());
  const anonymous = createClient(after.url, keys.anonKey);
  expect(rows(await anonymous.from("plans").select("id").eq("id", "kept"))).toEqual([{ id: "kept" }]);
  expect((await anonymous.from("plans").insert({ id: "x", name: "x", price: 1 })).error?.code).toBe("42501");
  expect(await (await anonymous.storage.from("open").download("a.txt")).data?.text()).toBe("kept");
  const applied = await after.sql("select count(*)::int as files from supabase_migrations.schema_migrations");
  expect(applied).toEqual([{ files: 3 }]);
  await after.close();
});

test("a data directory in use is refused to a second one", async () => {
  const first = await startFirst();
  await expect(startSupabase(settings())).rejects.toThrow("is in use by another process");
  await first.close();
  await (await startSupabase(settings())).close();
});

test("a process killed while it writes loses nothing that it acknowledged", async () => {
  const port = 55_110 + Number(process.env.VITEST_POOL_ID ?? 0);
  const db = clientOf(`http://127.0.0.1:${port}`);
  const acknowledged: string[] = [];
  await (await startFirst()).close();
  for (let round = 0; round < 2; round++) {
    const running = await startProcess(port);
    await expect(startSupabase(settings())).rejects.toThrow("is in use by another process");
    let writing = true;
    const writers = Array.from({ length: WRITERS }, async (_, writer) => {
      for (let i = 0; writing; i++) {
        const id = `${round}-${writer}-${i}`;
        const { status } = await db.from("plans").insert({ id, name: "x".repeat(500), price: i });
        if (status === 201) acknowledged.push(id);
      }
    });
    while (acknowledged.length < (round + 1) * ENOUGH) await setTimeout(10);
    running.kill("SIGKILL");
    writing = false;
    await Promise.all([once(running, "exit"), ...writers]);
  }

  const reopened = await startSupabase(settings());
  const stored = new Set((await reopened.sql("select id from public.plans")).map(({ id }) => id));
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  await reopened.close();
}, 120_000);
