import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Database } from "./database";

const FILE = /^(\d+)_(.+)\.sql$/;

export interface Migration {
  version: string;
  name: string;
  sql: string;
}

export async function readMigrations(directory: string): Promise<Migration[]> {
  const files = (await readdir(directory)).filter((file) => FILE.test(file)).sort();
  return Promise.all(
    files.map(async (file) => {
      const [, version = "", name = ""] = FILE.exec(basename(file)) ?? [];
      return { version, name, sql: await readFile(join(directory, file), "utf8") };
    }),
  );
}

/** Applies what the database doesn't have yet, a transaction a file, with the history that the Supabase CLI keeps. */
export async function applyMigrations(database: Database, migrations: Migration[]): Promise<Migration[]> {
  await database.script(`
    create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
  `);
  const rows = await database.query("select version from supabase_migrations.schema_migrations");
  const applied = new Set(rows.map((row) => row.version));
  const pending = migrations.filter(({ version }) => !applied.has(version));
  for (const migration of pending) await applyMigration(database, migration);
  if (pending.length > 0) await database.connection.clearSchemaCache();
  return pending;
}

async function applyMigration(database: Database, { version, name, sql }: Migration): Promise<void> {
  const record = `insert into supabase_migrations.schema_migrations (version, name) values ('${version}', '${name.replaceAll("'", "''")}');`;
  try {
    await database.script(`${sql}\n;${record}`);
  } catch (cause) {
    throw new Error(`Migration ${version}_${name} failed: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
}
