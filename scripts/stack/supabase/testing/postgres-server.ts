import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import postgres from "postgres";
import { close, listen } from "@/scripts/stack/listen";

const NOBODY = 65534;
const START_MS = 20_000;

export const hasPostgres = spawnSync("postgres", ["--version"]).status === 0;

/** Postgres refuses to run as root. */
const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** A PostgreSQL server of our own, empty, on loopback. */
export async function startPostgres(): Promise<{ url: string; close(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), "postgres-"));
  if (user.uid) chownSync(directory, user.uid, user.gid);
  const data = join(directory, "data");
  const initdb = ["-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
  const made = spawnSync("initdb", initdb, { ...user, cwd: directory, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await anyPort();
  const settings = ["-F", "-D", data, "-h", "127.0.0.1", "-p", String(port), "-k", directory];
  const server = spawn("postgres", settings, { ...user, cwd: directory, stdio: "ignore" });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await answering(url, server);
  return {
    url,
    async close() {
      const gone = once(server, "exit");
      server.kill("SIGINT"); // Ends open connections too.
      await gone;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function anyPort(): Promise<number> {
  const server = createServer();
  const { port } = new URL(await listen(server, 0));
  await close(server);
  return Number(port);
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  const end = Date.now() + START_MS;
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 2 });
  try {
    while (Date.now() < end && server.exitCode === null) {
      const isUp = await sql`select 1`.then(
        () => true,
        () => false,
      );
      if (isUp) return;
      await setTimeout(100);
    }
    throw new Error(`PostgreSQL didn't start (exit code ${server.exitCode})`);
  } finally {
    await sql.end();
  }
}
