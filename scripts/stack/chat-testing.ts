import { createHash, randomUUID } from "node:crypto";
import * as language from "@/app/api/chat/language/route";
import * as live from "@/app/api/chat/live/route";
import * as messages from "@/app/api/chat/messages/route";
import * as person from "@/app/api/chat/person/route";
import * as chat from "@/app/api/chat/route";
import * as session from "@/app/api/chat/session/route";
import { passageVector } from "@/lib/knowledge/words/tokenize";
import { embed } from "@/lib/platform/llm/embeddings";
import { startGateway } from "./gateway";
import type { TestCustomer, TestStack } from "./testing";

const APP = "http://127.0.0.1:3000";

type Site = Awaited<ReturnType<TestStack["newSite"]>>;
export type TestPage = { path: string; title: string; passages: string[] };
export type TestEvent = { event: string; data: Record<string, unknown> };

/** A customer with a site whose pages were read. */
export async function newReadSite(stack: TestStack, pages: TestPage[] = [], url = "https://example.com/") {
  const customer = await stack.newCustomer();
  const site = await stack.newSite(customer, url);
  for (const page of pages) await putPage(stack, customer, site, page);
  return { customer, site };
}

async function putPage(
  stack: TestStack,
  { customerId }: TestCustomer,
  site: Site,
  { path, title, passages }: TestPage,
) {
  const { model, vectors } = await embed(passages);
  await stack.serviceDb
    .rpc("put_page", {
      p_customer: customerId,
      p_site: site.id,
      p_page: {
        url: new URL(path, site.url).href,
        title,
        description: "",
        http_status: 200,
        content_hash: createHash("sha256").update(passages.join()).digest("hex"),
        bytes: 1,
      },
      p_passages: passages.map((content, index) => ({
        heading_path: [title],
        content,
        terms: passageVector(content, title),
        embedding: vectors[index],
        model,
      })),
    })
    .throwOnError();
}

/** Puts a gateway in front of each service that the app asks. */
export async function startGateways(stack: TestStack) {
  const database = await startGateway(stack.supabase.url);
  const redis = await startGateway(stack.redis.url);
  const model = await startGateway(stack.model.url);
  Object.assign(process.env, {
    SUPABASE_URL: database.url,
    UPSTASH_REDIS_REST_URL: redis.url,
    OPENAI_BASE_URL: model.url,
  });
  const all = [database, redis, model];
  return {
    database,
    redis,
    model,
    open: () => {
      for (const gateway of all) gateway.during(() => false);
    },
    close: () => Promise.all(all.map((gateway) => gateway.close())),
  };
}

/** A visitor's browser: calls the route handlers as a page of `origin` does. */
export class Browser {
  readonly #site: Site;
  readonly origin: string;
  token = "";

  constructor(site: Site, origin = site.allowed_origins[0] ?? "") {
    this.#site = site;
    this.origin = origin;
  }

  request(path: string, init: RequestInit = {}): Request {
    const headers = new Headers({ origin: this.origin, "content-type": "application/json" });
    if (this.token) headers.set("authorization", `Bearer ${this.token}`);
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    return new Request(`${APP}${path}`, { ...init, headers });
  }

  #post(path: string, body: unknown, headers: Record<string, string> = {}) {
    return this.request(path, { method: "POST", body: JSON.stringify(body), headers });
  }

  async start(body: Record<string, unknown> = {}) {
    const response = await session.POST(this.#post("/api/chat/session", { siteKey: this.#site.site_key, ...body }));
    const started = await response.json();
    if (response.ok) this.token = started.sessionToken;
    return { status: response.status, body: started, headers: response.headers };
  }

  async send(message: string, fields: Record<string, unknown> = {}) {
    const body = { message, clientMessageId: randomUUID(), ...fields };
    const response = await chat.POST(this.#post("/api/chat", body));
    return { status: response.status, body: await response.json(), headers: response.headers };
  }

  open(message: string, fields: Record<string, unknown> = {}): Promise<Response> {
    const body = { message, clientMessageId: randomUUID(), ...fields };
    return chat.POST(this.#post("/api/chat", body, { accept: "text/event-stream" }));
  }

  async stream(message: string, fields: Record<string, unknown> = {}): Promise<TestEvent[]> {
    return eventsOf(await (await this.open(message, fields)).text());
  }

  async history(query: Record<string, string>) {
    const response = await messages.GET(this.request(`/api/chat/messages?${new URLSearchParams(query)}`));
    return { status: response.status, body: await response.json() };
  }

  async choose(tag: string) {
    const response = await language.POST(this.#post("/api/chat/language", { language: tag }));
    return { status: response.status, body: await response.json() };
  }

  /** What lets the page hear a conversation. */
  async live(conversationId: string) {
    const response = await live.POST(this.#post("/api/chat/live", { conversationId }));
    return { status: response.status, body: await response.json() };
  }

  async askForPerson(body: Record<string, unknown>) {
    const response = await person.POST(this.#post("/api/chat/person", body));
    return { status: response.status, body: await response.json() };
  }
}

export function eventsOf(text: string): TestEvent[] {
  return text
    .split("\n\n")
    .filter(Boolean)
    .map((block) => {
      const [, event = "", data = ""] = /^event: (.+)\ndata: (.+)$/s.exec(block) ?? [];
      return { event, data: JSON.parse(data) };
    });
}
