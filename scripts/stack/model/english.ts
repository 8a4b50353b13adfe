import { Worker } from "node:worker_threads";
import type { Reply, Request } from "./use-worker";

const BATCH = 8; // Small, so that a question waits for one batch of an index run at most.
const URGENT = 32; // A request of no more texts than this goes before an index run.

type Task = {
  texts: string[];
  vectors: Float32Array[];
  resolve: (vectors: Float32Array[]) => void;
  reject: (error: Error) => void;
};

/** USE-lite in a worker thread that starts with the first text. Short requests overtake long ones. */
export function createEnglishModel() {
  let worker: Worker | undefined;
  let isClosed = false;
  let current: Task | undefined;
  const waiting: Task[] = [];

  function start(): Worker {
    const started = new Worker(new URL("./use-worker.ts", import.meta.url));
    started.on("message", receive);
    started.on("error", fail);
    return started;
  }

  function next() {
    current ??= waiting.shift();
    if (!current) return;
    const urgent = current.texts.length > URGENT ? waiting.findIndex(({ texts }) => texts.length <= URGENT) : -1;
    if (urgent >= 0) {
      waiting.push(current);
      current = waiting.splice(urgent, 1)[0] as Task;
    }
    const done = current.vectors.length;
    worker ??= start();
    worker.postMessage({ id: done, texts: current.texts.slice(done, done + BATCH) } satisfies Request);
  }

  function receive(reply: Reply) {
    const task = current;
    if (!task) return;
    if ("error" in reply) {
      current = undefined;
      task.reject(new Error(reply.error));
    } else {
      task.vectors.push(...reply.vectors);
      if (task.vectors.length === task.texts.length) {
        current = undefined;
        task.resolve(task.vectors);
      }
    }
    next();
  }

  function fail(error: Error) {
    worker = undefined;
    for (const task of [current, ...waiting.splice(0)]) task?.reject(error);
    current = undefined;
  }

  return {
    embed(texts: string[]): Promise<Float32Array[]> {
      if (isClosed) return Promise.reject(new Error("The model is closed"));
      if (texts.length === 0) return Promise.resolve([]);
      return new Promise((resolve, reject) => {
        waiting.push({ texts, vectors: [], resolve, reject });
        if (!current) next();
      });
    },
    async close() {
      isClosed = true;
      const last = worker;
      fail(new Error("The model is closed"));
      await last?.terminate();
    },
  };
}
