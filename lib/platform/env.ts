import { z } from "zod";

const seconds = (fallback: number) => z.coerce.number().int().positive().default(fallback);

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
  JOB_BUDGET_SECONDS: seconds(45),
  JOB_LEASE_SECONDS: seconds(20),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),

  REDIS_SESSION_TTL: seconds(86_400),
  TTL_RECENT_CHATS: seconds(300),
  TTL_ACTIVE_CHAT: seconds(1_800),
  TTL_MESSAGE_LIST: seconds(900),
  TTL_HISTORY: seconds(86_400),
  TTL_SEARCH: seconds(3_600),
  TTL_SETTINGS: seconds(300),
  TTL_JOB: seconds(3_600),
  TTL_JOB_RESULTS: seconds(86_400),
  TTL_RATE_WINDOW: seconds(60),
  TTL_RATE_DELAY: seconds(300),
  TTL_CONTENT_HASH: seconds(86_400),
  TTL_ROBOTS: seconds(86_400),
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
