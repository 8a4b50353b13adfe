import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { close, listen } from "@/scripts/stack/listen";
import { ChatRequest } from "@/scripts/stack/model/chat-request";
import { readBody, sendError, sendJson } from "@/scripts/stack/model/http";
import { Synthetic } from "./synthetic";

export type Pace = {
  /** The time that a vector takes. */
  embeddingMs: number;
  /** The time before the first token. */
  thinkingMs: number;
  /** The time from one token to the next. */
  tokenMs: number;
  /** The tokens of every answer. */
  tokens: number;
};

/**
 * Speaks OpenAI's protocol at a fixed pace that costs next to no processor time: what else takes time is the product.
 * Its answers quote the sources it is given, a word a token, from the first on and again.
 */
export async function startPacedModel(pace: Pace) {
  const server = createServer((request, response) => {
    const begun = performance.now();
    const answered = request.url?.endsWith("/embeddings")
      ? embed(response, pace)
      : chat(request, response, pace, begun);
    answered.catch((error) => sendError(response, error));
  });
  return { url: `${await listen(server as Server, 0)}/v1`, close: () => close(server) };
}

const text = new Synthetic(23);
const vector = Buffer.from(Float32Array.from({ length: 512 }, () => text.next() - 0.5).buffer).toString("base64");

async function embed(response: ServerResponse, { embeddingMs }: Pace): Promise<void> {
  await sleep(embeddingMs);
  const usage = { prompt_tokens: 10, total_tokens: 10 };
  const data = [{ object: "embedding", index: 0, embedding: vector }];
  sendJson(response, 200, { object: "list", model: "paced", data, usage });
}

async function chat(request: IncomingMessage, response: ServerResponse, pace: Pace, begun: number): Promise<void> {
  const { messages } = await readBody(request, ChatRequest);
  const words = quotes(messages.at(-1)?.content ?? "");
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
  for (let token = 0; token < pace.tokens; token++) {
    // By the clock, so that no late token makes all that follow it late.
    await sleep(Math.max(0, begun + pace.thinkingMs + token * pace.tokenMs - performance.now()));
    if (response.destroyed) return;
    response.write(chunk({ content: words[token % words.length] ?? "" }, null));
  }
  response.write(chunk({}, "stop"));
  response.end("data: [DONE]\n\n");
}

/** The words of the sources, with the marker of their source behind each sentence. */
function quotes(asked: string): string[] {
  const sources = [...asked.matchAll(/<source id="(\d+)"[^>]*>([^<]*)<\/source>/g)];
  const cited = sources.map(([, id, said = ""]) => said.replace(/[.!?](?=\s|$)/g, `$& [${id}]`));
  return (cited.join(" ") || "I don't know.").split(/\s+/).map((word) => `${word} `);
}

const chunk = (delta: object, finish_reason: string | null) => {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason }];
  return `data: ${JSON.stringify({ id: "chatcmpl-paced", object: "chat.completion.chunk", created: 0, model: "paced", choices })}\n\n`;
};
