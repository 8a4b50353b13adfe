import { request as ask, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { close, listen } from "./listen";

/** Takes a request instead of the service behind the gateway; says whether it did. */
export type Intercept = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Stands in front of a service on loopback, so that a test can let it fail, hang or say something else for a while. */
export async function startGateway(target: string) {
  const { origin, pathname } = new URL(target);
  let intercept: Intercept = () => false;
  const server = createServer((request, response) => {
    if (!intercept(request, response)) forward(origin, request, response);
  });
  const address = await listen(server, 0);
  return {
    url: `${address}${pathname.replace(/\/$/, "")}`,
    /** From now on. */
    during(takes: Intercept): void {
      intercept = takes;
    },
    forward: (request: IncomingMessage, response: ServerResponse) => forward(origin, request, response),
    close: () => close(server),
  };
}

function forward(origin: string, request: IncomingMessage, response: ServerResponse) {
  const { method = "GET", headers, url = "/" } = request;
  const onward = ask(new URL(url, origin), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", () => response.destroy());
  response.on("close", () => onward.destroy());
  request.pipe(onward);
}

/** Breaks the connection, as a service does that has just died. */
export const dies: Intercept = (request) => {
  request.socket.destroy();
  return true;
};

export const failsWith =
  (status: number): Intercept =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end('{"message":"out of order"}');
    return true;
  };

const isChat = ({ url }: IncomingMessage) => url?.endsWith("/chat/completions") === true;

/** What a model is to say in one round: a text, or a call of a tool. */
export type Scripted = string | { tool: string; arguments: object };

/** A model that says this, round by round and then the last again, whatever it is asked. What it was asked is kept. */
export function scriptedModel(...rounds: Scripted[]) {
  const asked: { messages: { role: string; content: string }[]; tools?: unknown[] }[] = [];
  const intercept: Intercept = (request, response) => {
    if (!isChat(request)) return false;
    void text(request).then((body) => {
      asked.push(JSON.parse(body));
      const round = rounds[Math.min(asked.length, rounds.length) - 1] ?? "";
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const delta of deltasOf(round)) {
        response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`);
      }
      response.end("data: [DONE]\n\n");
    });
    return true;
  };
  return { asked, intercept };
}

function deltasOf(round: Scripted): object[] {
  if (typeof round === "string") return (round.match(/.{1,7}/gs) ?? []).map((content) => ({ content }));
  const call = { name: round.tool, arguments: JSON.stringify(round.arguments) };
  return [{ tool_calls: [{ index: 0, id: "call_1", type: "function", function: call }] }];
}

/** A model whose connection breaks after these words. */
export const breaksAfter =
  (content: string): Intercept =>
  (request, response) => {
    if (!isChat(request)) return false;
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`);
    setTimeout(() => response.destroy(), 50);
    return true;
  };

/** A model that says these words and then nothing; `isStopped` tells whether it was told to stop. */
export function stallsAfter(content: string) {
  let isStopped = false;
  const intercept: Intercept = (request, response) => {
    if (!isChat(request)) return false;
    response.on("close", () => {
      isStopped = true;
    });
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`);
    return true;
  };
  return { intercept, isStopped: () => isStopped };
}
