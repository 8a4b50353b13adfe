import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lockDirectory } from "./data-lock";

const fresh = () => mkdtempSync(join(tmpdir(), "lock-"));

test("a directory has one user at a time", () => {
  const directory = fresh();
  const release = lockDirectory(directory);
  expect(() => lockDirectory(directory)).toThrow(`${directory} is in use by another process.`);
  release();
  lockDirectory(directory)();
});

test("a killed process leaves no lock behind", async () => {
  const directory = fresh();
  const source = `const { lockDirectory } = await import(${JSON.stringify(join(import.meta.dirname, "data-lock.ts"))});
    lockDirectory(${JSON.stringify(directory)}); console.log("locked"); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  expect(() => lockDirectory(directory)).toThrow("in use");
  holder.kill("SIGKILL");
  await once(holder, "exit");
  lockDirectory(directory)();
});
