import type { Bench, Table } from "./bench/bench";
import { format } from "./bench/format";
import { openBenchStack } from "./bench/stack";
import { dataDirectory, main, readOptions, UsageError } from "./options";
import { beSilent } from "./progress";
import type { LocalSite } from "./stack/local-site";

/** Each measures one promise of the product; loaded only when asked for. */
const benches: Record<string, () => Promise<Bench>> = {
  search: async () => (await import("./bench/search")).search,
  crawl: async () => (await import("./bench/crawl")).crawl,
  chat: async () => (await import("./bench/chat")).chat,
};

/** Where the sites of benches listen when a running stack must know them beforehand. */
const FIRST_PORT = 4710;

const usage = `npm run bench -- [name…] [options]

  name          one or more of: ${Object.keys(benches).join(", ")}; all if left out
  --data DIR    measure the stack that runs on DIR; it must have been started with
                CRAWLER_ALLOWED_HOSTS=${Array.from({ length: 6 }, (_, index) => `127.0.0.1:${FIRST_PORT + index}`).join(",")}
  --json        print JSON alone
  --help        this text`;

type Options = { dataDir: string | undefined; isJson: boolean };

async function bench(args: string[]): Promise<void> {
  const names = args.filter((arg, index) => !arg.startsWith("--") && args[index - 1] !== "--data");
  const options = readOptions(
    { data: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean" } },
    usage,
    args.filter((arg) => !names.includes(arg)),
  );
  if (options.json) beSilent();
  if (options.help) return console.log(usage);
  const unknown = names.find((name) => !benches[name]);
  if (unknown) throw new UsageError(`"${unknown}" is not a bench.\n\n${usage}`);
  const dataDir = options.data === undefined ? undefined : dataDirectory(options.data);
  const results: Record<string, Table> = {};
  for (const name of names.length > 0 ? names : Object.keys(benches)) {
    results[name] = await measure(name, { dataDir, isJson: options.json ?? false });
  }
  if (options.json) console.log(JSON.stringify(results));
}

async function measure(name: string, { dataDir, isJson }: Options): Promise<Table> {
  const spec = await benches[name]?.();
  if (!spec) throw new UsageError(usage);
  const sites: LocalSite[] = (await spec.openSites?.(dataDir ? FIRST_PORT : 0)) ?? [];
  const stack = await openBenchStack({ dataDir, allowedHosts: sites.map(({ host }) => host) });
  try {
    if (!isJson) console.log(`\n${spec.description}\n`);
    const table = await spec.run(stack, sites);
    if (!isJson) console.log(format(table));
    return table;
  } finally {
    await stack.close();
    await Promise.all(sites.map((site) => site.close()));
  }
}

await main(() => bench(process.argv.slice(2)));
process.exit();
