import type { CronSettings } from "./cron";
import type { MailSettings } from "./mail/server";

/** The services of the stack by name. Each starts with its settings, listens, and can be closed. */
export const services = {
  mail: async (settings: MailSettings) => (await import("./mail/server")).startMail(settings),
  cron: async (settings: CronSettings) => (await import("./cron")).startCron(settings),
};

export type ServiceName = keyof typeof services;
export type SettingsOf<N extends ServiceName> = Parameters<(typeof services)[N]>[0];
