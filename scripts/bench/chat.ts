import { startLocalSite } from "@/scripts/stack/local-site";
import { bareModel } from "./bare-model";
import { apiClient, type Bench, type BenchCustomer, type BenchStack, quantile, readWhole, type Table } from "./bench";
import { Visitor } from "./visitor";

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

async function measure(stack: BenchStack, { siteKey }: BenchCustomer, origin: string): Promise<Table> {
  const times: Times = { start: [], first: [], embedding: [], token: [], sentence: [] };
  const arrive = () => Visitor.arrive({ appUrl: stack.appUrl, siteKey, origin });
  const texts = Object.values(pages).map((html) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " "));
  const askModel = bareModel(stack.environment);
  const visitors = await Promise.all(Array.from({ length: VISITORS }, arrive));
  for (let round = 0; round < ROUNDS; round++) {
    const question = QUESTIONS[round % QUESTIONS.length] ?? "";
    times.start.push((await arrive()).took);
    await visitors[round % VISITORS]?.ask(question, (ms) => times.first.push(ms));
    const own = await askModel(question, texts);
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
