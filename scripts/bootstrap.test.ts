import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { complaintAbout, isInstalled } from "./bootstrap.mjs";

type Packages = Record<string, { version: string; optional?: boolean }>;

const wanted: Packages = {
  "": { version: "0.1.0" },
  "node_modules/a": { version: "1.0.0" },
  "node_modules/b-for-windows": { version: "1.0.0", optional: true },
};

function project(installed: Packages | undefined): string {
  const root = mkdtempSync(join(tmpdir(), "bootstrap-"));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write("package-lock.json", JSON.stringify({ packages: wanted }));
  if (!installed) return root;
  write("node_modules/.bin/node", "");
  write("node_modules/.package-lock.json", JSON.stringify({ packages: installed }));
  return root;
}

test("packages count as installed when they are those of the lock file, without the optional ones of other machines", () => {
  expect(isInstalled(project({ "node_modules/a": { version: "1.0.0" } }))).toBe(true);
});

test.each<[string, Packages | undefined]>([
  ["nothing is installed", undefined],
  ["a package is missing", {}],
  ["a package has another version", { "node_modules/a": { version: "0.9.0" } }],
  ["a package is no longer wanted", { "node_modules/a": { version: "1.0.0" }, "node_modules/z": { version: "1.0.0" } }],
])("packages are installed anew when %s", (_, installed) => {
  expect(isInstalled(project(installed))).toBe(false);
});

test("a Node that is too old is refused with a sentence", () => {
  expect(complaintAbout("18.20.0")).toMatch(/^Omniops needs Node 20 or newer, and this is Node 18\.20\.0\./);
  expect(complaintAbout("20.9.0")).toBeUndefined();
  expect(complaintAbout("100.0.0")).toBeUndefined();
});

function bootstrapped(source: string) {
  const script = join(mkdtempSync(join(tmpdir(), "script-")), "script.ts");
  writeFileSync(script, source);
  const child = spawn(process.execPath, ["scripts/bootstrap.mjs", script, "--given", "x y"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

test("a script gets its arguments and Node 24, and its exit code is the command's", async () => {
  const child = bootstrapped(`
    const major: string = process.versions.node.split(".")[0]!;
    console.log(JSON.stringify([major, ...process.argv.slice(2)]));
    process.exitCode = 7;`);
  const [[output], [code]] = await Promise.all([once(child.stdout, "data"), once(child, "exit")]);
  expect(JSON.parse(String(output))).toEqual(["24", "--given", "x y"]);
  expect(code).toBe(7);
});

test("a signal reaches the script, which ends as it likes", async () => {
  const child = bootstrapped(`
    process.on("SIGTERM", () => process.exit(9));
    setInterval(() => {}, 1000);
    console.log("ready");`);
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  expect(code).toBe(9);
});
