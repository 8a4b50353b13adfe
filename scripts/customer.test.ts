import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const data = mkdtempSync(join(tmpdir(), "customer-"));

function customer(...args: string[]) {
  const command = ["--import", "tsx", "--conditions=react-server", "scripts/customer.ts", ...args];
  return spawnSync(process.execPath, command, { encoding: "utf8" });
}

test.each([
  [[], '"customer " is not a command'],
  [["create", "--name", "A"], "--name, --site and --origin are needed"],
  [
    ["create", "--name", "A", "--site", "https://a.test", "--origin", "https://a.test/"],
    "--origin https://a.test/ is not",
  ],
  [["create", "--name", "A", "--site", "ftp://a.test", "--origin", "https://a.test"], "http"],
  [
    ["create", "--name", "A", "--site", "https://a.test", "--origin", "https://a.test", "--data", data],
    "No stack runs on",
  ],
])("%j prints no JSON but a sentence", (args, sentence) => {
  const { status, stdout, stderr } = customer(...args);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain(sentence);
  expect(stderr).not.toContain("    at ");
});
