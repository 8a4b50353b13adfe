import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { lockDirectory } from "./stack/data-lock";
import { close, listen } from "./stack/listen";

const fresh = () => mkdtempSync(join(tmpdir(), "up-"));

function up(...options: string[]) {
  const child = spawn(process.execPath, ["scripts/bootstrap.mjs", "scripts/up.ts", ...options], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function refusal(...options: string[]): Promise<string> {
  const child = up(...options);
  const [words, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect(code).toBe(1);
  return words;
}

test("a second start on the same data directory is refused with a sentence", async () => {
  const dataDir = fresh();
  const release = lockDirectory(dataDir);
  onTestFinished(release);
  expect(await refusal("--data", dataDir)).toMatch(/^.* is in use by another process\. Stop that one.*\n$/);
});

test("a taken port is refused with a sentence that says what to do", async () => {
  const server = createServer();
  onTestFinished(() => close(server));
  const port = new URL(await listen(server, 0)).port;
  expect(await refusal("--data", fresh(), "--port", port)).toBe(
    `Port ${port} is in use. Choose another one for the app with --port.\n`,
  );
});

test("an unknown option is refused, with those that there are", async () => {
  const words = await refusal("--prot", "3000");
  expect(words).toContain("Unknown option '--prot'");
  expect(words).toContain("--no-demo");
});

test("Ctrl-C while it starts ends every process and frees the data directory", async () => {
  const dataDir = fresh();
  const logs = join(dataDir, "logs");
  const child = up("--data", dataDir, "--port", "0", "--no-demo");
  await expect.poll(() => existsSync(join(logs, "mail.pid")), { timeout: 20_000 }).toBe(true);
  const ended = once(child, "exit");
  child.kill("SIGINT");
  expect((await ended)[0]).toBe(0);
  for (const file of readdirSync(logs).filter((name) => name.endsWith(".pid"))) {
    expect(() => process.kill(Number(readFileSync(join(logs, file), "utf8")), 0)).toThrow("ESRCH");
  }
  lockDirectory(dataDir)();
});
