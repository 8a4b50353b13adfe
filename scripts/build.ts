import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ProcessSpec, startProcess } from "@/scripts/stack/child-process";

/** What a build is made from. */
const sources = [
  "app",
  "components",
  "lib",
  "messages",
  "public",
  "middleware.ts",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "scripts/build-widget.ts",
  "tsconfig.json",
];
const made = ["public/widget", "public/widget.js"];
const stamp = join(".next", "built-from");
const guard = join("scripts", "stack", "exit-with-parent.mjs");

/** Builds the widget and the app, unless the last build was made from the same sources. Throws what the build said. */
export async function build(logDir: string, signal?: AbortSignal): Promise<void> {
  const hash = hashOfSources();
  if (isBuilt(hash)) return;
  mkdirSync(logDir, { recursive: true });
  const log = join(logDir, "build.log");
  for (const stale of [stamp, log]) rmSync(stale, { force: true });
  await run({ name: "The widget's build", args: ["--import", "tsx", "scripts/build-widget.ts"] }, log, signal);
  const next = join("node_modules", "next", "dist", "bin", "next");
  await run({ name: "The app's build", args: ["--import", join(process.cwd(), guard), next, "build"] }, log, signal);
  if (!existsSync(join(".next", "BUILD_ID"))) throw new Error(`The app's build ended without a result; see ${log}.`);
  writeFileSync(stamp, hash);
}

function isBuilt(hash: string): boolean {
  return made.every(existsSync) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
}

async function run(spec: ProcessSpec, log: string, signal?: AbortSignal): Promise<void> {
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const process = startProcess({ ...spec, env }, log);
  signal?.addEventListener("abort", process.kill);
  const how = await process.ended;
  signal?.removeEventListener("abort", process.kill);
  if (how !== "exit code 0")
    throw new Error(`${spec.name} failed (${how}). It said last (${log}):\n${process.lastWords()}`);
}

function hashOfSources(): string {
  const hash = createHash("sha256");
  for (const file of sources.flatMap(filesOf).sort()) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function filesOf(path: string): string[] {
  if (!existsSync(path) || made.includes(path)) return [];
  if (!statSync(path).isDirectory()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(path).flatMap((name) => filesOf(`${path}/${name}`));
}
