import "server-only";
import { z } from "zod";
import { openai } from "@/lib/platform/llm/client";
import { isRedisAvailable } from "@/lib/platform/redis/redis";
import { anonDb } from "@/lib/platform/supabase/actor";

const WITHIN_MS = 2_000;

const Check = z.enum(["ok", "away"]);

/** Whether the chat works whole, works with something missing, or does not work. */
export const Health = z.object({
  status: z.enum(["ok", "degraded", "down"]),
  checks: z.object({ database: Check, redis: Check, model: Check }),
});
export type Health = z.infer<typeof Health>;

export async function checkHealth(): Promise<Health> {
  const [database, redis, model] = await Promise.all([check(askDatabase), check(askRedis), check(askModel)]);
  const isWhole = redis === "ok" && model === "ok";
  return { status: database === "away" ? "down" : isWhole ? "ok" : "degraded", checks: { database, redis, model } };
}

const askDatabase = async (signal: AbortSignal) => {
  await anonDb().rpc("find_site", { p_site_key: "" }).abortSignal(signal).throwOnError();
};

const askRedis = async () => {
  if (!(await isRedisAvailable())) throw new Error("Redis is away");
};

const askModel = async (signal: AbortSignal) => {
  await openai().models.list({ signal, maxRetries: 0, timeout: WITHIN_MS });
};

async function check(ask: (signal: AbortSignal) => Promise<void>): Promise<z.infer<typeof Check>> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("late")), WITHIN_MS);
  try {
    await Promise.race([ask(AbortSignal.timeout(WITHIN_MS)), late.promise]);
    return "ok";
  } catch {
    return "away";
  } finally {
    clearTimeout(timer);
  }
}
