import { randomUUID } from "node:crypto";
import OpenAI from "openai";
import { startLocalSite } from "@/scripts/stack/local-site";
import { apiClient, type Bench, type BenchCustomer, type BenchStack, quantile, readWhole, type Table } from "./bench";

const VISITORS = 12;
const ROUNDS = 40;
const QUESTIONS = [
  "How much does a double room cost?",
  "Are dogs welcome in the garden?",
  "When does breakfast begin?",
  "Is there parking for guests?",
];

/** Opens the widget and asks, as visitors do; what the model itself takes is measured beside it and subtracted. */
export const chat: Bench = {
  description: "Opening the chat, and the first words of an answer: what the product adds to the model's own time",
  openSites: async (firstPort) => [await startLocalSite(pages, firstPort)],
  run: async (stack, [site]) => {
    if (!site) throw new Error("The site does not run.");
    const customer = await stack.newCustomer("Bench", site.url);
    await readWhole(apiClient(stack, customer.apiKey), customer.siteId);
    return measure(stack, customer, new URL(site.url).origin);
  },
};

const page = (title: string, ...texts: string[]) =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><main><h1>${title}</h1>${texts.map((text) => `<p>${text}</p>`).join("")}
  <p><a href="/rooms">Rooms</a> <a href="/dogs">Dogs</a> <a href="/breakfast">Breakfast</a> <a href="/parking">Parking</a></p></main></body></html>`;

const pages = {
  "/": page("The inn", "The inn stands by the river and has twelve rooms, a kitchen of its own and a garden."),
  "/rooms": page(
    "Rooms",
    "A double room costs 120 euros a night. A single room costs 80 euros a night, with breakfast.",
  ),
  "/dogs": page("Dogs", "Dogs are welcome in the garden and in four of the rooms, for 10 euros a night."),
  "/breakfast": page("Breakfast", "Breakfast begins at 7:30 and ends at 10:30. On Sundays it goes on until noon."),
  "/parking": page(
    "Parking",
    "There is parking for guests behind the house, free of charge, with two charging points.",
  ),
} satisfies Record<string, string>;

type Times = Record<"start" | "first" | "embedding" | "token" | "sentence", number[]>;

async function measure(stack: BenchStack, customer: BenchCustomer, origin: string): Promise<Table> {
  const times: Times = { start: [], first: [], embedding: [], token: [], sentence: [] };
  const visitors = await Promise.all(Array.from({ length: VISITORS }, () => open(stack, customer, origin)));
  for (let round = 0; round < ROUNDS; round++) {
    const question = QUESTIONS[round % QUESTIONS.length] ?? "";
    const token = visitors[round % VISITORS]?.token ?? "";
    times.start.push((await open(stack, customer, origin)).took);
    times.first.push(await firstWords(stack, { origin, token, question }));
    const own = await modelTimes(stack.environment, question);
    times.embedding.push(own.embedding);
    times.token.push(own.token);
    times.sentence.push(own.sentence);
  }
  const added = times.first.map((time, round) => time - (times.embedding[round] ?? 0) - (times.sentence[round] ?? 0));
  return {
    "session start": row(times.start),
    "first words, a whole checked sentence": row(times.first),
    "the model alone: the question's vector": row(times.embedding),
    "the model alone: first token": row(times.token),
    "the model alone: first sentence": row(times.sentence),
    "added by the product": row(added),
  };
}

const row = (times: number[]) => ({ "p50 ms": quantile(times, 0.5), "p95 ms": quantile(times, 0.95) });

async function open({ appUrl }: BenchStack, { siteKey }: BenchCustomer, origin: string) {
  const started = performance.now();
  const response = await fetch(`${appUrl}/api/chat/session`, {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: JSON.stringify({ siteKey }),
  });
  const { sessionToken } = (await response.json()) as { sessionToken?: string };
  if (!sessionToken) throw new Error(`No session: ${response.status}`);
  return { token: sessionToken, took: performance.now() - started };
}

type Asked = { origin: string; token: string; question: string };

async function firstWords({ appUrl }: BenchStack, { origin, token, question }: Asked): Promise<number> {
  const started = performance.now();
  const response = await fetch(`${appUrl}/api/chat`, {
    method: "POST",
    headers: {
      origin,
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      accept: "text/event-stream",
    },
    body: JSON.stringify({ message: question, clientMessageId: randomUUID() }),
  });
  if (!response.ok || !response.body) throw new Error(`No answer: ${response.status} ${await response.text()}`);
  let seen = "";
  let first = Number.NaN;
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    seen += chunk;
    if (Number.isNaN(first) && seen.includes("event: delta")) first = performance.now() - started;
  }
  if (!seen.includes("event: done")) throw new Error(`The answer did not end: ${seen}`);
  return first;
}

/** What the model takes by itself for the same work: a vector of the question, then an answer from a passage. */
async function modelTimes(environment: Record<string, string>, question: string) {
  const {
    OPENAI_API_KEY = "",
    OPENAI_BASE_URL = "",
    OPENAI_CHAT_MODEL = "",
    OPENAI_EMBEDDING_MODEL = "",
  } = environment;
  const model = new OpenAI({ apiKey: OPENAI_API_KEY, baseURL: OPENAI_BASE_URL });
  const started = performance.now();
  await model.embeddings.create({ model: OPENAI_EMBEDDING_MODEL, input: [question], dimensions: 512 });
  const embedded = performance.now();
  const texts = Object.entries(pages).map(([path, html], index) => {
    const text = html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
    return `<source id="${index + 1}" title="${path}" url="${path}">${text}</source>`;
  });
  const stream = await model.chat.completions.create({
    model: OPENAI_CHAT_MODEL,
    messages: [
      { role: "system", content: "Language: en" },
      { role: "user", content: `${texts.join("\n")}\n\n${question}` },
    ],
    stream: true,
  });
  const embedding = embedded - started;
  let said = "";
  let token = Number.NaN;
  for await (const { choices } of stream) {
    said += choices[0]?.delta.content ?? "";
    if (said && Number.isNaN(token)) token = performance.now() - embedded;
    if (/[.!?]\s*(\[\d+\])?\s+[^\s[]/.test(said)) break;
  }
  return { embedding, token, sentence: performance.now() - embedded };
}
