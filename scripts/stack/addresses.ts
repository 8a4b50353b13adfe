import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { isAnswering } from "./child-process";
import { freePort, isFree } from "./listen";

const Ports = z.object({
  app: z.number(),
  supabase: z.number(),
  redis: z.number(),
  model: z.number(),
  mail: z.number(),
});

/** Where the processes of a stack listen on loopback. */
export type Ports = z.infer<typeof Ports>;

const preferred: Ports = { app: 3000, supabase: 54_321, redis: 54_322, model: 54_323, mail: 54_324 };

export const loopback = (port: number) => `http://127.0.0.1:${port}`;

const file = (dataDir: string) => join(dataDir, "stack.json");

/**
 * Where the stack of a data directory will listen, kept in its stack.json for other commands: each service where it was
 * last time, or on the next free port. The app's port is the one that people remember, so it is never swapped silently.
 */
export async function choosePorts(dataDir: string, appPort?: number): Promise<Ports> {
  const last = readPorts(dataDir) ?? preferred;
  const app = appPort ?? preferred.app;
  if (!(await isFree(app))) throw new Error(`Port ${app} is in use. Choose another one for the app with --port.`);
  const ports: Ports = { ...last, app };
  const taken = [app];
  for (const name of ["supabase", "redis", "model", "mail"] as const) {
    ports[name] = await freePort(last[name], taken);
    taken.push(ports[name]);
  }
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file(dataDir), `${JSON.stringify(ports, null, 2)}\n`);
  return ports;
}

/** Where the stack of a data directory listens now. Throws a sentence if it doesn't run. */
export async function runningPorts(dataDir: string): Promise<Ports> {
  const ports = readPorts(dataDir);
  const isRunning = ports && (await isAnswering(`${loopback(ports.app)}/api/health`, 10_000));
  if (!isRunning) throw new Error(`No stack runs on ${dataDir}. Start it with: npm run up -- --data ${dataDir}`);
  return ports;
}

/** Where the stack of a data directory listened last, if it ever ran. */
export function readPorts(dataDir: string): Ports | undefined {
  try {
    return Ports.parse(JSON.parse(readFileSync(file(dataDir), "utf8")));
  } catch {
    return undefined;
  }
}
