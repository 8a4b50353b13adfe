import type { Database } from "@/scripts/stack/supabase/database";
import { applyMigrations, type Migration } from "@/scripts/stack/supabase/migrations";

/** The tables that keep what Redis alone would forget. */
const TABLES = ["message_queue", "scrape_jobs", "scrape_job_results", "scrape_job_stats"];
/** The migrations that make them, and what belongs to them. */
const NAMES = ["scrape_jobs", "likeness", "scrape_queue", "message_queue"];

/** The migrations that a database doesn't have yet. Changes nothing. */
export async function pendingMigrations(database: Database, migrations: Migration[]): Promise<Migration[]> {
  const applied = await appliedVersions(database);
  return migrations.filter(({ version }) => !applied.has(version));
}

/** Applies what is missing, a transaction a file, and returns it. */
export const apply = (database: Database, migrations: Migration[]): Promise<Migration[]> =>
  applyMigrations(database, migrations);

/** What is wrong with the tables: nothing when each exists and has row level security, enabled and forced. */
export async function verify(database: Database): Promise<string[]> {
  const rows = await database.query(
    `select relname as name, relrowsecurity and relforcerowsecurity as secured from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname = any ($1)`,
    [TABLES],
  );
  const secured = new Map(rows.map(({ name, secured }) => [name, secured]));
  return TABLES.flatMap((table) => {
    if (!secured.has(table)) return [`${table} does not exist`];
    return secured.get(table) ? [] : [`${table} has no row level security`];
  });
}

/** How many rows a rollback would lose, by table; tables without rows are left out. */
export async function rowsAtStake(database: Database): Promise<Record<string, number>> {
  const counts: [string, number][] = [];
  for (const table of TABLES) {
    const [found] = await database.query("select to_regclass($1) is not null as exists", [`public.${table}`]);
    if (!found?.exists) continue;
    const [count] = await database.query(`select count(*)::int as rows from public.${table}`);
    if (count?.rows > 0) counts.push([table, count?.rows]);
  }
  return Object.fromEntries(counts);
}

/** Drops what the applied ones of these migrations made, the last first and all or nothing, and returns them. */
export async function rollback(database: Database, migrations: Migration[]): Promise<Migration[]> {
  const applied = await appliedVersions(database);
  const undone = migrations.filter(({ name, version }) => NAMES.includes(name) && applied.has(version)).reverse();
  const forget = undone.map(
    ({ version }) => `delete from supabase_migrations.schema_migrations where version = '${version}';`,
  );
  if (undone.length > 0) await database.script([...undone.flatMap(drops), ...forget].join("\n"));
  return undone;
}

/** Statements that drop the functions and tables of a migration, in reverse. Triggers, policies and grants go with them. */
function drops({ sql }: Migration): string[] {
  const made = [...sql.matchAll(/^create (table|function) ([a-z_]+\.[a-z_]+)/gm)];
  const tables = made.filter(([, kind]) => kind === "table").reverse();
  const functions = made.filter(([, kind]) => kind === "function").reverse();
  return [
    // Functions that take a table's row stand in its way, triggers in theirs.
    ...functions.map(([, , name]) => `drop function if exists ${name} cascade;`),
    ...tables.map(([, , name]) => `drop table if exists ${name};`),
  ];
}

async function appliedVersions(database: Database): Promise<Set<string>> {
  const [history] = await database.query(
    "select to_regclass('supabase_migrations.schema_migrations') is not null as exists",
  );
  if (!history?.exists) return new Set();
  const rows = await database.query("select version from supabase_migrations.schema_migrations");
  return new Set(rows.map(({ version }) => String(version)));
}
