import "server-only";
import { createClient } from "@supabase/supabase-js";
import { env } from "@/lib/platform/env";
import { watchedFetch } from "./fetch";
import type { Database } from "./types";

/** Bypasses row level security. Only lib/platform/jobs and webhook routes may call it. */
export function createServiceRoleClient() {
  return createClient<Database>(env().SUPABASE_URL, env().SUPABASE_SERVICE_ROLE_KEY, {
    global: { fetch: watchedFetch },
    auth: { persistSession: false, autoRefreshToken: false },
  });
}
