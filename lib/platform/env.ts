import { z } from "zod";

const whole = (fallback: number) => z.coerce.number().int().positive().default(fallback);

const Env = z.object({
  APP_URL: z.url().transform((url) => url.replace(/\/$/, "")),
  APP_SECRET: z.string().min(32),
  CRON_SECRET: z.union([z.string().min(16), z.literal("")]).optional(),
  DEMO_SITE_KEY: z.string().optional(),

  SUPABASE_URL: z.url(),
  SUPABASE_ANON_KEY: z.string().min(1),
  SUPABASE_SERVICE_ROLE_KEY: z.string().min(1),
  SUPABASE_JWT_SECRET: z.string().min(32),

  UPSTASH_REDIS_REST_URL: z.url(),
  UPSTASH_REDIS_REST_TOKEN: z.string().min(1),

  OPENAI_API_KEY: z.string().min(1),
  OPENAI_BASE_URL: z.url().default("https://api.openai.com/v1"),
  OPENAI_CHAT_MODEL: z.string().default("gpt-5-mini"),
  OPENAI_EMBEDDING_MODEL: z.string().default("text-embedding-3-small"),

  CRAWLER_ALLOWED_HOSTS: z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((host) => host.trim().toLowerCase())
        .filter(Boolean),
    ),
  JOB_BUDGET_SECONDS: whole(45),
  JOB_LEASE_SECONDS: whole(20),
  REDIS_MEMORY_MB: whole(256),
  DATABASE_SIZE_MB: whole(500),
  SLOW_QUERY_MS: whole(1_000),
  BENCH_ROUTES: z.enum(["", "on"]).default(""),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),

  REDIS_SESSION_TTL: whole(86_400),
  TTL_RECENT_CHATS: whole(300),
  TTL_ACTIVE_CHAT: whole(1_800),
  TTL_MESSAGE_LIST: whole(900),
  TTL_HISTORY: whole(86_400),
  TTL_SEARCH: whole(3_600),
  TTL_SETTINGS: whole(300),
  TTL_JOB: whole(3_600),
  TTL_JOB_RESULTS: whole(86_400),
  TTL_RATE_WINDOW: whole(60),
  TTL_RATE_DELAY: whole(300),
  TTL_CONTENT_HASH: whole(86_400),
  TTL_ROBOTS: whole(86_400),
});

/** Every variable that the app reads. */
export const settingNames = Object.keys(Env.shape);

let cached: z.infer<typeof Env> | undefined;

/** The server's settings, read once and on first use, so that a build needs no secrets. Throws naming what is missing. */
export function env() {
  if (cached) return cached;
  const result = Env.safeParse(process.env);
  if (!result.success)
    throw new Error(`The environment is incomplete (see .env.example):\n${z.prettifyError(result.error)}`);
  cached = result.data;
  return cached;
}
