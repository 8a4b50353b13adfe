import { Worker } from "node:worker_threads";
import type { Reply, Request } from "./use-worker";

const BATCH = 2; // Small, for a question waits for one batch of an index run; larger ones take as long a text.

type Task = {
  texts: string[];
  vectors: Float32Array[];
  resolve: (vectors: Float32Array[]) => void;
  reject: (error: Error) => void;
};

/** USE-lite in a worker thread that starts with the first text. What is soonest done goes first. */
export function createEnglishModel() {
  let worker: Worker | undefined;
  let isClosed = false;
  let current: Task | undefined;
  const tasks = new Set<Task>();

  function start(): Worker {
    const started = new Worker(new URL("./use-worker.ts", import.meta.url));
    started.on("message", receive);
    started.on("error", fail);
    return started;
  }

  function next() {
    current = [...tasks].toSorted((left, right) => charactersLeft(left) - charactersLeft(right))[0];
    if (!current) return;
    worker ??= start();
    const done = current.vectors.length;
    worker.postMessage({ texts: current.texts.slice(done, done + BATCH) } satisfies Request);
  }

  function receive(reply: Reply) {
    if (!current) return;
    if ("vectors" in reply) current.vectors.push(...reply.vectors);
    else current.reject(new Error(reply.error));
    const isDone = current.vectors.length === current.texts.length;
    if (isDone) current.resolve(current.vectors);
    if (isDone || "error" in reply) tasks.delete(current);
    next();
  }

  function fail(error: Error) {
    worker = undefined; // The next text starts another.
    current = undefined;
    for (const task of tasks) task.reject(error);
    tasks.clear();
  }

  return {
    embed(texts: string[]): Promise<Float32Array[]> {
      if (isClosed) return Promise.reject(new Error("The model is closed"));
      if (texts.length === 0) return Promise.resolve([]);
      return new Promise((resolve, reject) => {
        tasks.add({ texts, vectors: [], resolve, reject });
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

const charactersLeft = ({ texts, vectors }: Task) =>
  texts.slice(vectors.length).reduce((sum, { length }) => sum + length, 0);
