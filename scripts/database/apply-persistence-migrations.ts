import { existsSync } from "node:fs";
import { join } from "node:path";
import { dataDirectory, main, readOptions, UsageError } from "@/scripts/options";
import { lockDirectory } from "@/scripts/stack/data-lock";
import type { Database } from "@/scripts/stack/supabase/database";
import { type Migration, readMigrations } from "@/scripts/stack/supabase/migrations";
import { openPglite } from "@/scripts/stack/supabase/pglite";
import { openPostgres } from "@/scripts/stack/supabase/postgres";
import { MIGRATIONS } from "@/scripts/stack/supabase/prepare";
import { apply, pendingMigrations, rollback, rowsAtStake, verify } from "./persistence";

const usage = `node scripts/bootstrap.mjs scripts/database/apply-persistence-migrations.ts [options]

Applies the migrations that the database doesn't have yet, then looks whether the tables that keep messages and
readings are there, with row level security.

  --dry-run    print what would be applied, and change nothing
  --verify     only look
  --rollback   drop those tables and all that belongs to them
  --yes        also when rows are lost with them
  --data DIR   the data directory of a stack that is stopped (.data); with DATABASE_URL set, that database is meant`;

async function run(args: string[]): Promise<void> {
  const options = readOptions(
    {
      "dry-run": { type: "boolean" },
      verify: { type: "boolean" },
      rollback: { type: "boolean" },
      yes: { type: "boolean" },
      data: { type: "string" },
      help: { type: "boolean" },
    },
    usage,
    args,
  );
  if (options.help) return console.log(usage);
  const migrations = await readMigrations(MIGRATIONS);
  await using opened = new AsyncDisposableStack();
  const database = await open(options.data, opened);
  if (options["dry-run"]) return list("Would apply", await pendingMigrations(database, migrations));
  if (options.rollback) return await undo(database, migrations, options.yes ?? false);
  if (!options.verify) list("Applied", await apply(database, migrations));
  const faults = await verify(database);
  if (faults.length > 0) throw new UsageError(`${faults.join("\n")}\nApply the migrations without --verify.`);
  console.log("All four tables are there, with row level security.");
}

/** The database of DATABASE_URL, or the one in a directory that nobody else has open. */
async function open(data: string | undefined, opened: AsyncDisposableStack): Promise<Database> {
  const url = process.env.DATABASE_URL;
  if (!url || data !== undefined) {
    const directory = join(dataDirectory(data), "supabase");
    if (!existsSync(join(directory, "postgres")))
      throw new UsageError(`There is no database in ${dataDirectory(data)}. Start the stack on it once.`);
    opened.defer(lockDirectory(directory));
    return opened.adopt(await openPglite({ directory: join(directory, "postgres") }), (database) => database.close());
  }
  return opened.adopt(openPostgres(url), (database) => database.close());
}

async function undo(database: Database, migrations: Migration[], isSure: boolean): Promise<void> {
  const lost = Object.entries(await rowsAtStake(database)).map(([table, rows]) => `${table}: ${rows}`);
  if (lost.length > 0 && !isSure)
    throw new UsageError(`Rows would be lost (${lost.join(", ")}). Add --yes if that is meant.`);
  list("Rolled back", await rollback(database, migrations));
}

function list(what: string, migrations: Migration[]): void {
  if (migrations.length === 0) console.log(`${what}: nothing.`);
  for (const { version, name } of migrations) console.log(`${what} ${version}_${name}`);
}

await main(() => run(process.argv.slice(2)));
