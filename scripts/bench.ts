import type { Bench, BenchStack, Table } from "./bench/bench";
import { format } from "./bench/format";
import { openBenchStack } from "./bench/stack";
import { dataDirectory, main, readOptions, UsageError } from "./options";
import { beSilent } from "./progress";
import type { LocalSite } from "./stack/local-site";

/** Each measures one promise of the product; loaded only when asked for. */
const benches: Record<string, () => Promise<Bench>> = {
  search: async () => (await import("./bench/search")).search,
  paraphrase: async () => (await import("./bench/paraphrase")).paraphrase,
  tenants: async () => (await import("./bench/tenants")).tenants,
  crawl: async () => (await import("./bench/crawl")).crawl,
  memory: async () => (await import("./bench/crawl-memory")).memory,
  chat: async () => (await import("./bench/chat")).chat,
  stream: async () => (await import("./bench/stream")).stream,
  history: async () => (await import("./bench/history")).history,
  "hit-rate": async () => (await import("./bench/hit-rate")).hitRate,
  cache: async () => (await import("./bench/cache")).invalidation,
  kills: async () => (await import("./bench/kills")).kills,
  inbox: async () => (await import("./bench/inbox")).inbox,
};

/** Where the sites of benches listen when a running stack must know them beforehand. */
const FIRST_PORT = 4710;

const usage = `npm run bench -- [name…] [options]

  name          one or more of: ${Object.keys(benches).join(", ")}; all if left out
  --data DIR    measure the stack that runs on DIR; it must have been started with
                CRAWLER_ALLOWED_HOSTS=${Array.from({ length: 8 }, (_, index) => `127.0.0.1:${FIRST_PORT + index}`).join(",")}
  --json        print JSON alone
  --help        this text`;

type Stack = Awaited<ReturnType<typeof openBenchStack>>;
type Opened = { name: string; spec: Bench; sites: LocalSite[] };

async function bench(args: string[]): Promise<void> {
  const names = args.filter((arg, index) => !arg.startsWith("--") && args[index - 1] !== "--data");
  const options = readOptions(
    { data: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean" } },
    usage,
    args.filter((arg) => !names.includes(arg)),
  );
  if (options.json) beSilent();
  if (options.help) return console.log(usage);
  const dataDir = options.data === undefined ? undefined : dataDirectory(options.data);
  const opened = await open(names.length > 0 ? names : Object.keys(benches), dataDir ? FIRST_PORT : 0);
  const sites = opened.flatMap((each) => each.sites);
  try {
    const stack = await openBenchStack({ dataDir, allowedHosts: sites.map(({ host }) => host) });
    const results = await measureAll(opened, stack, options.json ?? false).finally(stack.close);
    if (options.json) console.log(JSON.stringify(results));
  } finally {
    await Promise.all(sites.map((site) => site.close()));
  }
}

/** First the benches that need the services for themselves, which they are not once the app is there. */
async function measureAll(opened: Opened[], stack: Stack, isJson: boolean): Promise<Record<string, Table>> {
  const [withApp, alone] = [opened.filter(needsApp), opened.filter((each) => !needsApp(each))];
  const results = await measure(alone, stack, isJson);
  if (withApp.length === 0) return results;
  await stack.startApp();
  return { ...results, ...(await measure(withApp, stack, isJson)) };
}

const needsApp = ({ spec }: Opened) => spec.needsApp ?? true;

/** The benches with their sites running, which must be known before the stack starts. */
async function open(names: string[], firstPort: number): Promise<Opened[]> {
  const unknown = names.find((name) => !benches[name]);
  if (unknown) throw new UsageError(`"${unknown}" is not a bench.\n\n${usage}`);
  const opened: Opened[] = [];
  for (const name of names) {
    const spec = await benches[name]?.();
    const count = opened.flatMap(({ sites }) => sites).length;
    const sites = (await spec?.openSites?.(firstPort === 0 ? 0 : firstPort + count)) ?? [];
    if (spec) opened.push({ name, spec, sites });
  }
  return opened;
}

async function measure(opened: Opened[], stack: BenchStack, isJson: boolean): Promise<Record<string, Table>> {
  const results: Record<string, Table> = {};
  for (const { name, spec, sites } of opened) {
    if (!isJson) console.log(`\n${spec.description}\n`);
    const table = await spec.run(stack, sites);
    if (!isJson) console.log(format(table));
    results[name] = table;
  }
  return results;
}

await main(() => bench(process.argv.slice(2)));
process.exit();
