import "server-only";
import { cache } from "react";
import type { ActorOf, Ctx, MemberRole } from "@/lib/platform/context";
import { sha256Hex } from "@/lib/platform/crypto/token";
import { AppError } from "@/lib/platform/errors";
import { limit } from "@/lib/platform/redis/limits";
import { actorDb, anonDb } from "@/lib/platform/supabase/actor";
import { claimsOf } from "@/lib/platform/supabase/claims";
import type { Db } from "@/lib/platform/supabase/db";
import { userDb } from "@/lib/platform/supabase/server";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { Customer } from "./schema";
import { membershipsOf } from "./service";

export type SignedIn = {
  db: Db;
  userId: string;
  email: string;
  memberships: { role: MemberRole; customer: Customer }[];
};

/** The user behind the session cookie with the customers they work for, or null. Asked once a request. */
export const signedIn = cache(async (): Promise<SignedIn | null> => {
  const db = await userDb();
  const claims = await claimsOf(db);
  if (!claims) return null;
  const { sub: userId, email = "" } = claims;
  return { db, userId, email, memberships: await membershipsOf(db, userId) };
});

/** The signed-in member of `customerId`, or of their first customer. Throws unauthenticated, or not_found. */
export async function member(customerId?: string): Promise<Ctx<ActorOf<"member">>> {
  const user = await signedIn();
  if (!user) throw new AppError("unauthenticated", "Sign in first");
  const membership = user.memberships.find(({ customer }) => !customerId || customer.id === customerId);
  if (!membership) throw new AppError("not_found", "Customer not found");
  return {
    db: user.db,
    customerId: membership.customer.id,
    actor: { type: "member", userId: user.userId, role: membership.role },
  };
}

/** Who calls the API: the holder of an API key, or a member in the dashboard. */
export async function authenticate(request: Request): Promise<Ctx> {
  const authorization = request.headers.get("authorization");
  if (authorization) return apiKey(authorization);
  if (request.method !== "GET" && !isSameOrigin(request)) {
    throw new AppError("unauthenticated", "Send an API key: Authorization: Bearer sk_…");
  }
  return member();
}

async function apiKey(authorization: string): Promise<Ctx> {
  const [, key] = /^Bearer (sk_[\w-]{43})$/.exec(authorization) ?? [];
  if (!key) throw new AppError("unauthenticated", "Send an API key: Authorization: Bearer sk_…");
  const [found] = unwrap(await anonDb().rpc("find_api_key", { p_hash: sha256Hex(key) }));
  if (!found) throw new AppError("unauthenticated", "This API key is unknown or was revoked");
  await limit({ apiKey: found.id });
  return {
    db: actorDb({ role: "api_key", customer_id: found.customer_id, key_id: found.id }),
    customerId: found.customer_id,
    actor: { type: "api_key", keyId: found.id, scopes: found.scopes },
  };
}

// A page elsewhere could make a member's browser send its cookie along.
function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  return origin !== null && URL.parse(origin)?.host === request.headers.get("host");
}
