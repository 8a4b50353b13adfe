import { asSystem } from "@/lib/platform/jobs/system";
import { dataDirectory, main, readOptions, UsageError } from "@/scripts/options";
import { runningPorts } from "@/scripts/stack/addresses";
import { appEnvironment } from "@/scripts/stack/environment";
import { loadKeys } from "@/scripts/stack/keys";
import { bring, examine, type Report, takeBack, validate } from "./move-history";
import { historyRedis } from "./redis-history";

const usage = `node scripts/bootstrap.mjs scripts/database/migrate-redis-history.ts [options]

Brings conversations that lie in Redis alone into the tables, then compares counts and SHA-256 checksums. In Redis,
conversation:{id} is JSON { customerId, createdAt, metadata: { language, sessionId, siteId } }, and messages:{id} a list,
oldest first, of JSON { id, role, content, timestamp }. Redis itself is left as it is.

  --dry-run        count what lies there and what is broken, and change nothing
  --validate       only compare
  --rollback       remove what was brought, and nothing that was written since
  --customer ID    only this customer's
  --data DIR       the data directory of a running stack (.data); with SUPABASE_URL set, the services of the environment

Run it as often as you like: what was brought already stays as it is.`;

const flag = { type: "boolean" } as const;
const text = { type: "string" } as const;

async function run(args: string[]): Promise<void> {
  const known = { "dry-run": flag, validate: flag, rollback: flag, customer: text, data: text, help: flag };
  const options = readOptions(known, usage, args);
  if (options.help) return console.log(usage);
  await connect(options.data);
  const [system, redis, of] = [asSystem("migrate-redis-history"), historyRedis(), { customerId: options.customer }];
  if (options["dry-run"]) return print("Would bring", await examine(redis, of));
  if (options.rollback) {
    const { conversations, messages, kept } = await takeBack(system, of);
    console.log(`Took back ${messages} messages and ${conversations} conversations.`);
    for (const key of kept) console.log(`${key} stays: somebody has written in it since.`);
    return;
  }
  const report = options.validate ? undefined : await bring(system, redis, of);
  if (report) print(`Brought ${report.brought} new messages of`, report);
  const faults = await validate(system, redis, of);
  if (faults.length > 0) throw new UsageError(`${faults.join("\n")}\nRun it again to bring what is missing.`);
  console.log("Counts and checksums agree.");
}

async function connect(data: string | undefined): Promise<void> {
  if (process.env.SUPABASE_URL && data === undefined) return;
  const directory = dataDirectory(data);
  const ports = await runningPorts(directory);
  Object.assign(process.env, appEnvironment({ keys: loadKeys(directory), ports, demo: false }));
}

function print(what: string, { conversations, messages, duplicates, broken }: Report): void {
  console.log(`${what} ${messages} messages in ${conversations} conversations; ${duplicates} duplicates are ignored.`);
  for (const line of broken) console.log(`Broken: ${line}`);
}

await main(() => run(process.argv.slice(2)));
