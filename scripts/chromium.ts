import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The browser that the end-to-end tests drive: CHROMIUM_PATH, or the system's own; undefined if there is none. */
export function findChromium(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const onPath = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...applications].find(existsSync);
}

/** Installs the system's Chromium where that is possible without asking. Throws what to do where it is not. */
export function installChromium(): void {
  const canInstall = process.platform === "linux" && process.getuid?.() === 0 && hasApt();
  if (!canInstall) {
    throw new Error("No Chromium was found. Install Chromium or Chrome, or set CHROMIUM_PATH to one, and try again.");
  }
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [
    ["update", "-qq"],
    ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"],
  ]) {
    const { status } = spawnSync("apt-get", args, { env, stdio: ["ignore", "ignore", "inherit"] });
    if (status !== 0) throw new Error(`apt-get ${args.join(" ")} failed, so the end-to-end tests have no browser.`);
  }
}

const hasApt = () => spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status === 0;
