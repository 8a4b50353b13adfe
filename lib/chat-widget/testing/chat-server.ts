import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { accentRules } from "@/lib/conversations/accent";
import { createFileStore } from "./file-store";
import { listen } from "./listen";
import { answerOf, type Kept, keep, pageOf, questionOf } from "./said";

export const site = {
  name: "Harrow Mill",
  assistantName: "Millie",
  greeting: "Hello! How can we help?",
  suggestions: ["When are you open?"],
  accentRules: accentRules("#2f6b4f"),
  languages: ["en", "ar"],
};

const known = {
  message: "Yes, we cook a **vegan menu** every day.[1] We are open from Wednesday to Sunday.[2]",
  answered: true,
  sources: [
    { url: "https://mill.test/menu", title: "Menu", quote: "The vegan menu is cooked every day." },
    { url: "javascript:alert(1)", title: "Hours", quote: "Open from Wednesday to Sunday." },
  ],
};
const unknown = { message: "I don't know whether that is so.", answered: false, sources: [] };

const asked = { id: randomUUID(), role: "system", content: "You asked for a person." };
const language = ({ languageMode }: ChatState) => ({ language: "en", languageMode, allowedLanguages: site.languages });

type Body = {
  message?: string;
  clientMessageId?: string;
  conversationId?: string;
  sessionToken?: string;
  email?: string;
  language?: string;
  messageId?: string;
  emoji?: string;
};
type Post = { path: string; query: URLSearchParams; token: string; body: Body };

const freshState = () => ({
  languageMode: "auto",
  isAway: false,
  /** Between two pieces of an answer. */
  pauseMs: 0,
  /** How many streams are to break after their first piece. */
  cuts: 0,
  /** How many streams the reader has left. */
  left: 0,
  tokens: new Set<string>(),
  conversations: new Map<string, Kept[]>(),
  /** What the visitor thinks: a sign and the message that it is set at. */
  signs: new Set<string>(),
  /** How often the messages were asked for. */
  reads: 0,
  /** The place of the last message. */
  seq: 0,
  /** Who of the business answers. */
  person: null as { name: string } | null,
  hasAsked: false,
  posts: [] as Post[],
});

type ChatState = ReturnType<typeof freshState>;

/** A server that speaks the chat's endpoints as the widget meets them, and can be made to misbehave. */
export async function startChatServer(files: string) {
  const chat = { state: freshState() };
  const store = createFileStore(cors);

  const routes: Record<string, (post: Post, response: ServerResponse) => unknown> = {
    "/api/chat/site": (_, response) => json(response, 200, site),
    "/api/chat/session": ({ body }, response) =>
      json(response, 200, { ...startSession(chat.state, body), ...language(chat.state) }),
    "/api/chat": visitorsOnly(({ body }, response) =>
      answer(body, response, { state: chat.state, files: store.of(body.clientMessageId) }),
    ),
    "/api/chat/person": visitorsOnly((_, response) => {
      chat.state.hasAsked = true;
      json(response, 200, { requestedAt: "", message: asked });
    }),
    "/api/chat/live": visitorsOnly((_, response) => json(response, 503, {})),
    "/api/chat/language": visitorsOnly(({ body }, response) =>
      json(response, 200, {
        ...language(chat.state),
        language: body.language,
        message: { content: `Now in ${body.language}.` },
      }),
    ),
    "/api/chat/reactions": visitorsOnly(({ body }, response) =>
      json(response, 200, body.messageId ? toggled(chat.state, body) : listed(chat.state)),
    ),
    "/api/chat/messages": visitorsOnly(({ query }, response) => {
      chat.state.reads++;
      const page = pageOf(chat.state.conversations.get(query.get("conversationId") ?? ""), query);
      const { person, hasAsked } = chat.state;
      json(response, page ? 200 : 404, {
        ...page,
        person,
        personRequestedAt: hasAsked ? "2026-01-01T00:00:00Z" : null,
      });
    }),
  };

  function visitorsOnly(route: (post: Post, response: ServerResponse) => unknown) {
    return (post: Post, response: ServerResponse) =>
      chat.state.tokens.has(post.token) ? route(post, response) : json(response, 401, { error: {} });
  }

  async function reply(request: IncomingMessage, response: ServerResponse) {
    const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://chat.test");
    if (path.startsWith("/widget")) return file(join(files, path), response);
    if (chat.state.isAway) return request.socket.destroy();
    if (request.method === "OPTIONS") return response.writeHead(204, cors).end();
    if (path.startsWith("/api/chat/attachments")) {
      return store.answer(request, response, new URL(request.url ?? "/", `http://${request.headers.host}`));
    }
    const post = await read(request, { path, query });
    if (request.method === "POST") chat.state.posts.push(post);
    return routes[path]?.(post, response);
  }

  const server = await listen(createServer((request, response) => void reply(request, response)));
  return {
    ...server,
    state: () => chat.state,
    /** The files that came for a message. */
    filesOf: store.of,
    /** Lets a person say something in the one conversation. */
    speak: (name: string, content: string) => {
      const message = { ...answerOf(randomUUID(), { message: content }), author: { name } };
      for (const id of chat.state.conversations.keys()) keep(chat.state, id, [message]);
    },
    /** The messages that arrived, in order. */
    sent: () => chat.state.posts.filter(({ path }) => path === "/api/chat"),
    reset: () => {
      chat.state = freshState();
      store.reset();
    },
  };
}

function toggled({ signs }: ChatState, { messageId, emoji }: Body) {
  const sign = `${emoji} ${messageId}`;
  const isSet = !signs.delete(sign);
  if (isSet) signs.add(sign);
  return { isSet };
}

const listed = ({ signs }: ChatState) => ({
  reactions: [...signs].map((sign) => {
    const [emoji, messageId] = sign.split(" ");
    return { messageId, emoji, count: 1, isMine: true };
  }),
});

function startSession({ tokens, conversations }: ChatState, { sessionToken = "" }: Body) {
  const isKept = tokens.has(sessionToken);
  const token = isKept ? sessionToken : randomUUID();
  tokens.add(token);
  const conversationId = isKept ? ([...conversations.keys()].at(-1) ?? null) : null;
  return { sessionToken: token, session: {}, conversationId, site };
}

type Answering = { state: ChatState; files: object[] };

/** Streams the answer, or leaves the message to the person who answers. */
async function answer(
  { message = "", clientMessageId = "", conversationId = randomUUID() }: Body,
  response: ServerResponse,
  { state, files }: Answering,
) {
  const ids = { conversationId, messageId: randomUUID() };
  const spoken = { ...language(state), person: state.person };
  const question = { ...questionOf(message, clientMessageId), attachments: files };
  const send = (event: string, data: object) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  response.writeHead(200, { ...cors, "content-type": "text/event-stream" });
  if (state.person) {
    keep(state, conversationId, [question]);
    send("done", { ...ids, message: "", sources: [], answered: false, ...spoken });
    return void response.end();
  }
  const reply = message.includes("unknown") ? unknown : known;
  send("start", { ...ids, userMessageId: randomUUID(), language: "en" });
  for (const text of reply.message.match(/.{1,12}/gs) ?? []) {
    if (response.destroyed) return void state.left++;
    send("delta", { text });
    await sleep(state.pauseMs);
    if (state.cuts > 0) {
      state.cuts--;
      return void response.destroy();
    }
  }
  keep(state, conversationId, [question, answerOf(ids.messageId, reply)]);
  send("sources", { sources: reply.sources });
  send("done", { ...ids, ...reply, ...spoken, toolCalls: [], usage: {} });
  response.end();
}

const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, content-type",
  "access-control-allow-methods": "GET, POST, DELETE, OPTIONS",
};

async function file(path: string, response: ServerResponse) {
  const contents = await readFile(path).catch(() => undefined);
  response.writeHead(contents ? 200 : 404, { ...cors, "content-type": "text/javascript; charset=utf-8" }).end(contents);
}

const json = (response: ServerResponse, status: number, body: object) =>
  void response.writeHead(status, { ...cors, "content-type": "application/json" }).end(JSON.stringify(body));

async function read(request: IncomingMessage, place: Pick<Post, "path" | "query">): Promise<Post> {
  let text = "";
  for await (const part of request) text += part;
  const token = String(request.headers.authorization).replace("Bearer ", "");
  return { ...place, token, body: text ? JSON.parse(text) : {} };
}
