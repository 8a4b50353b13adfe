import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startSite } from "./site/server";

/** Where the tests find what they test. */
export type StackUnderTest = {
  dataDir: string;
  /** What `npm run up` printed. */
  output: string;
  appUrl: string;
  mailUrl: string;
  /** The website that the customers of the tests have, on an origin of its own. */
  siteUrl: string;
};

/** The stack that was started before the tests; Playwright hands its environment on to every worker. */
export const stackUnderTest = (): StackUnderTest => JSON.parse(process.env.E2E_STACK ?? "{}");

/** `npm run up` on this data directory, with a website that it may read; settles when it says where to look. */
export async function startUp(dataDir: string, siteUrl: string, ...options: string[]) {
  const up = spawn(
    process.execPath,
    ["scripts/bootstrap.mjs", "scripts/up.ts", "--data", dataDir, "--port", "0", ...options],
    {
      env: {
        ...ownEnvironment(),
        NODE_ENV: "production",
        CRAWLER_ALLOWED_HOSTS: new URL(siteUrl).host,
        LOG_LEVEL: "warn",
      },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const ended = once(up, "exit");
  const output = await untilRunning(up);
  const appUrl = /Dashboard +(http\S+)\/dashboard/.exec(output)?.[1] ?? "";
  const mailUrl = /Mail +(http\S+)/.exec(output)?.[1] ?? "";
  const stack: StackUnderTest = { dataDir, output, appUrl, mailUrl, siteUrl };
  const stop = async () => {
    up.kill("SIGINT");
    const [code] = await ended;
    if (code !== 0) throw new Error(`npm run up ended with exit code ${code}; its logs are in ${dataDir}/logs.`);
  };
  return { stack, stop };
}

/** Starts the stack that all tests share, on an empty data directory. Gives what ends it. */
export default async function startStackUnderTest(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "omniops-e2e-"));
  const site = await startSite();
  const { stack, stop } = await startUp(dataDir, site.url).catch(async (error) => {
    await site.close();
    throw error;
  });
  process.env.E2E_STACK = JSON.stringify(stack);
  return async () => {
    await stop();
    await site.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** What it printed, once it says where to look. */
async function untilRunning(up: ChildProcess): Promise<string> {
  const lines: string[] = [];
  if (!up.stdout) throw new Error("npm run up has no output.");
  for await (const line of createInterface(up.stdout)) {
    console.log(line);
    lines.push(line);
    if (!/^ +Mail /.test(line)) continue;
    up.stdout.resume();
    return lines.join("\n");
  }
  throw new Error("npm run up ended before it was running.");
}

/** Without what would make the stack use services elsewhere. */
function ownEnvironment() {
  const foreign = /^(SUPABASE|UPSTASH|OPENAI|REDIS|DATABASE)_/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
