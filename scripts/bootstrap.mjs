// Runs a script of the project on a machine that has nothing but Node 20: installs what package-lock.json names, then
// starts the script under the Node of node_modules. Imports nothing that an install would bring.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = 20;

/** What is wrong with a version of Node, if anything. */
export function complaintAbout(version) {
  if (Number(version.split(".")[0]) >= OLDEST_NODE) return undefined;
  return `Omniops needs Node ${OLDEST_NODE} or newer, and this is Node ${version}. Get one from https://nodejs.org.`;
}

/** Whether node_modules holds exactly what package-lock.json names, as npm itself recorded after its last install. */
export function isInstalled(root) {
  const installed = readPackages(join(root, "node_modules", ".package-lock.json"));
  const wanted = readPackages(join(root, "package-lock.json"));
  if (!installed || !wanted || !existsSync(nodeOf(root))) return false;
  for (const [path, { version, optional }] of Object.entries(wanted)) {
    if (path === "") continue;
    const found = installed[path];
    if (found ? found.version !== version : !optional) return false;
  }
  return Object.keys(installed).every((path) => path in wanted);
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

function nodeOf(root) {
  return join(root, "node_modules", ".bin", "node");
}

/** Runs `npm ci`; says so, and how long it takes. Its own output shows only when it fails. */
async function install(root) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  process.stderr.write("Installing packages …\n");
  const tick = setInterval(() => process.stderr.write(`Installing packages … ${seconds()} s\n`), 10_000);
  const npm = spawn("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  let output = "";
  for (const stream of [npm.stdout, npm.stderr]) stream.on("data", (data) => (output += data));
  const code = await ended(npm).finally(() => clearInterval(tick));
  if (code !== 0) fail(`${output}\nnpm ci failed. The lines above say why.`);
  process.stderr.write(`Installed packages in ${seconds()} s\n`);
}

/** The exit code of a child; as the shell has it when a signal ended it. */
function ended(child) {
  return new Promise((resolve) => {
    child.on("error", (error) => fail(`Could not start ${child.spawnfile}: ${error.message}`));
    child.on("close", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 143)));
  });
}

async function run(root, [script, ...args]) {
  const child = spawn(nodeOf(root), ["--import", "tsx", "--conditions=react-server", script, ...args], {
    env: { ...process.env, PATH: `${dirname(nodeOf(root))}${delimiter}${process.env.PATH ?? ""}` },
    // The channel carries nothing: the script sees it close when this process is gone, however it went.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) stopWithParent(child);
  process.exitCode = await ended(child);
}

/** npm can be killed without a chance to tell its script. */
function stopWithParent(child) {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill("SIGTERM"), 1000).unref();
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

async function main() {
  const complaint = complaintAbout(process.versions.node);
  if (complaint) fail(complaint);
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const command = process.argv.slice(2);
  if (command.length === 0) fail("Usage: node scripts/bootstrap.mjs <script> [arguments]");
  if (!isInstalled(root)) await install(root);
  await run(root, command);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
