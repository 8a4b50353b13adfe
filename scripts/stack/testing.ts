import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import type { Db } from "@/lib/platform/supabase/db";
import type { Database } from "@/lib/platform/supabase/types";
import { randomKeys } from "./keys";
import { startModel } from "./model/server";
import { startRedis } from "./redis/server";
import { startSupabase } from "./supabase/server";
import { migratedSnapshot } from "./supabase/snapshot";

const CACHE = join(import.meta.dirname, "../../.cache/stack");
const APP_URL = "http://127.0.0.1:3000";
const PASSWORD = "a good enough password";

export interface TestCustomer {
  customerId: string;
  userId: string;
  email: string;
  password: string;
  /** Acts as the customer's owner. */
  db: Db;
}

/**
 * The embedded stack in memory, with an empty database, for one test file; `process.env` points at it, so that env()
 * and all clients work. `settings` adds to it, or says otherwise. Close it in `afterAll`.
 */
export async function startTestStack(settings: Record<string, string> = {}) {
  const keys = randomKeys();
  const mailDir = await mkdtemp(join(tmpdir(), "mail-"));
  const snapshot = await migratedSnapshot(CACHE);
  const [supabase, redis, model] = await Promise.all([
    startSupabase({ port: 0, keys, siteUrl: APP_URL, mailDir, snapshot }),
    startRedis({ port: 0, token: keys.redisToken }),
    startModel({ port: 0, apiKey: keys.openaiKey }),
  ]);
  Object.assign(process.env, {
    APP_URL,
    APP_SECRET: keys.appSecret,
    CRON_SECRET: keys.cronSecret,
    SUPABASE_URL: supabase.url,
    SUPABASE_ANON_KEY: keys.anonKey,
    SUPABASE_SERVICE_ROLE_KEY: keys.serviceRoleKey,
    SUPABASE_JWT_SECRET: keys.jwtSecret,
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: keys.redisToken,
    OPENAI_API_KEY: keys.openaiKey,
    OPENAI_BASE_URL: model.url,
    OPENAI_CHAT_MODEL: "omniops-extractive",
    OPENAI_EMBEDDING_MODEL: "omniops-local-512",
    LOG_LEVEL: "silent",
    ...settings,
  });
  const client = (key: string): Db =>
    createClient<Database>(supabase.url, key, { auth: { persistSession: false, autoRefreshToken: false } });
  const serviceDb = client(keys.serviceRoleKey);

  /** A customer with its signed-in owner. */
  async function newCustomer(name = "Test customer"): Promise<TestCustomer> {
    const email = `owner-${randomUUID()}@example.com`;
    const account = await serviceDb.auth.admin.createUser({ email, password: PASSWORD, email_confirm: true });
    if (account.error) throw account.error;
    const db = client(keys.anonKey);
    const { error } = await db.auth.signInWithPassword({ email, password: PASSWORD });
    if (error) throw error;
    const { data: customerId } = await db.rpc("create_customer", { p_name: name }).throwOnError();
    return { customerId, userId: account.data.user.id, email, password: PASSWORD, db };
  }

  /** A site of the customer, on which visitors of its own origin may use the widget. */
  async function newSite({ db, customerId }: TestCustomer, url = "https://example.com/") {
    const site = {
      customer_id: customerId,
      name: new URL(url).hostname,
      url,
      site_key: `pk_${randomUUID().replaceAll("-", "")}`,
      allowed_origins: [new URL(url).origin],
    };
    const { data } = await db.from("sites").insert(site).select().single().throwOnError();
    return data;
  }

  async function close() {
    await Promise.all([supabase.close(), redis.close(), model.close()]);
    await rm(mailDir, { recursive: true, force: true });
  }

  return { keys, supabase, redis, model, mailDir, sql: supabase.sql, serviceDb, newCustomer, newSite, close };
}

export type TestStack = Awaited<ReturnType<typeof startTestStack>>;
