import { createServerClient } from "@supabase/ssr";
import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/platform/env";
import { claimsOf } from "./claims";
import type { Database } from "./types";

/** Renews the session that a request carries, before pages read it; says whether there is none and gives the response to go on with. */
export async function renewSession(request: NextRequest, headers: Headers) {
  let response = NextResponse.next({ request: { headers } });
  const db = createServerClient<Database>(env().SUPABASE_URL, env().SUPABASE_ANON_KEY, {
    cookies: {
      getAll: () => request.cookies.getAll(),
      setAll: (updates) => {
        for (const { name, value } of updates) request.cookies.set(name, value);
        headers.set("cookie", request.cookies.toString());
        response = NextResponse.next({ request: { headers } });
        for (const { name, value, options } of updates) response.cookies.set(name, value, options);
      },
    },
  });
  // Nothing may stand between the client and its claims: asking for them is what renews.
  const isStranger = await claimsOf(db).then(
    (claims) => !claims,
    () => false, // Nobody can tell, and the page will say so.
  );
  return { isStranger, response };
}
