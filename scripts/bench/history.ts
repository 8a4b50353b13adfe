import { randomUUID } from "node:crypto";
import { createServerClient } from "@supabase/ssr";
import { createCustomer } from "@/lib/accounts/service";
import { chatHistoryTag } from "@/lib/conversations/history";
import { asSystem } from "@/lib/platform/jobs/system";
import { cache } from "@/lib/platform/redis/cache";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import { type Bench, type BenchStack, quantile, type Table } from "./bench";
import { Synthetic } from "./synthetic";

const EXCHANGES = 200;
const ON_A_PAGE = 50;
const WARM_UP = 30;
const REQUESTS = 300;

/** Fewer than a member may send in a minute. */
const SENDS = 40;

/**
 * How close the history route comes to the least that its page can cost, from the cache and from the database; and how
 * long a search, a message and its invalidation take.
 */
export const history: Bench = {
  description:
    "A page of 50 exchanges: the history route, next to one bare read by the same server for the same member",
  proves:
    "HIST-063 HIST-064 HIST-065 HIST-066 HIST-067 on a machine with nothing else to do, hits, misses, messages and invalidations take no longer than promised",
  run: async (stack) => {
    const member = await newMember(stack);
    const get = (path: string) => timed(`${stack.appUrl}/api/${path}`, member.cookie);
    const route = `v1/chat/history/${member.userId}?limit=${ON_A_PAGE}&offset=0`;
    const search = `v1/chat/search/${member.userId}?q=a`;
    const forget = () => cache.forget(chatHistoryTag(member.userId));
    await get(route);
    const hits = await interleave({ bare: () => get("bench/history/redis"), route: () => get(route) });
    const misses = await interleave({
      bare: () => get("bench/history/database"),
      route: () => forget().then(() => get(route)),
    });
    await get(search);
    const searches = await repeat(REQUESTS, () => get(search));
    const forgets = await repeat(REQUESTS, () => elapsed(forget));
    const sends = await repeat(SENDS, () => elapsed(() => send(stack, member)));
    return {
      "one bare GET": row(hits.bare, hits.bare),
      "the history route, from the cache": { ...row(hits.route, hits.bare), "promised ms": 10 },
      "one bare query": row(misses.bare, misses.bare),
      "the history route, missing the cache": { ...row(misses.route, misses.bare), "promised ms": 1_000 },
      "a search, from the cache": { ...quantiles(searches), "promised ms": 10 },
      "an invalidation": { ...quantiles(forgets), "promised ms": 50 },
      "a message, to the end of its answer": { ...quantiles(sends), "promised ms": 1_500 },
    };
  },
};

type Times = Record<"bare" | "route", number[]>;

/** Times in milliseconds. The contenders take turns, so that what else the machine does hits both alike. */
async function interleave(contenders: Record<keyof Times, () => Promise<number>>): Promise<Times> {
  const times: Times = { bare: [], route: [] };
  for (let request = -WARM_UP; request < REQUESTS; request++) {
    const names = request % 2 === 0 ? (["bare", "route"] as const) : (["route", "bare"] as const);
    for (const name of names) {
      const took = await contenders[name]();
      if (request >= 0) times[name].push(took);
    }
  }
  return times;
}

async function repeat(count: number, measure: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) times.push(await measure());
  return times;
}

const quantiles = (times: number[]): Table[string] => ({
  "p50 ms": quantile(times, 0.5),
  "p95 ms": quantile(times, 0.95),
});

const row = (times: number[], bare: number[]): Table[string] => ({
  ...quantiles(times),
  "p95 ratio": quantile(times, 0.95) / quantile(bare, 0.95),
  "p50 ratio": quantile(times, 0.5) / quantile(bare, 0.5),
});

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const timed = (url: string, cookie: string) => elapsed(() => ask(url, { headers: { cookie } }));

function send({ appUrl }: BenchStack, { userId, cookie }: Member): Promise<void> {
  const body = JSON.stringify({ user_id: userId, message: "What do you know of this?" });
  const headers = { cookie, origin: appUrl, "content-type": "application/json" };
  return ask(`${appUrl}/api/v1/chat/send`, { method: "POST", headers, body });
}

async function ask(url: string, init: RequestInit): Promise<void> {
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
}

type Member = Awaited<ReturnType<typeof newMember>>;

/** A member, signed in as in a browser, who has asked much. */
async function newMember({ environment }: BenchStack) {
  const { SUPABASE_URL = "", SUPABASE_ANON_KEY = "" } = environment;
  const person = { email: `member-${randomUUID()}@customers.example`, password: randomUUID() };
  const { db } = asSystem("bench");
  const made = await db.auth.admin.createUser({ ...person, email_confirm: true });
  if (made.error) throw made.error;
  const userId = made.data.user.id;
  const jar = new Map<string, string>();
  const browser = createServerClient(SUPABASE_URL, SUPABASE_ANON_KEY, {
    cookies: {
      getAll: () => [...jar].map(([name, value]) => ({ name, value })),
      setAll: (updates) => {
        for (const { name, value } of updates) jar.set(name, value);
      },
    },
  });
  const { error } = await browser.auth.signInWithPassword(person);
  if (error) throw error;
  const customerId = await createCustomer(browser, userId, { name: "Bench" });
  await fill(customerId, userId);
  return { userId, cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") };
}

/** Exchanges as long as real ones: a sentence is asked, and a paragraph with two sources answers. */
async function fill(customer_id: string, user_id: string): Promise<void> {
  const { db } = asSystem("bench");
  const text = new Synthetic(11);
  const conversation_id = randomUUID();
  unwrap(await db.from("conversations").insert({ id: conversation_id, customer_id, user_id, channel: "dashboard" }));
  const asked = { customer_id, user_id, conversation_id };
  const rows = Array.from({ length: EXCHANGES }, (_, index) => {
    const answer = text.passage();
    const question = {
      ...asked,
      id: randomUUID(),
      role: "user",
      content: text.question(answer),
      client_message_id: randomUUID(),
    };
    const sources = [0, 1].map((number) => ({
      url: `https://www.example.com/pages/${index}/${number}`,
      title: text.passage().slice(0, 40),
      quote: answer.slice(0, 160),
    }));
    const reply = {
      ...asked,
      id: randomUUID(),
      role: "assistant",
      content: answer,
      reply_to: question.id,
      answered: true,
      parts: { sources },
    };
    return { question, reply };
  });
  unwrap(await db.from("messages").insert(rows.map(({ question }) => question)));
  unwrap(await db.from("messages").insert(rows.map(({ reply }) => reply)));
}
