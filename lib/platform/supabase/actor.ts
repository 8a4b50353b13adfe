import "server-only";
import { createClient } from "@supabase/supabase-js";
import { SignJWT } from "jose";
import { env } from "@/lib/platform/env";
import type { Db } from "./db";
import { boundedFetch } from "./fetch";
import type { Database } from "./types";

const LIFETIME_SECONDS = 300;
/** The claims that row level security checks: of actors who have no account, and of members the server answers. */
export type ActorClaims =
  | { role: "authenticated"; sub: string }
  | { role: "visitor"; customer_id: string; site_id: string; session_id: string }
  | { role: "api_key"; customer_id: string; key_id: string };

/**
 * Acts in a Postgres role of its own, bound to these claims. The token behind it lives five minutes and never leaves
 * the server; `via: server` is what lets it store the assistant's messages.
 */
export function actorDb(claims: ActorClaims): Db {
  let token: Promise<string> | undefined;
  return createClient<Database>(env().SUPABASE_URL, env().SUPABASE_ANON_KEY, {
    accessToken: () => {
      token ??= signed(claims);
      return token;
    },
    global: { fetch: boundedFetch },
  });
}

const signed = (claims: ActorClaims) =>
  new SignJWT({ ...claims, via: "server" })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuedAt()
    .setExpirationTime(`${LIFETIME_SECONDS}s`)
    .sign(new TextEncoder().encode(env().SUPABASE_JWT_SECRET));

/** Acts as nobody: may only ask the functions that a secret opens, such as find_api_key. */
export function anonDb(): Db {
  return createClient<Database>(env().SUPABASE_URL, env().SUPABASE_ANON_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch: boundedFetch },
  });
}
