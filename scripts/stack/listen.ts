import { once } from "node:events";
import { createServer, type Server } from "node:http";

/** Makes a server listen on loopback and gives its URL. Port 0 takes any free one. */
export async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening"); // Rejects when the server emits an error instead.
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return `http://127.0.0.1:${address.port}`;
}

/** Ends a server with its open connections. */
export async function close(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

/** The preferred port if nobody has it and it isn't among `taken`; otherwise the next one of which that is true. */
export async function freePort(preferred: number, taken: readonly number[] = []): Promise<number> {
  for (let port = preferred; port < preferred + 1000; port++) {
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
  throw new Error(`No port is free from ${preferred} on.`);
}

/** Whether one could listen on this port of loopback now. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await listen(server, port);
  } catch {
    return false;
  }
  await close(server);
  return true;
}
