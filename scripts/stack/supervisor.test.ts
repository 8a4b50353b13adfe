import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isAnswering } from "./child-process";
import { close, listen } from "./listen";
import { serviceProcess } from "./services";
import { supervise } from "./supervisor";

const fresh = () => mkdtempSync(join(tmpdir(), "supervisor-"));

/** A port that was free a moment ago, for services that must come back on the same one. */
async function unusedPort(): Promise<number> {
  const server = createServer();
  const url = await listen(server, 0);
  await close(server);
  return Number(new URL(url).port);
}

const pidIn = (logDir: string) => Number(readFileSync(join(logDir, "mail.pid"), "utf8"));

async function mailStack() {
  const heard: string[] = [];
  const logDir = fresh();
  const supervisor = supervise({ logDir, onGiveUp: (why) => heard.push(why) });
  onTestFinished(supervisor.stop);
  const port = await unusedPort();
  const url = `http://127.0.0.1:${port}`;
  await supervisor.start(serviceProcess("mail", { port, mailDir: fresh() }));
  return { supervisor, url, heard, pid: () => pidIn(logDir) };
}

test("a service that is killed is back on the same port", async () => {
  const { url, pid, heard } = await mailStack();
  const first = pid();
  process.kill(first, "SIGKILL");
  await expect.poll(() => isAnswering(url, 500)).toBe(false);
  await expect.poll(() => isAnswering(url, 500), { timeout: 10_000 }).toBe(true);
  expect(pid()).not.toBe(first);
  expect(heard).toEqual([]);
});

test("a service that dies again and again stops everything, with a sentence that says which and why", async () => {
  const { url, pid, heard } = await mailStack();
  for (let deaths = 0; deaths < 5; deaths++) {
    const before = pid();
    process.kill(before, "SIGKILL");
    if (deaths < 4) await expect.poll(() => pid() !== before && isAnswering(url, 500), { timeout: 10_000 }).toBe(true);
  }
  await expect.poll(() => heard).toEqual([expect.stringMatching(/^mail ended 5 times within 30 seconds \(SIGKILL\)/)]);
  expect(await isAnswering(url, 500)).toBe(false);
});

test("a service that cannot start says what kept it from starting", async () => {
  const taken = createServer();
  onTestFinished(() => close(taken));
  const port = Number(new URL(await listen(taken, 0)).port);
  const supervisor = supervise({ logDir: fresh(), onGiveUp: () => {} });
  onTestFinished(supervisor.stop);
  const start = supervisor.start(serviceProcess("mail", { port, mailDir: fresh() }));
  await expect(start).rejects.toThrow(/mail ended before it was ready[\s\S]*EADDRINUSE/);
});

test("stopping ends every process, and no process comes back", async () => {
  const { supervisor, url, pid } = await mailStack();
  const last = pid();
  await supervisor.stop();
  expect(await isAnswering(url, 500)).toBe(false);
  expect(() => process.kill(last, 0)).toThrow("ESRCH");
});

test("a parent that is killed leaves no orphan", async () => {
  const port = await unusedPort();
  const url = `http://127.0.0.1:${port}`;
  const logDir = fresh();
  const source = `
    const { supervise } = await import(${JSON.stringify(join(import.meta.dirname, "supervisor.ts"))});
    const { serviceProcess } = await import(${JSON.stringify(join(import.meta.dirname, "services.ts"))});
    const supervisor = supervise({ logDir: ${JSON.stringify(logDir)}, onGiveUp: console.error });
    await supervisor.start(serviceProcess("mail", { port: ${port}, mailDir: ${JSON.stringify(fresh())} }));
    console.log("started");`;
  const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(parent.stdout, "data");
  const pid = pidIn(logDir);
  expect(await isAnswering(url, 2000)).toBe(true);
  parent.kill("SIGKILL");
  await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
  expect(await isAnswering(url, 500)).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
