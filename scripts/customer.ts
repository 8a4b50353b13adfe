import { randomBytes, randomUUID } from "node:crypto";
import { createApiKey } from "@/lib/accounts/service";
import { siteUrl } from "@/lib/knowledge/crawl/urls";
import { ensureCustomer, ensureSite } from "./customers";
import { dataDirectory, main, readOptions, UsageError } from "./options";
import { runningPorts } from "./stack/addresses";
import { appEnvironment } from "./stack/environment";
import { loadKeys, randomSiteKey } from "./stack/keys";

const usage = `npm run --silent customer -- create --name NAME --site URL --origin ORIGIN [--data DIR]

  --name NAME       the business
  --site URL        where its website begins
  --origin ORIGIN   where its widget runs, as https://example.com
  --data DIR        the data directory of the running stack (.data)

Prints one line of JSON: customerId, siteId, siteKey, apiKey, email, password.`;

/** Makes a customer on the running stack and prints what a program needs to act for it. */
async function customer([command, ...args]: string[]): Promise<void> {
  if (command === "--help") return console.log(usage);
  if (command !== "create") throw new UsageError(`"customer ${command ?? ""}" is not a command.\n\n${usage}`);
  const { name, site, origin, data } = readOptions(
    { name: { type: "string" }, site: { type: "string" }, origin: { type: "string" }, data: { type: "string" } },
    usage,
    args,
  );
  if (!name?.trim() || !site || !origin) throw new UsageError(`--name, --site and --origin are needed.\n\n${usage}`);
  if (URL.parse(origin)?.origin !== origin)
    throw new UsageError(`--origin ${origin} is not an origin, as https://example.com.`);
  const url = siteUrl(site);
  const dataDir = dataDirectory(data);
  const ports = await runningPorts(dataDir);
  Object.assign(process.env, appEnvironment({ keys: loadKeys(dataDir), ports, demo: false }), { LOG_LEVEL: "silent" });
  const owner = { email: `owner-${randomUUID()}@customers.example`, password: randomBytes(12).toString("base64url") };
  const ctx = await ensureCustomer(owner, name);
  const siteKey = randomSiteKey();
  const { id: siteId } = await ensureSite(ctx, { url, name, siteKey, allowedOrigins: [origin] });
  const { key: apiKey } = await createApiKey(ctx, { name: "npm run customer", scopes: ["read", "write"] });
  console.log(JSON.stringify({ customerId: ctx.customerId, siteId, siteKey, apiKey, ...owner }));
}

await main(() => customer(process.argv.slice(2)));
