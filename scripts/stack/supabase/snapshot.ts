import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLiteApp } from "./lite-app";
import { mailFolder } from "./mail-driver";
import { readMigrations } from "./migrations";
import { type EmbeddedDatabase, openPglite } from "./pglite";
import { MIGRATIONS, prepareDatabase, STACK_SQL } from "./prepare";

const ROOT = join(import.meta.dirname, "../../..");

/** An empty in-memory database with all migrations applied. */
export async function openMigrated(migrationsDir = MIGRATIONS): Promise<EmbeddedDatabase> {
  const database = await openPglite({});
  const nobody = { jwtSecret: randomUUID(), anonKey: randomUUID(), serviceRoleKey: randomUUID() };
  const app = createLiteApp(database.connection, {
    keys: nobody,
    siteUrl: "http://127.0.0.1",
    mail: mailFolder(tmpdir()),
    storageDir: tmpdir(),
  });
  await prepareDatabase(database, app, migrationsDir);
  return database;
}

/**
 * A dump of a migrated database, made once for each state of migrations, stack and packages; `cacheDir` keeps the
 * newest. Several processes may ask at once: each finds a whole file or makes one.
 */
export async function migratedSnapshot(cacheDir: string, migrationsDir = MIGRATIONS): Promise<Blob> {
  const file = join(cacheDir, `${await fingerprint(migrationsDir)}.tar`);
  const known = await readFile(file).catch(() => undefined);
  if (known) return new Blob([known]);
  const database = await openMigrated(migrationsDir);
  const dump = await database.dump();
  await database.close();
  await mkdir(cacheDir, { recursive: true });
  const draft = `${file}.${randomUUID()}.tmp`;
  await writeFile(draft, dump.stream());
  await rename(draft, file);
  for (const other of await readdir(cacheDir)) {
    if (other.endsWith(".tar") && join(cacheDir, other) !== file) await rm(join(cacheDir, other), { force: true });
  }
  return dump;
}

async function fingerprint(migrationsDir: string): Promise<string> {
  const packages: { devDependencies: Record<string, string> } = JSON.parse(
    await readFile(join(ROOT, "package.json"), "utf8"),
  );
  const { "@supabase/lite": lite, "@electric-sql/pglite": pglite } = packages.devDependencies;
  const parts = [lite, pglite, ...(await Promise.all(STACK_SQL.map((sql) => readFile(sql, "utf8"))))];
  for (const { version, sql } of await readMigrations(migrationsDir)) parts.push(version, sql);
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
