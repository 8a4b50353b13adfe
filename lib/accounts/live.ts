import "server-only";
import { env } from "@/lib/platform/env";
import type { PublicSupabase } from "@/lib/platform/supabase/browser";

/** What a member's browser needs for live updates. Both values are public: row level security decides what it sees. */
export const publicSupabase = (): PublicSupabase => ({ url: env().SUPABASE_URL, anonKey: env().SUPABASE_ANON_KEY });
