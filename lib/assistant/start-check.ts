import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { env } from "@/lib/platform/env";
import { asSystem } from "@/lib/platform/jobs/system";
import { log } from "@/lib/platform/log";
import { getRedisClient } from "@/lib/platform/redis/redis";
import { actorDb, anonDb } from "@/lib/platform/supabase/actor";

/** A server that starts is busy: what it asks may take long. */
const SUPABASE_WITHIN_MS = 15_000;
const REDIS_WITHIN_MS = 8_000;
const AGAIN_AFTER_MS = 500;
const NOBODY = "00000000-0000-4000-8000-000000000000";

/**
 * Asks each store once, with each of its keys, and logs a line: that it answers, or what to do. Fails only where the
 * environment is incomplete; the app goes on without either store, as far as it can.
 */
export async function checkStores(): Promise<void> {
  env();
  await Promise.all([report("Supabase", whatIsWrongWithSupabase), report("Redis", whatIsWrongWithRedis)]);
}

type Problem = { advice: string; reason: string };

async function report(store: string, ask: () => Promise<Problem | undefined>): Promise<void> {
  const problem = await ask();
  if (problem) log().error({ reason: problem.reason }, problem.advice);
  else log().info(`${store} answers`);
}

async function whatIsWrongWithSupabase(): Promise<Problem | undefined> {
  const visitor = { role: "visitor", customer_id: NOBODY, site_id: NOBODY, session_id: NOBODY } as const;
  const asVisitor = actorDb(visitor);
  // Each key in turn: a project that answers to one may refuse the next.
  const questions = {
    SUPABASE_ANON_KEY: anonDb().rpc("find_site", { p_site_key: "" }),
    SUPABASE_SERVICE_ROLE_KEY: asSystem("start").db.from("customers").select("id").limit(0),
    SUPABASE_JWT_SECRET: asVisitor.from("conversations").select("id").limit(0),
  };
  for (const [variable, question] of Object.entries(questions)) {
    const { status, error } = await question.abortSignal(AbortSignal.timeout(SUPABASE_WITHIN_MS));
    if (error) return { advice: adviceOnSupabase(status, variable), reason: error.message };
  }
  return undefined;
}

function adviceOnSupabase(status: number, variable: string): string {
  if (status === 401 || status === 403)
    return `Supabase refuses ${variable}: copy it again from the project's settings`;
  if (status === 404) return "Supabase lacks the product's tables: run `supabase db push`";
  return "Supabase doesn't answer: check SUPABASE_URL, and that the project is not paused. Visitors' messages wait in their browsers";
}

async function whatIsWrongWithRedis(): Promise<Problem | undefined> {
  const deadline = Date.now() + REDIS_WITHIN_MS;
  let reason = "";
  while (Date.now() < deadline) {
    try {
      await getRedisClient().ping();
      return undefined;
    } catch (error) {
      reason ||= (error as Error).message;
    }
    if (/WRONGPASS|Unauthorized/i.test(reason)) {
      return { reason, advice: "Redis refuses UPSTASH_REDIS_REST_TOKEN: copy it again from the database's page" };
    }
    await sleep(AGAIN_AFTER_MS);
  }
  const meanwhile = "Sessions and limits are kept in this process until it does";
  return { reason, advice: `Redis doesn't answer: check UPSTASH_REDIS_REST_URL. ${meanwhile}` };
}
