import { randomUUID } from "node:crypto";
import { compactSearch } from "@/lib/knowledge/jobs/queue";
import { knowledgeTag } from "@/lib/knowledge/search/cache";
import { meaningOfQuestion } from "@/lib/knowledge/search/meaning";
import { sparseText } from "@/lib/knowledge/words/sparse-text";
import { termPacks } from "@/lib/knowledge/words/term-packs";
import { passageWords } from "@/lib/knowledge/words/tokenize";
import { asSystem } from "@/lib/platform/jobs/system";
import { DIMENSIONS, embeddingModel } from "@/lib/platform/llm/embeddings";
import { cache } from "@/lib/platform/redis/cache";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import { apiClient, type Bench, type BenchStack, mean, quantile, type Table } from "./bench";
import { BruteForce, type Stored } from "./brute-force";
import { Synthetic } from "./synthetic";

const CUSTOMERS = { few: 10, many: 1_000 };
const PASSAGES = { measured: 1_000, large: 20_000, all: 100_000 };
const QUESTIONS = 60;
const FOUND = 10;
const BATCH = 100;
const ON_A_PAGE = 5;

/** Whether other customers' passages change what a customer finds, and how long that takes. */
export const tenants: Bench = {
  description: "A customer of 1,000 passages among 10 and among 1,000 customers, and one of 20,000 passages",
  run: async (stack) => {
    const text = new Synthetic(7);
    const measured = await newTenant(stack, text, PASSAGES.measured);
    const others = await newCustomers(CUSTOMERS.many - 2);
    const crowd = (count: number) => Array.from({ length: count }, () => passageOf(text));
    // The customer's passages lie between those of others, as they would after months.
    await interleave(measured, others.slice(0, CUSTOMERS.few - 1), crowd);
    await measured.fill();
    await compact([measured.customerId]); // As the end of a reading does.
    const few = await measured.measure();
    const large = await newTenant(stack, text, PASSAGES.large);
    await put(large.customerId, large.passages);
    const left = PASSAGES.all - PASSAGES.large - PASSAGES.measured * CUSTOMERS.few;
    const rest = others.slice(CUSTOMERS.few - 1);
    for (const customerId of rest) await put(customerId, crowd(Math.round(left / rest.length)));
    await compact([...others, large.customerId]);
    const many = await measured.measure();
    const again = await measured.times();
    return {
      "1,000 passages among 10 customers": { ...few, ratio: 1 },
      "1,000 passages among 1,000 customers": { ...many, ratio: ratio(many, few) },
      "the same questions again, from the cache": {
        "p50 ms": quantile(again, 0.5),
        ratio: quantile(again, 0.5) / few["p50 ms"],
      },
      ...(await measureLarge(large)),
      "in the database": await counts(),
    };
  },
};

async function measureLarge(large: Tenant): Promise<Table> {
  const scanned = await large.measure();
  const { db } = asSystem("bench");
  while (!unwrap(await db.rpc("key_passages", { p_customer: large.customerId }))) {} // As the scheduler does.
  const keyed = await large.measure();
  return {
    "20,000 passages, all looked at": { ...scanned, ratio: 1 },
    "20,000 passages, by candidate keys": { ...keyed, ratio: ratio(keyed, scanned) },
  };
}

type Figures = { "recall@10": number; "p50 ms": number; "p95 ms": number };
const ratio = (one: Figures, other: Figures) => one["p50 ms"] / other["p50 ms"];

type Tenant = Awaited<ReturnType<typeof newTenant>>;

/** A customer whose searches are measured, through the API with its own key. */
async function newTenant(stack: BenchStack, text: Synthetic, size: number) {
  const { customerId, apiKey } = await stack.newCustomer(`Of ${size} passages`, "https://tenant.example/");
  const call = apiClient(stack, apiKey);
  const passages = Array.from({ length: size }, () => passageOf(text));
  const questions = Array.from({ length: QUESTIONS }, () =>
    text.question(passages[Math.floor(text.next() * size)]?.text ?? ""),
  );
  const ask = (query: string) => call<{ results: { text: string }[] }>("POST", "search", { query, limit: FOUND });

  const times = async () => {
    const all: number[] = [];
    for (const question of questions) {
      const started = performance.now();
      await ask(question);
      all.push(performance.now() - started);
    }
    return all;
  };
  const measure = async (): Promise<Figures> => {
    const truth = new BruteForce(passages);
    const recalls: number[] = [];
    for (const question of questions) {
      const { meaning } = await meaningOfQuestion(question, embeddingModel());
      const expected = new Set(truth.find(question, meaning, FOUND));
      const { results } = await ask(question);
      const hits = results.filter((result) => expected.has(result.text)).length;
      recalls.push(hits / Math.min(FOUND, expected.size));
    }
    await cache.forget(knowledgeTag(customerId));
    const took = await times();
    return { "recall@10": mean(recalls), "p50 ms": quantile(took, 0.5), "p95 ms": quantile(took, 0.95) };
  };
  const fill = () => fillVectors(customerId, passages, text);
  return { customerId, passages, times, measure, fill };
}

const passageOf = (text: Synthetic): Stored => ({ text: text.passage(), title: "" });

async function newCustomers(count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, index) => ({ name: `Customer ${index + 1}` }));
  return unwrap(await asSystem("bench").db.from("customers").insert(rows).select("id")).map(({ id }) => id);
}

async function interleave(measured: Tenant, others: string[], crowd: (count: number) => Stored[]): Promise<void> {
  for (let from = 0; from < measured.passages.length; from += BATCH) {
    await put(measured.customerId, measured.passages.slice(from, from + BATCH));
    for (const customerId of others) await put(customerId, crowd(BATCH));
  }
}

/** Stores passages as the reading of a site does, in batches of pages. */
export async function put(customerId: string, passages: Stored[]): Promise<void> {
  for (let from = 0; from < passages.length; from += BATCH) {
    const batch = passages.slice(from, from + BATCH);
    const pages = Array.from({ length: Math.ceil(batch.length / ON_A_PAGE) }, (_, index) => ({
      ...pageOf(batch.slice(index * ON_A_PAGE, (index + 1) * ON_A_PAGE)),
      place: index * ON_A_PAGE + 1,
    }));
    const vectors = batch.map(({ text, title }) => passageWords(text, title));
    const words = { p_terms: sparseText(vectors), p_packs: termPacks(vectors) };
    const stored = { p_customer: customerId, p_site: null as unknown as string, p_pages: pages, ...words };
    unwrap(await asSystem("bench").db.rpc("put_pages", stored));
  }
}

const pageOf = (passages: Stored[]) => ({
  page: {
    url: `urn:uuid:${randomUUID()}`,
    kind: "text",
    title: "",
    description: "",
    content_hash: randomUUID(),
    bytes: 0,
  },
  passages: passages.map(({ text }) => ({ heading_path: [], content: text })),
});

/** Gives passages vectors that lie anywhere: what a model takes for them is measured elsewhere. */
export async function fillVectors(customerId: string, passages: Stored[], text: Synthetic): Promise<void> {
  const { db } = asSystem("bench");
  const rows = unwrap(
    await db.from("website_content").select("id, content").eq("customer_id", customerId).range(0, 9_999),
  );
  const ids = new Map(rows.map(({ id, content }) => [content, id]));
  for (let from = 0; from < passages.length; from += BATCH) {
    const batch = passages.slice(from, from + BATCH);
    for (const passage of batch)
      passage.vector = Float32Array.from({ length: DIMENSIONS }, () => (text.next() < 0.5 ? -1 : 1));
    const p_ids = batch.map(({ text: content }) => ids.get(content) ?? 0);
    const p_vectors = batch.map(({ vector }) => JSON.stringify([...(vector ?? [])]));
    unwrap(await db.rpc("put_embeddings", { p_customer: customerId, p_model: embeddingModel(), p_ids, p_vectors }));
  }
}

/** Packs what is counted of their words, as the end of a reading does. */
export async function compact(customers: string[]): Promise<void> {
  for (const customerId of customers) await compactSearch(asSystem("bench"), customerId);
}

async function counts(): Promise<Record<string, number>> {
  const corpora = unwrap(await asSystem("bench").db.from("search_corpora").select("passages").range(0, 9_999));
  return { customers: corpora.length, passages: corpora.reduce((sum, { passages }) => sum + passages, 0) };
}
