import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { chat } from "./chat";
import { embeddings } from "./embeddings";
import { ApiError, sendError, sendJson } from "./http";
import { CHAT_MODEL, EMBEDDING_MODEL } from "./names";
import { createVectorizer, type Vectorizer } from "./vectorizer";

/** Longer than clients keep idle connections, so that none sends a request on one that is just being closed. */
const KEEP_ALIVE_MS = 65_000;

/**
 * Serves OpenAI's protocol on loopback without a network: embeddings, and a chat model that answers only by quoting the
 * sources it was given. Resolves when it listens; `url` is what OPENAI_BASE_URL wants.
 */
export async function startModel({ port, apiKey }: { port: number; apiKey: string }) {
  const vectorizer = createVectorizer();
  const server = createServer((request, response) => {
    handle(request, response, { apiKey, vectorizer }).catch((error) => sendError(response, error));
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}/v1`,
    async close() {
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), vectorizer.close()]);
    },
  };
}

type Service = { apiKey: string; vectorizer: Vectorizer };

async function handle(request: IncomingMessage, response: ServerResponse, { apiKey, vectorizer }: Service) {
  const route = `${request.method} ${new URL(request.url ?? "/", "http://model").pathname}`;
  if (route === "GET /health") return sendJson(response, 200, { status: "ok" });
  requireKey(request, apiKey);
  switch (route) {
    case "POST /v1/embeddings":
      return embeddings(request, response, vectorizer);
    case "POST /v1/chat/completions":
      return chat(request, response, vectorizer);
    case "GET /v1/models":
      return sendJson(response, 200, { object: "list", data: [CHAT_MODEL, EMBEDDING_MODEL].map(describe) });
    default:
      throw new ApiError(404, `Unknown request URL: ${route}`, { code: "unknown_url" });
  }
}

const describe = (id: string) => ({ id, object: "model", created: 1_763_683_200, owned_by: "omniops" });

function requireKey(request: IncomingMessage, apiKey: string) {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (given && timingSafeEqual(digest(given), digest(apiKey))) return;
  const message = given ? "Incorrect API key provided" : "You didn't provide an API key";
  throw new ApiError(401, message, { code: "invalid_api_key" });
}

const digest = (text: string) => createHash("sha256").update(text).digest();
