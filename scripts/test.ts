import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { build } from "./build";
import { findChromium, installChromium } from "./chromium";
import { main } from "./options";

const results = resolve(".cache", "test");
const unitReport = join(results, "unit.json");
const storyReport = join(results, "stories.json");

type Counts = { passed: number; failed: number; skipped: number };
type Outcome = { isOk: boolean; counts?: Counts };

/** Every check of the project in turn, each whatever became of those before it, with a summary at the end. */
const checks: Record<string, () => Promise<Outcome>> = {
  Types: async () => ({ isOk: (await run("next", "typegen")) && (await run("tsc", "--incremental", "false")) }),
  Lint: async () => ({ isOk: await run("biome", "check") }),
  "Dead code": async () => ({ isOk: await run("knip") }),
  "Unit and database tests": async () => {
    const isOk = await run("vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`);
    return counted(isOk, unitReport, readUnitReport);
  },
  Build: async () => {
    await build(results);
    return { isOk: true };
  },
  "End-to-end tests": async () => {
    if (!findChromium()) installChromium();
    const isOk = await run("playwright", "test", "--reporter=list,json");
    return counted(isOk, storyReport, readStoryReport);
  },
};

async function test(): Promise<void> {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const lines: string[] = [];
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, check] of Object.entries(checks)) {
    console.log(`\n── ${name}`);
    const started = Date.now();
    const { isOk, counts } = await check().catch(failed);
    if (counts) for (const key of ["passed", "failed", "skipped"] as const) total[key] += counts[key];
    const seconds = Math.round((Date.now() - started) / 1000);
    lines.push(
      `${isOk ? "✓" : "✗"} ${name.padEnd(26)}${String(seconds).padStart(4)} s  ${counts ? sentence(counts) : ""}`,
    );
    if (!isOk) process.exitCode = 1;
  }
  console.log(`\n${lines.join("\n")}\n\n${sentence(total)}`);
}

function failed(error: Error): Outcome {
  console.error(error.message);
  return { isOk: false };
}

const sentence = ({ passed, failed, skipped }: Counts) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`;

/** Runs a tool of node_modules with its output live; whether it went well. */
async function run(tool: string, ...args: string[]): Promise<boolean> {
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: storyReport, NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawn(tool, args, { env, stdio: ["ignore", "inherit", "inherit"] });
  const [code] = await once(child, "exit");
  return code === 0;
}

/** What a runner counted. One that failed without a failed test, or without a report, counts as one failure. */
function counted(isOk: boolean, report: string, read: (json: unknown) => Counts): Outcome {
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = read(JSON.parse(readFileSync(report, "utf8")));
  } catch (error) {
    console.error(`${report} could not be read: ${error}`);
    isOk = false;
  }
  return {
    isOk: isOk && counts.failed === 0,
    counts: isOk ? counts : { ...counts, failed: Math.max(counts.failed, 1) },
  };
}

const UnitReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

function readUnitReport(json: unknown): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = UnitReport.parse(json);
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

const StoryReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

function readStoryReport(json: unknown): Counts {
  const { expected, unexpected, flaky, skipped } = StoryReport.parse(json).stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
}

await main(test);
