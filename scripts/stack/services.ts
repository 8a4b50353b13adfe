import { join } from "node:path";
import type { ProcessSpec } from "./child-process";
import type { CronSettings } from "./cron";
import type { MailSettings } from "./mail/server";

/** The services of the stack by name. Each starts with its settings, listens, and can be closed. */
export const services = {
  mail: async (settings: MailSettings) => (await import("./mail/server")).startMail(settings),
  cron: async (settings: CronSettings) => (await import("./cron")).startCron(settings),
};

export type ServiceName = keyof typeof services;
export type SettingsOf<N extends ServiceName> = Parameters<(typeof services)[N]>[0];

/** A service as a process of its own, for the supervisor. */
export function serviceProcess<N extends ServiceName>(name: N, settings: SettingsOf<N>, health?: string): ProcessSpec {
  const args = ["--import", "tsx", "--conditions=react-server", join(import.meta.dirname, "child.ts"), name];
  return { name, args, settings, ...(health ? { health } : {}) };
}
