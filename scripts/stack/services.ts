import { join } from "node:path";
import { loopback } from "./addresses";
import type { ProcessSpec } from "./child-process";
import type { CronSettings } from "./cron";
import type { MailSettings } from "./mail/server";
import type { startModel } from "./model/server";
import type { startRedis } from "./redis/server";
import type { SupabaseOptions } from "./supabase/server";

/** The services of the stack by name. Each starts with its settings, listens, and can be closed. */
export const services = {
  supabase: async (settings: SupabaseOptions) => (await import("./supabase/server")).startSupabase(settings),
  redis: async (settings: Parameters<typeof startRedis>[0]) => (await import("./redis/server")).startRedis(settings),
  model: async (settings: Parameters<typeof startModel>[0]) => (await import("./model/server")).startModel(settings),
  mail: async (settings: MailSettings) => (await import("./mail/server")).startMail(settings),
  cron: async (settings: CronSettings) => (await import("./cron")).startCron(settings),
};

export type ServiceName = keyof typeof services;
export type SettingsOf<N extends ServiceName> = Parameters<(typeof services)[N]>[0];

/** A service as a process of its own, for the supervisor. */
export function serviceProcess<N extends ServiceName>(name: N, settings: SettingsOf<N>): ProcessSpec {
  const args = ["--import", "tsx", "--conditions=react-server", join(import.meta.dirname, "child.ts"), name];
  return { name, args, settings, ...("port" in settings ? { health: loopback(settings.port) } : {}) };
}
