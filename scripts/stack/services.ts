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

/**
 * The database is handed megabytes that are garbage a moment later. Left alone, V8 looks through its whole heap for each 64
 * of them, three times a second while a site is read; so it may grow to four times what is alive, 60 MB.
 */
const V8_FLAGS: Partial<Record<ServiceName, string[]>> = {
  supabase: ["--heap-growing-percent=300", "--external-memory-accounted-in-global-limit"],
};

/** A service as a process of its own, for the supervisor. */
export function serviceProcess<N extends ServiceName>(name: N, settings: SettingsOf<N>): ProcessSpec {
  const program = join(import.meta.dirname, "child.ts");
  const args = [...(V8_FLAGS[name] ?? []), "--import", "tsx", "--conditions=react-server", program, name];
  return { name, args, settings, ...("port" in settings ? { health: loopback(settings.port) } : {}) };
}
