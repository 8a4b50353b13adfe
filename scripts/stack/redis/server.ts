import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Backend, type Outcome, Unavailable } from "./backend";
import { memoryBackend } from "./memory-backend";
import { realBackend } from "./real-backend";
import { encode, toWords, wordsOf } from "./rest";

type Options = {
  port: number;
  token: string;
  /** A Redis server to speak for, instead of a store in this process. */
  redisUrl?: string | undefined;
  /** Where the store in this process is kept. Without it, it ends with the process. */
  file?: string | undefined;
};

const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** Serves Upstash's REST protocol on loopback; resolves when it listens. */
export async function startRedis({ port, token, redisUrl, file }: Options) {
  const backend = redisUrl ? await realBackend(redisUrl) : memoryBackend(file);
  const server = createServer((request, response) => {
    answer(request, response, backend, token).catch((error: Error) => {
      if (response.headersSent) response.destroy();
      else sendJson(response, statusOf(error), { error: error.message });
    });
  });
  server.keepAliveTimeout = 65_000;
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const { port: actualPort } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${actualPort}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await backend.close();
    },
  };
}

class TooLarge extends Error {}

function statusOf(error: Error): number {
  if (error instanceof TooLarge) return 413;
  return error instanceof Unavailable ? 503 : 400;
}

async function answer(request: IncomingMessage, response: ServerResponse, backend: Backend, token: string) {
  const url = new URL(request.url ?? "/", "http://redis");
  if (url.pathname === "/health") return sendJson(response, 200, { status: "ok" });
  if (!isToken(request, url, token))
    return sendJson(response, 401, { error: "WRONGPASS invalid or missing auth token" });

  const path = url.pathname.split("/").filter(Boolean).map(decodeURIComponent);
  const [first = "", second = ""] = path;
  if ((first === "subscribe" || first === "psubscribe") && second) {
    return stream(response, backend, first, second);
  }
  const body = await readBody(request);
  const isBase64 = request.headers["upstash-encoding"] === "base64";
  const toEntry = (outcome: Outcome) =>
    "error" in outcome ? { error: outcome.error.message } : { result: encode(outcome.reply, isBase64) };

  if (first === "pipeline" || first === "multi-exec") {
    const run = first === "pipeline" ? backend.pipeline : backend.transaction;
    return sendJson(response, 200, (await run(readCommands(body))).map(toEntry));
  }
  const words = path.length > 0 ? wordsOf(url, path, body) : toWords(readJson(body));
  const [outcome = { reply: null }] = await backend.pipeline([words]);
  sendJson(response, "error" in outcome ? 400 : 200, toEntry(outcome));
}

function isToken(request: IncomingMessage, url: URL, token: string): boolean {
  const given = request.headers.authorization?.replace(/^Bearer /i, "") ?? url.searchParams.get("_token") ?? "";
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  // Read to its end even so: a connection with half a request in it would block the next one.
  if (bytes > MAX_BODY_BYTES) throw new TooLarge("ERR max request size exceeded");
  return Buffer.concat(chunks).toString("utf8");
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Error("ERR the body is not JSON");
  }
}

function readCommands(body: string): string[][] {
  const commands = readJson(body);
  if (!Array.isArray(commands)) throw new Error("ERR the body is not a list of commands");
  return commands.map(toWords);
}

function sendJson(response: ServerResponse, status: number, value: unknown) {
  // Clients echo the token to read their own writes; one store always does.
  response.writeHead(status, { "content-type": "application/json", "upstash-sync-token": "local" });
  response.end(JSON.stringify(value));
}

async function stream(
  response: ServerResponse,
  backend: Backend,
  kind: "subscribe" | "psubscribe",
  name: string,
): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write(`data: ${kind},${name},1\n\n`);
  const unsubscribe = await backend.subscribe(kind, name, ({ pattern, channel, text }) => {
    const head = pattern === undefined ? ["message"] : ["pmessage", pattern];
    response.write(`data: ${[...head, channel, text].join(",")}\n\n`);
  });
  response.on("close", unsubscribe);
}
