import "server-only";
import { createServerClient } from "@supabase/ssr";
import { cookies } from "next/headers";
import { env } from "@/lib/platform/env";
import type { Database } from "./types";

/** Acts as the signed-in member. Row level security decides what it sees. */
export async function userDb() {
  const jar = await cookies();
  return createServerClient<Database>(env().SUPABASE_URL, env().SUPABASE_ANON_KEY, {
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
