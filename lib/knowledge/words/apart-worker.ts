import { type MessagePort, parentPort } from "node:worker_threads";
import { likenessOf, type Told } from "./likeness.ts";
import { sparseText } from "./sparse-text.ts";
import { termPacks } from "./term-packs.ts";
import { passageWords } from "./tokenize.ts";

// This file runs in a thread of its own. It and what it imports name each other with their endings, so that plain Node can
// start it.

type Passage = { heading_path: string[]; content: string };

/** The words of passages as record_scrape_urls takes them. */
function wordsOf(passages: Passage[]) {
  const vectors = passages.map(({ content, heading_path }) => passageWords(content, heading_path.join("\n")));
  return { p_terms: sparseText(vectors), p_packs: termPacks(vectors) };
}

const tasks = {
  words: wordsOf,
  likeness: (pages: Told[]) => pages.map((page) => likenessOf(page)),
};
export type Tasks = typeof tasks;
export type Words = ReturnType<typeof wordsOf>;

/** What to do with what, and where to answer. */
export type Task = { name: keyof Tasks; given: never; reply: MessagePort };

parentPort?.on("message", ({ name, given, reply }: Task) => reply.postMessage(tasks[name](given)));
