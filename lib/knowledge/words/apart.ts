import { once } from "node:events";
import { MessageChannel, Worker } from "node:worker_threads";
import { log } from "@/lib/platform/log";
import type { Task, Tasks } from "./apart-worker";

let thread: Worker | undefined;

/**
 * Writes down words or likeness of pages in a thread that all readers of this process share: together they take as long as
 * taking the text out of a page, and the same process answers visitors. Throws when the thread ends without an answer.
 */
export async function apart<Name extends keyof Tasks>(
  name: Name,
  given: Parameters<Tasks[Name]>[0],
): Promise<ReturnType<Tasks[Name]>> {
  thread ??= startThread();
  const { port1: answer, port2: reply } = new MessageChannel();
  thread.postMessage({ name, given: given as never, reply } satisfies Task, [reply]);
  const ended = once(answer, "close").then(() => {
    throw new Error("The thread that writes words has ended");
  });
  const [result] = (await Promise.race([once(answer, "message"), ended])) as [ReturnType<Tasks[Name]>];
  answer.close();
  return result;
}

function startThread(): Worker {
  const started = new Worker(new URL("./apart-worker.ts", import.meta.url));
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
