import { once } from "node:events";
import { MessageChannel, Worker } from "node:worker_threads";
import { log } from "@/lib/platform/log";
import type { Task, Words } from "./words-worker";

let thread: Worker | undefined;

/**
 * Writes down the words of passages in a thread that all readers of this process share: it takes nearly half as long as
 * taking the text out of a page, and the same process answers visitors. Throws when the thread ends without an answer.
 */
export async function wordsApart(passages: Task["passages"]): Promise<Words> {
  thread ??= startThread();
  const { port1: answer, port2: reply } = new MessageChannel();
  thread.postMessage({ passages, reply } satisfies Task, [reply]);
  const ended = once(answer, "close").then(() => {
    throw new Error("The thread that writes words has ended");
  });
  const [words] = (await Promise.race([once(answer, "message"), ended])) as [Words];
  answer.close();
  return words;
}

function startThread(): Worker {
  const started = new Worker(new URL("./words-worker.ts", import.meta.url));
  const forget = () => {
    if (thread === started) thread = undefined;
  };
  started.unref();
  started.once("error", (error) => {
    forget();
    log().error({ error }, "The thread that writes words broke");
  });
  started.once("exit", forget);
  return started;
}
