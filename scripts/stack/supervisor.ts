import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAnswering, type ProcessSpec, type RunningProcess, startProcess } from "./child-process";

const MAX_DEATHS = 5;
const WINDOW_MS = 30_000;
const BACKOFF_MS = [0, 250, 500, 1000];
const HEALTH = { everyMs: 5_000, withinMs: 10_000, misses: 6 };

type Child = { spec: ProcessSpec; logFile: string; process: RunningProcess; deaths: number[] };

export type Supervisor = {
  /** Starts a process and keeps it running; settles when it serves, rejects with why it doesn't. */
  start: (spec: ProcessSpec) => Promise<void>;
  /** Ends all, the last started first. */
  stop: () => Promise<void>;
};

/**
 * Keeps the processes of a stack alive. One that dies is started again with the same settings; one that dies five times
 * within half a minute ends everything, and `onGiveUp` hears why. Beside each log lies a file with the process's id.
 */
export function supervise(options: { logDir: string; onGiveUp: (why: string) => void }): Supervisor {
  const children: Child[] = [];
  let isStopping = false;
  mkdirSync(options.logDir, { recursive: true });

  async function start(spec: ProcessSpec): Promise<void> {
    if (isStopping) throw new Error("The stack is being stopped.");
    const logFile = join(options.logDir, `${spec.name}.log`);
    rmSync(logFile, { force: true });
    const child = { spec, logFile, process: launch(spec, logFile), deaths: [] };
    children.push(child);
    await child.process.ready;
    void revive(child);
    void watch(child);
  }

  function launch(spec: ProcessSpec, logFile: string): RunningProcess {
    const process = startProcess(spec, logFile);
    writeFileSync(join(options.logDir, `${spec.name}.pid`), `${process.pid ?? ""}\n`);
    return process;
  }

  async function revive(child: Child): Promise<void> {
    while (!isStopping) {
      const how = await child.process.ended;
      if (isStopping) return;
      const now = Date.now();
      child.deaths = [...child.deaths.filter((at) => at > now - WINDOW_MS), now];
      if (child.deaths.length >= MAX_DEATHS) return giveUp(child, how);
      await sleep(BACKOFF_MS[child.deaths.length - 1] ?? 0);
      if (!isStopping) child.process = launch(child.spec, child.logFile);
    }
  }

  async function giveUp({ spec, process, logFile }: Child, how: string): Promise<void> {
    const why = `${spec.name} ended ${MAX_DEATHS} times within ${WINDOW_MS / 1000} seconds (${how}), so everything was stopped.`;
    const words = process.lastWords();
    await stop();
    options.onGiveUp(`${why} It said last (${logFile}):\n${words}`);
  }

  /** Ends a process that lives but no longer answers, so that it is started again. */
  async function watch(child: Child): Promise<void> {
    const { health } = child.spec;
    for (let misses = 0; health && !isStopping; ) {
      await sleep(HEALTH.everyMs, undefined, { ref: false });
      if (isStopping) return;
      misses = (await isAnswering(health, HEALTH.withinMs)) ? 0 : misses + 1;
      if (misses >= HEALTH.misses) child.process.kill();
      misses %= HEALTH.misses;
    }
  }

  async function stop(): Promise<void> {
    isStopping = true;
    for (const child of children.toReversed()) await child.process.stop();
  }

  return { start, stop };
}
