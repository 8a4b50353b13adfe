import { constants, existsSync } from "node:fs";
import { copyFile, cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { keysFile } from "./keys";
import { openPglite } from "./supabase/pglite";

/** A moment as a name that sorts by time and that every file system takes. */
const NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/;
const DAY_MS = 86_400_000;
/** Where the file system can, a copy takes room only for what changes later. */
const COPY = { recursive: true, mode: constants.COPYFILE_FICLONE } as const;

const postgresOf = (directory: string) => join(directory, "supabase", "postgres");
const storageOf = (directory: string) => join(directory, "supabase", "storage");

export const backupDirectory = (dataDir: string, name: string) => join(dataDir, "backups", name);

/** The names of a data directory's backups, the newest first. */
export async function listBackups(dataDir: string): Promise<string[]> {
  const names = await readdir(join(dataDir, "backups")).catch(() => []);
  return names.filter((name) => NAME.test(name)).toSorted((a, b) => (a < b ? 1 : -1));
}

/** Whether the newest backup is older than a day, or there is none. */
export async function isBackupDue(dataDir: string, now = Date.now()): Promise<boolean> {
  const [newest] = await listBackups(dataDir);
  return newest === undefined || newest < nameOf(now - DAY_MS);
}

const nameOf = (time: number) => new Date(time).toISOString().replaceAll(/[:.]/g, "-");

/**
 * Copies the database, the uploaded files and the keys of a data directory to a dated one below its `backups`, and
 * removes all but the newest `keep`. `whileStill` runs the copying of the database while nothing writes there. Gives
 * the name; under it there is a whole backup or none.
 */
export async function makeBackup(
  dataDir: string,
  keep = Number.POSITIVE_INFINITY,
  whileStill: (copy: () => Promise<void>) => Promise<void> = (copy) => copy(),
): Promise<string> {
  const name = nameOf(Date.now());
  const draft = backupDirectory(dataDir, "unfinished");
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await whileStill(() => cp(postgresOf(dataDir), postgresOf(draft), COPY));
  // Files come before their rows and go after them: those of every row copied are there.
  await copyFiles(storageOf(dataDir), storageOf(draft));
  await copyFile(keysFile(dataDir), keysFile(draft));
  await rename(draft, backupDirectory(dataDir, name));
  for (const old of (await listBackups(dataDir)).slice(keep)) {
    await rm(backupDirectory(dataDir, old), { recursive: true });
  }
  return name;
}

/** One by one: a file may be removed meanwhile. */
async function copyFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from).catch(() => [])) {
    await copyFile(join(from, name), join(to, name), COPY.mode).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
  }
}

/**
 * Puts a backup in the place of what a data directory holds, which nobody may use meanwhile; what it held becomes a
 * backup first, whose name is given. Throws before anything is changed when the backup's database doesn't open.
 */
export async function restoreBackup(dataDir: string, backup: string): Promise<string | undefined> {
  const parts = [postgresOf, storageOf];
  for (const part of parts) {
    await rm(incoming(part(dataDir)), { recursive: true, force: true });
    await cp(part(backup), incoming(part(dataDir)), COPY);
  }
  await assertOpens(incoming(postgresOf(dataDir))).catch((cause: unknown) => {
    throw new Error(`The database of ${backup} doesn't open. Nothing was changed.`, { cause });
  });
  const before = existsSync(postgresOf(dataDir)) ? await makeBackup(dataDir) : undefined;
  for (const part of parts) {
    await rm(part(dataDir), { recursive: true, force: true });
    await rename(incoming(part(dataDir)), part(dataDir));
  }
  await copyFile(keysFile(backup), keysFile(dataDir));
  // What Redis remembers is of the time after the backup; sessions are rebuilt from the database.
  await rm(join(dataDir, "redis.json"), { force: true });
  return before;
}

const incoming = (directory: string) => `${directory}.incoming`;

async function assertOpens(directory: string): Promise<void> {
  const database = await openPglite({ directory });
  try {
    await database.query("select version from supabase_migrations.schema_migrations");
  } finally {
    await database.close();
  }
}
