import { join } from "node:path";
import { dataDirectory, main, readOptions, UsageError } from "./options";
import { loopback, readPorts } from "./stack/addresses";
import { backupDirectory, makeBackup } from "./stack/backup";
import { tryLockDirectory } from "./stack/data-lock";
import { loadKeys } from "./stack/keys";

const usage = `npm run backup -- [options]

  --keep N     how many backups to keep, this one included (5)
  --data DIR   the data directory, whether its stack runs or not (.data)
  --help       this text

Copies the database, the uploaded files and the keys into a dated directory below DIR/backups. A running stack does the
same once a day.`;

/** Backs up a data directory: through its stack while that runs. */
async function backup(): Promise<void> {
  const options = readOptions(
    { keep: { type: "string" }, data: { type: "string" }, help: { type: "boolean" } },
    usage,
    process.argv.slice(2),
  );
  if (options.help) return console.log(usage);
  const keep = Number(options.keep ?? 5);
  if (!Number.isInteger(keep) || keep < 1) throw new UsageError(`--keep ${options.keep} is not a number of backups.`);
  const dataDir = dataDirectory(options.data);
  const ports = readPorts(dataDir);
  if (!ports) throw new UsageError(`There is nothing to back up in ${dataDir}.`);
  const release = tryLockDirectory(join(dataDir, "supabase"));
  const name = release ? await makeBackup(dataDir, keep).finally(release) : await ask(dataDir, ports.supabase, keep);
  console.log(backupDirectory(dataDir, name));
}

async function ask(dataDir: string, port: number, keep: number): Promise<string> {
  const url = `${loopback(port)}/stack/backup?keep=${keep}`;
  const response = await fetch(url, { method: "POST", headers: { apikey: loadKeys(dataDir).serviceRoleKey } });
  const { name, message } = (await response.json()) as { name?: string; message?: string };
  if (name) return name;
  throw new Error(`The stack on ${dataDir} made no backup: ${message}`);
}

await main(backup);
