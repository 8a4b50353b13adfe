import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { vi } from "vitest";

export const isInstalled = spawnSync("redis-server", ["--version"]).status === 0;

/** A real Redis on loopback that keeps nothing. */
export async function startRedisServer(port?: number) {
  const actualPort = port ?? (await freePort());
  const options = { port: String(actualPort), bind: "127.0.0.1", save: "", appendonly: "no" };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn("redis-server", args, { stdio: "ignore" });
  await vi.waitFor(() => isListening(actualPort), 5000);
  return {
    port: actualPort,
    url: `redis://127.0.0.1:${actualPort}`,
    async stop() {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address ? address.port : 0;
}

async function isListening(port: number): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.destroy();
}
