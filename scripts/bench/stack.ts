import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApiKey } from "@/lib/accounts/service";
import { siteUrl } from "@/lib/knowledge/crawl/urls";
import { build } from "@/scripts/build";
import { ensureCustomer, ensureSite } from "@/scripts/customers";
import { runningPorts } from "@/scripts/stack/addresses";
import { appEnvironment } from "@/scripts/stack/environment";
import { loadKeys, randomSiteKey } from "@/scripts/stack/keys";
import { openStack } from "@/scripts/stack/stack";
import type { BenchCustomer, BenchStack } from "./bench";

type Options = { dataDir: string | undefined; allowedHosts: string[] };

type Opened = BenchStack & {
  /** Starts the app in production mode, unless it runs. */
  startApp: () => Promise<void>;
  close: () => Promise<void>;
};

/** The stack that runs on `dataDir`, or the services of one of its own, to which the app can be added. */
export async function openBenchStack(options: Options): Promise<Opened> {
  const { environment, startApp, close } = options.dataDir
    ? await running(options.dataDir)
    : await ownStack(options.allowedHosts);
  Object.assign(process.env, environment);
  return { appUrl: environment.APP_URL, environment, newCustomer, startApp, close };
}

async function running(dataDir: string) {
  const ports = await runningPorts(dataDir);
  const environment = appEnvironment({ keys: loadKeys(dataDir), ports, demo: false });
  return { environment, startApp: async () => {}, close: async () => {} };
}

async function ownStack(allowedHosts: string[]) {
  process.env.CRAWLER_ALLOWED_HOSTS = allowedHosts.join(",");
  process.env.BENCH_ROUTES = "on";
  const dataDir = await mkdtemp(join(tmpdir(), "omniops-bench-"));
  const onGiveUp = (why: string) => console.error(why);
  const stack = await openStack({ dataDir, port: 0, demo: false, onGiveUp });
  const close = async () => {
    await stack.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const startApp = async () => {
    await build(stack.logDir);
    await stack.startApp("start");
  };
  await stack.startServices().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return { environment: stack.environment, startApp, close };
}

async function newCustomer(name: string, site: string, origin = new URL(site).origin): Promise<BenchCustomer> {
  const owner = { email: `owner-${randomUUID()}@customers.example`, password: randomBytes(12).toString("base64url") };
  const ctx = await ensureCustomer(owner, name);
  const siteKey = randomSiteKey();
  const { id: siteId } = await ensureSite(ctx, { url: siteUrl(site), name, siteKey, allowedOrigins: [origin] });
  const { key: apiKey } = await createApiKey(ctx, { name: "npm run bench", scopes: ["read", "write"] });
  return { customerId: ctx.customerId, siteId, siteKey, apiKey };
}
