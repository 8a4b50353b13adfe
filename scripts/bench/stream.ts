import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { loopback } from "@/scripts/stack/addresses";
import { startProcess } from "@/scripts/stack/child-process";
import { freePort } from "@/scripts/stack/listen";
import { appProcess } from "@/scripts/stack/stack";
import { bareModel } from "./bare-model";
import { type Bench, type BenchStack, quantile, type Table } from "./bench";
import { type Pace, startPacedModel } from "./paced-model";
import { Synthetic } from "./synthetic";
import { compact, fillVectors, put } from "./tenants";
import { Visitor } from "./visitor";

const ORIGIN = "https://example.com";
const PASSAGES = 1_000;
/** As many as the model gets. */
const SOURCES = 8;
const STREAMS = 50;
const EACH_SECOND = 5;
/** An answer takes as long as it takes all streams to begin. */
const PACE: Pace = { embeddingMs: 50, thinkingMs: 400, tokenMs: 96, tokens: 100 };
/** More than streams, so that nobody asks while an answer is still coming. */
const VISITORS = 60;
/** All streams are open, and everybody has asked once. */
const WARM_UP = 2 * VISITORS;
const MEASURED = 240;

/**
 * An app of its own asks a model whose time is fixed. Beside each turn the bench asks the model for the same without
 * the product: the vector of a question, then the first sentence of its answer.
 */
export const stream: Bench = {
  description: `${STREAMS} streams open, ${EACH_SECOND} new turns a second: what the product adds before the first words (promised: p95 at most 50 ms)`,
  run: async (stack) => {
    const { customerId, siteKey } = await stack.newCustomer("Stream", `${ORIGIN}/`);
    const text = new Synthetic(29);
    const passages = Array.from({ length: PASSAGES }, () => ({ text: text.passage(), title: "" }));
    await put(customerId, passages);
    await fillVectors(customerId, passages, text);
    await compact([customerId]);
    const model = await startPacedModel(PACE);
    const app = await startApp(stack, model.url);
    try {
      const arrive = () => Visitor.arrive({ appUrl: app.url, siteKey, origin: ORIGIN });
      const visitors = await Promise.all(Array.from({ length: VISITORS }, arrive));
      const questions = Array.from({ length: WARM_UP + MEASURED }, () => {
        const texts = passages.map((passage) => passage.text);
        const about = Math.floor(text.next() * (PASSAGES - SOURCES));
        return { question: text.question(texts[about] ?? ""), texts: texts.slice(about, about + SOURCES) };
      });
      return await measure(questions, visitors, bareModel({ ...stack.environment, OPENAI_BASE_URL: model.url }));
    } finally {
      await app.close();
      await model.close();
    }
  },
};

/** The product in production mode, beside the one that runs, with a model of its own. */
async function startApp({ environment }: BenchStack, modelUrl: string) {
  const dir = await mkdtemp(join(tmpdir(), "omniops-stream-"));
  const port = await freePort(4380);
  const own = { ...environment, APP_URL: loopback(port), OPENAI_BASE_URL: modelUrl };
  const process = startProcess(appProcess("start", port, own), join(dir, "app.log"));
  const close = () => process.stop().then(() => rm(dir, { recursive: true }));
  await process.ready;
  return { url: loopback(port), close };
}

type Asked = { question: string; texts: string[] };
type Times = { took: number; own: number; open: number };

/** Turns begin by the clock, however long those before them take. */
async function measure(
  questions: Asked[],
  visitors: Visitor[],
  askModel: ReturnType<typeof bareModel>,
): Promise<Table> {
  const begun = performance.now();
  let open = 0;
  const turn = async ({ question, texts }: Asked, index: number): Promise<Times> => {
    await sleep(Math.max(0, begun + (index * 1000) / EACH_SECOND - performance.now()));
    const times: Times = { took: Number.NaN, own: Number.NaN, open: ++open };
    const answered = visitors[index % VISITORS]?.ask(question, (ms) => {
      times.took = ms;
    });
    answered?.catch(() => {}); // Awaited below.
    // Between two turns, so that one doesn't take the processor from the other.
    await sleep(500 / EACH_SECOND);
    const { embedding, sentence } = await askModel(question, texts);
    times.own = embedding + sentence;
    await answered;
    open--;
    return times;
  };
  const measured = (await Promise.all(questions.map(turn))).slice(WARM_UP);
  return {
    "the model alone: a vector and the first sentence": row(measured.map(({ own }) => own)),
    "a turn: the first words": row(measured.map(({ took }) => took)),
    "added by the product": {
      ...row(measured.map(({ own, took }) => took - own)),
      "streams open": quantile(
        measured.map(({ open }) => open),
        0.5,
      ),
    },
  };
}

const row = (times: number[]) => ({ "p50 ms": quantile(times, 0.5), "p95 ms": quantile(times, 0.95) });
