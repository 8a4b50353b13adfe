import "server-only";
import { createServerClient } from "@supabase/ssr";
import { cookies } from "next/headers";
import { connection } from "next/server";
import { env } from "@/lib/platform/env";
import { watchedFetch } from "./fetch";
import type { Database } from "./types";

/** Acts as the signed-in member. Row level security decides what it sees. */
export async function userDb() {
  await connection(); // Next would begin on a page before it is asked for, and drop its queries half-way.
  const jar = await cookies();
  return createServerClient<Database>(env().SUPABASE_URL, env().SUPABASE_ANON_KEY, {
    global: { fetch: watchedFetch },
    cookies: {
      getAll: () => jar.getAll(),
      setAll: (updates) => {
        try {
          for (const { name, value, options } of updates) jar.set(name, value, options);
        } catch {
          // A Server Component can't set cookies; middleware.ts refreshes the session instead.
        }
      },
    },
  });
}
