import { join } from "node:path";
import { loopback, type Ports } from "./addresses";
import type { Keys } from "./keys";

/** The variable that names a service elsewhere: set, and that service of the stack stays off. */
const elsewhere: Record<string, string> = {
  supabase: "SUPABASE_URL",
  redis: "UPSTASH_REDIS_REST_URL",
  model: "OPENAI_BASE_URL",
};

/** Whether the person's own environment says where this service is, with the keys that belong to it. */
export const isElsewhere = (service: string) => Boolean(process.env[elsewhere[service] ?? ""]);

/** Where the stack's Redis keeps its values: in the Redis at REDIS_URL, and where none is named in a file of its own. */
export function redisStore(dataDir: string): { redisUrl: string } | { file: string } {
  const { REDIS_URL: redisUrl } = process.env;
  return redisUrl ? { redisUrl } : { file: join(dataDir, "redis.json") };
}

/** By service of this stack: how the app reaches it, in the names of lib/platform/env.ts. */
export const ownServices = ({ keys, ports }: { keys: Keys; ports: Ports }) => ({
  supabase: {
    SUPABASE_URL: loopback(ports.supabase),
    SUPABASE_ANON_KEY: keys.anonKey,
    SUPABASE_SERVICE_ROLE_KEY: keys.serviceRoleKey,
    SUPABASE_JWT_SECRET: keys.jwtSecret,
  },
  redis: {
    UPSTASH_REDIS_REST_URL: loopback(ports.redis),
    UPSTASH_REDIS_REST_TOKEN: keys.redisToken,
  },
  model: {
    OPENAI_API_KEY: keys.openaiKey,
    OPENAI_BASE_URL: `${loopback(ports.model)}/v1`,
    OPENAI_CHAT_MODEL: "omniops-extractive",
    OPENAI_EMBEDDING_MODEL: "omniops-local-512",
  },
});

/** What the app must be told to run on this stack, but for the services that are elsewhere. */
export function appEnvironment({ keys, ports, demo }: { keys: Keys; ports: Ports; demo: boolean }) {
  const appUrl = loopback(ports.app);
  const ownHost = demo ? new URL(appUrl).host : undefined;
  const { supabase, redis, model } = ownServices({ keys, ports });
  return {
    APP_URL: appUrl,
    APP_SECRET: keys.appSecret,
    CRON_SECRET: keys.cronSecret,
    CRAWLER_ALLOWED_HOSTS: [process.env.CRAWLER_ALLOWED_HOSTS, ownHost].filter(Boolean).join(","),
    ...(demo && { DEMO_SITE_KEY: keys.demoSiteKey }),
    ...(!isElsewhere("supabase") && supabase),
    ...(!isElsewhere("redis") && redis),
    ...(!isElsewhere("model") && model),
  };
}
