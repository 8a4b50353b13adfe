import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@supabase/supabase-js";
import type { Database } from "@/lib/platform/supabase/types";
import { loopback } from "@/scripts/stack/addresses";
import { type ProcessSpec, type RunningProcess, startProcess } from "@/scripts/stack/child-process";
import { appEnvironment, ownServices } from "@/scripts/stack/environment";
import { type Keys, randomKeys, randomSiteKey } from "@/scripts/stack/keys";
import { freePort } from "@/scripts/stack/listen";
import { startModel } from "@/scripts/stack/model/server";
import { serviceProcess } from "@/scripts/stack/services";
import type { Bench } from "./bench";
import { Synthetic } from "./synthetic";

const ORIGIN = "https://example.com";
const VISITORS = 6;
/** Below what a session may ask in a minute. */
const MESSAGES_EACH = 12;
/** After so many kills, so many messages must get through before the next. */
const KILLS_AT_ONCE = 8;
const MESSAGES_BETWEEN = 6;
const FIRST_PORT = 4340;

/** Kills the app, Redis and the database at random while visitors send, and looks for what they were promised. */
export const kills: Bench = {
  description: "500 kills of the app, Redis and the database while visitors send: what was acknowledged is there, once",
  needsApp: false,
  run: async () => {
    const { killed, ...figures } = await survive({ kills: 500, seed: 500 });
    return { "under load": { ...figures, ...killed } };
  },
};

type Victim = "app" | "redis" | "supabase";

/** A message that was acknowledged, in the order in which its visitor sent them. */
type Sent = { message: string; answer: string };
type Visit = { token: string; conversationId: string; sent: Sent[] };

export async function survive({ kills: count, seed }: { kills: number; seed: number }) {
  const began = performance.now();
  const stack = await start();
  try {
    const load = new Load(stack.appUrl, stack.siteKey);
    const chance = new Synthetic(seed);
    const visitors = Array.from({ length: VISITORS }, () => load.run());
    visitors.map((visitor) => visitor.catch(() => load.end()));
    const killed: Record<Victim, number> = { app: 0, redis: 0, supabase: 0 };
    for (let kill = 0; kill < count && !load.isOver; kill++) {
      if (kill % KILLS_AT_ONCE === 0) await load.progress(MESSAGES_BETWEEN);
      await sleep(chance.next() * 150);
      killed[await stack.kill(chance.next())]++;
    }
    await stack.ready();
    load.end();
    await Promise.all(visitors);
    const found = await compare(stack, load.visits);
    const acknowledged = load.visits.flatMap(({ sent }) => sent).length;
    return { killed, acknowledged, retries: load.retries, ...found, seconds: (performance.now() - began) / 1000 };
  } finally {
    await stack.close();
  }
}

type Survivors = Awaited<ReturnType<typeof start>>;

/** The processes, each under nobody's care but this one's, and the model, which nobody kills. */
async function start() {
  const dataDir = await mkdtemp(join(tmpdir(), "omniops-kills-"));
  const keys = randomKeys();
  const ports = await choosePorts();
  const model = await startModel({ port: ports.model, apiKey: keys.openaiKey });
  const appUrl = loopback(ports.app);
  const own = ownServices({ keys, ports });
  const specs: Record<Victim, ProcessSpec> = {
    redis: serviceProcess("redis", { port: ports.redis, token: keys.redisToken, file: join(dataDir, "redis.json") }),
    supabase: serviceProcess("supabase", { port: ports.supabase, keys, siteUrl: appUrl, mailDir: dataDir, dataDir }),
    app: {
      name: "app",
      args: ["--import", "tsx", "--conditions=react-server", join(import.meta.dirname, "chat-app.ts")],
      settings: { port: ports.app },
      // Not those of the bench's own stack, to which its environment points.
      env: {
        ...appEnvironment({ keys, ports, demo: false }),
        ...own.supabase,
        ...own.redis,
        ...own.model,
        LOG_LEVEL: "silent",
      },
    },
  };
  const launch = (name: Victim) => startProcess(specs[name], join(dataDir, `${name}.log`));
  const running: Record<Victim, RunningProcess> = {
    redis: launch("redis"),
    supabase: launch("supabase"),
    app: launch("app"),
  };
  const names = Object.keys(running) as Victim[];
  const ready = async () => {
    for (const name of names) await running[name].ready;
  };
  /** Kills the process that `share`, from 0 to 1, points at, and starts it again. */
  const kill = async (share: number): Promise<Victim> => {
    const name = names[Math.floor(share * names.length)] ?? "app";
    await running[name].ready;
    running[name].kill();
    await running[name].ended;
    running[name] = launch(name);
    return name;
  };
  const close = async () => {
    await Promise.all(names.map((name) => running[name].stop()));
    await model.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  await ready();
  const db = createClient<Database>(loopback(ports.supabase), keys.serviceRoleKey, { auth: { persistSession: false } });
  const siteKey = await newSite(loopback(ports.supabase), keys);
  return { appUrl, siteKey, db, kill, ready, close };
}

async function choosePorts() {
  const ports = { app: 0, supabase: 0, redis: 0, model: 0, mail: 0 };
  for (const name of Object.keys(ports) as (keyof typeof ports)[]) {
    ports[name] = await freePort(FIRST_PORT, Object.values(ports));
  }
  return ports;
}

async function newSite(url: string, keys: Keys): Promise<string> {
  const person = { email: `owner-${randomUUID()}@example.com`, password: randomUUID() };
  const clientOf = (key: string) => createClient<Database>(url, key, { auth: { persistSession: false } });
  const made = await clientOf(keys.serviceRoleKey).auth.admin.createUser({ ...person, email_confirm: true });
  if (made.error) throw made.error;
  const owner = clientOf(keys.anonKey);
  const { error } = await owner.auth.signInWithPassword(person);
  if (error) throw error;
  const { data: customer_id } = await owner.rpc("create_customer", { p_name: "Kills" }).throwOnError();
  const site_key = randomSiteKey();
  const site = { customer_id, name: "Kills", url: `${ORIGIN}/`, site_key, allowed_origins: [ORIGIN] };
  await owner.from("sites").insert(site).throwOnError();
  return site_key;
}

/** Visitors who send, and send again until it is acknowledged, as the widget does. */
class Load {
  readonly visits: Visit[] = [];
  retries = 0;
  isOver = false;
  readonly #appUrl: string;
  readonly #siteKey: string;
  #heard: (() => void)[] = [];

  constructor(appUrl: string, siteKey: string) {
    this.#appUrl = appUrl;
    this.#siteKey = siteKey;
  }

  async run(): Promise<void> {
    while (!this.isOver) await this.#visit();
  }

  end(): void {
    this.isOver = true;
    this.#tell();
  }

  /** Settles when `count` more messages are acknowledged. */
  async progress(count: number): Promise<void> {
    for (let i = 0; i < count && !this.isOver; i++) await new Promise<void>((resolve) => this.#heard.push(resolve));
  }

  #tell(): void {
    for (const resolve of this.#heard.splice(0)) resolve();
  }

  async #visit(): Promise<void> {
    const { sessionToken: token } = await this.#ask("/api/chat/session", { siteKey: this.#siteKey });
    const visit: Visit = { token, conversationId: "", sent: [] };
    this.visits.push(visit);
    for (let i = 0; i < MESSAGES_EACH && !this.isOver; i++) {
      const message = `Message ${i} of visit ${this.visits.indexOf(visit)}: when are you open?`;
      const named = visit.conversationId ? { conversationId: visit.conversationId } : {};
      const answer = await this.#ask("/api/chat", { message, clientMessageId: randomUUID(), ...named }, token);
      visit.conversationId = answer.conversationId;
      visit.sent.push({ message, answer: answer.message });
      this.#tell();
    }
  }

  /** Asks until there is an answer. Throws what a visitor would see as an error. */
  async #ask(
    path: string,
    body: object,
    token?: string,
  ): Promise<Record<"sessionToken" | "conversationId" | "message", string>> {
    for (;;) {
      const response = await this.#post(path, JSON.stringify(body), token);
      if (response?.status === 200) return JSON.parse(response.text);
      if (response && response.status < 500 && response.status !== 429) {
        throw new Error(`${path} answered ${response.status}: ${response.text}`);
      }
      this.retries++;
      await sleep(response?.status === 429 ? 2000 : 100);
    }
  }

  async #post(path: string, body: string, token?: string): Promise<{ status: number; text: string } | undefined> {
    const headers = {
      origin: ORIGIN,
      "content-type": "application/json",
      ...(token && { authorization: `Bearer ${token}` }),
    };
    try {
      const response = await fetch(`${this.#appUrl}${path}`, {
        method: "POST",
        headers,
        body,
        signal: AbortSignal.timeout(20_000),
      });
      return { status: response.status, text: await response.text() };
    } catch {
      return undefined;
    }
  }
}

type Row = { id: string; role: string; content: string; reply_to: string | null };

const wrongs = { lost: 0, twice: 0, "not answered once": 0, "answers changed": 0, "out of order": 0, "stale pages": 0 };

/** What became of the visits' messages: in the tables, and as a visitor reads them through the cache. */
async function compare({ db, appUrl }: Survivors, visits: Visit[]): Promise<typeof wrongs> {
  const found = { ...wrongs };
  for (const visit of visits.filter(({ sent }) => sent.length > 0)) {
    const query = db.from("messages").select("id, role, content, reply_to").eq("conversation_id", visit.conversationId);
    const { data: rows } = await query.order("seq").throwOnError();
    for (const sent of visit.sent) for (const wrong of wrongsOf(sent, rows)) found[wrong]++;
    const asked = rows.filter(({ role }) => role === "user");
    if (contentOf(asked) !== visit.sent.map(({ message }) => message).join("\n")) found["out of order"]++;
    if ((await readPage(appUrl, visit)) !== contentOf(rows)) found["stale pages"]++;
  }
  return found;
}

function wrongsOf({ message, answer }: Sent, rows: Row[]): (keyof typeof wrongs)[] {
  const stored = rows.filter(({ role, content }) => role === "user" && content === message);
  const answers = rows.filter(({ reply_to }) => reply_to === stored[0]?.id);
  const is = {
    lost: stored.length === 0,
    twice: stored.length > 1,
    "not answered once": answers.length !== 1,
    "answers changed": answers[0]?.content !== answer,
  };
  return (Object.keys(is) as (keyof typeof is)[]).filter((wrong) => is[wrong]);
}

const contentOf = (rows: { content: string }[]) => rows.map(({ content }) => content).join("\n");

async function readPage(appUrl: string, { conversationId, token }: Visit): Promise<string> {
  const headers = { origin: ORIGIN, authorization: `Bearer ${token}` };
  const response = await fetch(`${appUrl}/api/chat/messages?conversationId=${conversationId}`, { headers });
  const { messages = [] } = (await response.json()) as { messages?: { content: string }[] };
  return contentOf(messages);
}
