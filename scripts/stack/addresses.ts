import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { isAnswering } from "./child-process";
import { tryLockDirectory } from "./data-lock";
import { isFree } from "./listen";

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

type Claim = { port: number; release: () => void };

/**
 * Where the stack of a data directory will listen, kept in its stack.json for other commands: each service where it was
 * last time, or on the next free port. No other stack takes these ports before `release` is called or this process is
 * gone. The app's port is the one that people remember, so it is never swapped silently; 0 takes any.
 */
export async function claimPorts(dataDir: string, appPort = preferred.app) {
  const last = readPorts(dataDir) ?? preferred;
  const claims: Claim[] = [];
  const release = () => {
    for (const claim of claims) claim.release();
  };
  const claim = async (from: number, tries?: number) => {
    const found = await claimFrom(from, tries);
    if (found) claims.push(found);
    return found?.port;
  };
  try {
    const app = appPort === 0 ? await claim(preferred.app) : await claim(appPort, 1);
    if (!app) throw new Error(`Port ${appPort} is in use. Choose another one for the app with --port.`);
    const ports: Ports = { ...last, app };
    for (const name of ["supabase", "redis", "model", "mail"] as const) {
      const port = await claim(last[name]);
      if (!port) throw new Error(`No port is free from ${last[name]} on.`);
      ports[name] = port;
    }
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file(dataDir), `${JSON.stringify(ports, null, 2)}\n`);
    return { ports, release };
  } catch (error) {
    release();
    throw error;
  }
}

/** The first port on which nobody listens and that no stack means to use; undefined after so many that are taken. */
async function claimFrom(first: number, tries = 1000): Promise<Claim | undefined> {
  for (let port = first; port < first + tries; port++) {
    // Between looking and listening another stack would find the same port free: the lock is held in between.
    const release = tryLockDirectory(join(tmpdir(), `omniops-ports-${userInfo().uid}`, String(port)));
    if (!release) continue;
    if (await isFree(port)) return { port, release };
    release();
  }
  return undefined;
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
