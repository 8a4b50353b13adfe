import { createBrowserClient } from "@supabase/ssr";
import type { Database } from "./types";

/** Where the browser finds Supabase. Handed down by the server at run time, so that a build fits every environment. */
export type PublicSupabase = { url: string; anonKey: string };

/** For "use client" code. Row level security decides what it sees. */
export function browserDb({ url, anonKey }: PublicSupabase) {
  return createBrowserClient<Database>(url, anonKey);
}
