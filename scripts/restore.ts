import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { dataDirectory, main, readOptions, UsageError } from "./options";
import { backupDirectory, listBackups, restoreBackup } from "./stack/backup";
import { lockDirectory } from "./stack/data-lock";

const usage = `npm run restore -- NAME [--data DIR]

  NAME         a backup of DIR, or the path of one from elsewhere
  --data DIR   the data directory, whose stack must be stopped (.data)

Puts the backup in the place of what is there, which becomes a backup itself first.`;

/** Puts a backup back; without a name it says which there are. */
async function restore([name, ...args]: string[]): Promise<void> {
  if (name === "--help") return console.log(usage);
  const isNamed = name !== undefined && !name.startsWith("--");
  const { data } = readOptions({ data: { type: "string" } }, usage, isNamed || !name ? args : [name, ...args]);
  const dataDir = dataDirectory(data);
  if (!isNamed) throw new UsageError(`${usage}\n\nBackups of ${dataDir}:\n${(await listBackups(dataDir)).join("\n")}`);
  const places = [backupDirectory(dataDir, name), resolve(name)];
  const backup = places.find((place) => existsSync(join(place, "keys.json")));
  if (!backup) throw new UsageError(`There is no backup at ${places.join(" or ")}.`);
  const locks = [lockDirectory(dataDir), lockDirectory(join(dataDir, "supabase"))];
  try {
    const before = await restoreBackup(dataDir, backup);
    console.log(`${dataDir} is as it was in ${backup}.`);
    if (before) console.log(`To take this back: npm run restore -- ${before}`);
  } finally {
    for (const release of locks) release();
  }
}

await main(() => restore(process.argv.slice(2)));
process.exit(); // A database that was opened to be looked at keeps the process otherwise.
