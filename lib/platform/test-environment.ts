/** Settings that env() accepts, for tests of parts that need only some of them. */
export const testEnvironment = {
  APP_URL: "http://127.0.0.1:3000",
  APP_SECRET: "x".repeat(32),
  SUPABASE_URL: "http://127.0.0.1:1",
  SUPABASE_ANON_KEY: "anon",
  SUPABASE_SERVICE_ROLE_KEY: "service",
  SUPABASE_JWT_SECRET: "x".repeat(32),
  UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1",
  UPSTASH_REDIS_REST_TOKEN: "token",
  OPENAI_API_KEY: "key",
  LOG_LEVEL: "silent",
};
