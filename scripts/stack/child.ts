// One service of the stack in a process of its own: `child.ts <service>`, its settings as the first message.
import { once } from "node:events";
import { type ServiceName, services } from "./services";

const CLOSE_MS = 4_000;

type Service = { close: () => void | Promise<void> };

async function main(name: string | undefined): Promise<void> {
  const start = services[name as ServiceName] as ((settings: unknown) => Promise<Service>) | undefined;
  if (!start) throw new Error(`There is no service "${name}"; there are ${Object.keys(services).join(", ")}.`);
  const [settings] = await once(process, "message");
  const service = start(settings);
  process.once("SIGTERM", () => void close(service));
  process.once("disconnect", () => void close(service)); // The parent is gone.
  await service;
  process.send?.("ready");
}

/** What takes longer than a few seconds to close is left to its crash safety. */
async function close(starting: Promise<Service>): Promise<void> {
  setTimeout(() => process.exit(1), CLOSE_MS);
  const service = await starting;
  await service.close();
  process.exit(0);
}

await main(process.argv[2]);
