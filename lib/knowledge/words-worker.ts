import { type MessagePort, parentPort } from "node:worker_threads";
import { sparseText } from "./sparse-text.ts";
import { termPacks } from "./term-packs.ts";
import { passageWords } from "./tokenize.ts";

// This file runs in a thread of its own. It and what it imports name each other with their endings, so that plain Node can
// start it.

/** Passages to be stored, and where to answer. */
export type Task = { passages: { heading_path: string[]; content: string }[]; reply: MessagePort };

/** The passages' words as record_scrape_urls takes them. */
export type Words = { p_terms: string; p_packs: string };

parentPort?.on("message", ({ passages, reply }: Task) => {
  const vectors = passages.map(({ content, heading_path }) => passageWords(content, heading_path.join("\n")));
  reply.postMessage({ p_terms: sparseText(vectors), p_packs: termPacks(vectors) } satisfies Words);
});
