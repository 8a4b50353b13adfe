import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backupDirectory, isBackupDue, listBackups, makeBackup, restoreBackup } from "./stack/backup";
import { loadKeys } from "./stack/keys";
import { startSupabase } from "./stack/supabase/server";
import { type Client, rows, SITE_URL, TEST_MIGRATIONS, testSnapshot } from "./stack/supabase/testing/instance";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "data-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function start(snapshot?: Blob) {
  const keys = loadKeys(dataDir);
  const place = { port: 0, siteUrl: SITE_URL, dataDir, mailDir: join(dataDir, "mail"), migrationsDir: TEST_MIGRATIONS };
  const supabase = await startSupabase({ ...place, keys, ...(snapshot && { snapshot }) });
  const ports = { app: 1, supabase: Number(new URL(supabase.url).port), redis: 1, model: 1, mail: 1 };
  await writeFile(join(dataDir, "stack.json"), JSON.stringify(ports));
  const client: Client = createClient(supabase.url, keys.serviceRoleKey, { auth: { persistSession: false } });
  return { supabase, client };
}

function run(script: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = ["--import", "tsx", "--conditions=react-server", script, ...args, "--data", dataDir];
  return new Promise((resolve) =>
    execFile(process.execPath, command, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    ),
  );
}

const plans = async (client: Client) => rows(await client.from("plans").select("id").order("id")).map(({ id }) => id);
const fileOf = async (client: Client, name: string) =>
  (await client.storage.from("open").download(name)).data?.text() ?? null;

test("SYNC-058 what was stored before a backup is there after it was put back, and putting it back can be undone", async () => {
  const { supabase, client } = await start(await testSnapshot());
  const known = await plans(client);
  await client.from("plans").insert({ id: "kept", name: "Kept", price: 1 }).throwOnError();
  await client.storage.from("open").upload("a.txt", new Blob(["kept"]));
  let isWriting = true;
  const writing = (async () => {
    for (let n = 0; isWriting; n++) await client.from("plans").insert({ id: `later-${n}`, name: "Later", price: n });
  })();
  const made = await run("scripts/backup.ts");
  isWriting = false;
  await writing;
  expect(made).toMatchObject({ code: 0, stderr: "" });
  const [name = ""] = await listBackups(dataDir);
  expect(made.stdout.trim()).toBe(backupDirectory(dataDir, name));
  await client.from("plans").delete().eq("id", "kept").throwOnError();
  await client.from("plans").insert({ id: "new", name: "New", price: 2 }).throwOnError();
  await client.storage.from("open").remove(["a.txt"]);
  const last = await plans(client);

  expect(await run("scripts/restore.ts", name)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("is in use by another process"),
  });
  await supabase.close();
  const restored = await run("scripts/restore.ts", name);
  expect(restored).toMatchObject({ code: 0, stdout: expect.stringContaining("is as it was in") });

  const then = await start();
  const back = await plans(then.client);
  expect(back).toEqual(expect.arrayContaining([...known, "kept"]));
  expect(back).not.toContain("new");
  const later = back.filter((id) => id.startsWith("later-"));
  expect(later.toSorted()).toEqual(Array.from(later, (_, n) => `later-${n}`).toSorted());
  expect(await fileOf(then.client, "a.txt")).toBe("kept");
  await then.supabase.close();

  const [, before = ""] = /npm run restore -- (\S+)/.exec(restored.stdout) ?? [];
  expect(await run("scripts/restore.ts", before)).toMatchObject({ code: 0 });
  const now = await start();
  expect(await plans(now.client)).toEqual(last);
  expect(await fileOf(now.client, "a.txt")).toBeNull();
  await now.supabase.close();
}, 240_000);

test("SYNC-058 a backup whose database does not open replaces nothing", async () => {
  const { supabase, client } = await start(await testSnapshot());
  const known = await plans(client);
  await supabase.close();
  const name = await makeBackup(dataDir);
  await rm(join(backupDirectory(dataDir, name), "supabase/postgres/global"), { recursive: true });
  await expect(restoreBackup(dataDir, backupDirectory(dataDir, name))).rejects.toThrow("doesn't open");
  const again = await start();
  expect(await plans(again.client)).toEqual(known);
  await again.supabase.close();
}, 120_000);

test("SYNC-058 the newest backups are kept, and a new one is due after a day", async () => {
  loadKeys(dataDir);
  await mkdir(join(dataDir, "supabase/postgres"), { recursive: true });
  expect(await isBackupDue(dataDir)).toBe(true);
  for (const name of ["2026-01-01T00-00-00-000Z", "2026-01-02T00-00-00-000Z"]) {
    await mkdir(backupDirectory(dataDir, name), { recursive: true });
  }
  expect(await isBackupDue(dataDir)).toBe(true);
  const name = await makeBackup(dataDir, 2);
  expect(await listBackups(dataDir)).toEqual([name, "2026-01-02T00-00-00-000Z"]);
  expect(await isBackupDue(dataDir)).toBe(false);
  expect(await isBackupDue(dataDir, Date.now() + 86_500_000)).toBe(true);
});

test("SYNC-058 only the service role may have a backup made", async () => {
  const { supabase } = await start(await testSnapshot());
  const ask = (apikey: string) =>
    fetch(`${supabase.url}/stack/backup`, { method: "POST", headers: { apikey } }).then(({ status }) => status);
  expect(await ask(loadKeys(dataDir).anonKey)).toBe(403);
  expect(await listBackups(dataDir)).toEqual([]);
  await supabase.close();
});
