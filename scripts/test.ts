import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { z } from "zod";
import { build } from "./build";
import { findChromium, installChromium } from "./chromium";
import { main } from "./options";

const results = resolve(".cache", "test");
const unitReport = join(results, "unit.json");
const storyReport = join(results, "stories.json");

type Counts = { passed: number; failed: number; skipped: number };
type Report = { counts: Counts; failures: string[] };
type Outcome = { isOk: boolean } & Partial<Report>;

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
    const { isOk, counts, failures = [] } = await check().catch(failed);
    if (counts) for (const key of ["passed", "failed", "skipped"] as const) total[key] += counts[key];
    const seconds = Math.round((Date.now() - started) / 1000);
    lines.push(
      `${isOk ? "✓" : "✗"} ${name.padEnd(26)}${String(seconds).padStart(4)} s  ${counts ? sentence(counts) : ""}`,
      ...failures.map((title) => `    ✗ ${title}`),
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
function counted(isOk: boolean, path: string, read: (json: unknown) => Report): Outcome {
  let report: Report = { counts: { passed: 0, failed: 0, skipped: 0 }, failures: [] };
  try {
    report = read(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    console.error(`${path} could not be read: ${error}`);
    isOk = false;
  }
  const { counts, failures } = report;
  return {
    isOk: isOk && counts.failed === 0,
    counts: isOk ? counts : { ...counts, failed: Math.max(counts.failed, 1) },
    failures,
  };
}

const UnitReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

function readUnitReport(json: unknown): Report {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = UnitReport.parse(json);
  const failures = testResults
    .filter(({ status }) => status === "failed")
    .flatMap(({ name, assertionResults }) => {
      const titles = assertionResults.filter(({ status }) => status === "failed").map(({ fullName }) => fullName);
      return (titles.length > 0 ? titles : ["could not be run"]).map((title) => `${relative(".", name)} ${title}`);
    });
  const counts = { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  return { counts, failures };
}

const StoryReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(z.object({ file: z.string(), specs: z.array(z.object({ title: z.string(), ok: z.boolean() })) })),
});

function readStoryReport(json: unknown): Report {
  const { stats, suites } = StoryReport.parse(json);
  const failures = suites.flatMap(({ file, specs }) =>
    specs.filter(({ ok }) => !ok).map(({ title }) => `e2e/${file} ${title}`),
  );
  return {
    counts: { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped },
    failures,
  };
}

await main(test);
