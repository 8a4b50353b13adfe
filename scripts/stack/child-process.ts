import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const STOP_MS = 5_000;

/** A process of the stack: what Node runs, and how to know that it is ready. */
export type ProcessSpec = {
  name: string;
  /** What follows `node` on the command line. */
  args: string[];
  env?: Record<string, string>;
  /** Handed over as the first message; the process answers "ready". Without it, `health` decides. */
  settings?: object;
  /** A URL that answers, whatever the status, as long as the process is well. */
  health?: string;
};

export type RunningProcess = {
  pid: number | undefined;
  /** Settles when it serves; rejects with what it said last if it ends before that. */
  ready: Promise<void>;
  /** Settles when it has ended, with how: "exit code 1". */
  ended: Promise<string>;
  lastWords: () => string;
  stop: () => Promise<void>;
  kill: () => void;
};

/**
 * Starts a process whose output goes to a file. It leads a group of its own, so that Ctrl-C in a terminal reaches only
 * its parent. One with settings has a channel to the parent, whose closing tells it that the parent is gone.
 */
export function startProcess(spec: ProcessSpec, logFile: string): RunningProcess {
  const log = openSync(logFile, "a");
  const begin = statSync(logFile).size;
  const child = spawn(process.execPath, spec.args, {
    env: { ...process.env, ...spec.env },
    stdio: ["ignore", log, log, ...(spec.settings ? (["ipc"] as const) : [])],
    detached: true,
  });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const lastWords = () => tail(logFile, begin);
  const ready = Promise.race([
    spec.settings ? confirmed(child, spec.settings) : answers(spec.health, ended),
    ended.then((how) => {
      throw new Error(`${spec.name} ended before it was ready (${how}).\n${lastWords()}`);
    }),
  ]);
  ready.catch(() => {}); // Whoever does not wait for it hears of the end through `ended`.
  const kill = () => signalGroup(child, "SIGKILL");
  return { pid: child.pid, ready, ended, lastWords, kill, stop: () => stop(child, ended) };
}

async function confirmed(child: ChildProcess, settings: object): Promise<void> {
  child.send(settings, () => {}); // A child that is gone already says so through `ended`.
  await new Promise<void>((resolve) => child.once("message", () => resolve()));
}

async function answers(url: string | undefined, ended: Promise<string>): Promise<void> {
  let isOver = url === undefined;
  void ended.then(() => {
    isOver = true;
  });
  while (!isOver && !(await isAnswering(url ?? "", 2_000))) await sleep(100);
}

/** Whether a URL answers at all within the time. */
export async function isAnswering(url: string, withinMs: number): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(withinMs), redirect: "manual" });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), STOP_MS);
  await ended;
  clearTimeout(timer);
}

/** The child and whatever it started. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}

function tail(file: string, begin: number): string {
  const lines = readFileSync(file).subarray(begin).toString("utf8").trimEnd().split("\n").slice(-12);
  return lines.map((line) => `  ${line}`).join("\n");
}
