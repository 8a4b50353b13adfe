import { Worker } from "node:worker_threads";
import { AppError } from "@/lib/platform/errors";
import type { Outcome, Task } from "./file-worker";

const MAX_PAGES = 1_000;
const MAX_MS = 25_000;
const MAX_HEAP_MB = 512;
/** Buffers count towards no limit of a thread, so the growth of the whole process is watched. */
const MAX_GROWTH_BYTES = 900_000_000;
const WATCH_MS = 50;

type Parsed = Exclude<Outcome, { failure: string }>;

/** Opens a PDF or DOCX in a thread of its own, within a time and a size. Throws `invalid` with what is wrong with it. */
export async function parseApart(kind: Task["kind"], body: Buffer, maxMs = MAX_MS): Promise<Parsed> {
  const outcome = await runApart({ kind, body, maxPages: MAX_PAGES }, maxMs);
  if (!("failure" in outcome)) return outcome;
  const name = kind.toUpperCase();
  const sentence = {
    broken: `This ${name} is broken and can't be opened. Save it again, then try once more`,
    locked: `This ${name} is locked with a password. Save it without one, then try once more`,
    long: `This ${name} has ${outcome.pages} pages; up to ${MAX_PAGES} can be read. Split it, then try once more`,
  }[outcome.failure];
  throw new AppError("invalid", sentence, { cause: outcome.detail });
}

function runApart(task: Task, maxMs: number): Promise<Outcome> {
  const worker = new Worker(new URL("./file-worker.ts", import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    stdout: true,
    stderr: true,
  });
  const before = process.memoryUsage.rss();
  const name = task.kind.toUpperCase();
  return new Promise<Outcome>((resolve, reject) => {
    const refuse = (why: string) => reject(new AppError("invalid", `This ${name} ${why}`));
    const deadline = setTimeout(() => refuse("takes too long to open. Split it into smaller files"), maxMs);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > MAX_GROWTH_BYTES) refuse("needs too much memory to open");
    }, WATCH_MS);
    worker.once("message", resolve);
    worker.once("error", () => refuse("needs too much memory to open, or is broken"));
    worker.once("exit", () => refuse("is broken and can't be opened"));
    worker.once("exit", () => {
      clearTimeout(deadline);
      clearInterval(watch);
    });
  }).finally(() => worker.terminate());
}
