import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { App } from "@supabase/lite";
import type { Database } from "./database";
import { patchConnection } from "./lite-patches";
import { applyMigrations, readMigrations } from "./migrations";

export const MIGRATIONS = join(import.meta.dirname, "../../../supabase/migrations");

/** SQL of the stack itself, around the library's and the project's. */
export const STACK_SQL = ["bootstrap.sql", "realtime/realtime.sql", "after-lite.sql"].map((name) =>
  join(import.meta.dirname, name),
);

/** Brings a new or known database to what a hosted project with these migrations has. */
export async function prepareDatabase(database: Database, app: App, migrationsDir: string): Promise<void> {
  const [bootstrap = "", realtime = "", afterLite = ""] = await Promise.all(
    STACK_SQL.map((file) => readFile(file, "utf8")),
  );
  await database.script(bootstrap);
  await database.script(realtime);
  patchConnection(database.connection);
  await app.init();
  await app.ensureSystemSchema();
  await database.script(afterLite);
  await applyMigrations(database, await readMigrations(migrationsDir));
  await database.query("select realtime.watch_publication()");
}
