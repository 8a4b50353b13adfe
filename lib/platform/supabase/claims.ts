import { isAuthRetryableFetchError, type JwtPayload } from "@supabase/supabase-js";
import { decodeProtectedHeader, jwtVerify } from "jose";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import type { Db } from "./db";

/**
 * What the session's token proves, or null without one. Asks nobody while the token is good, so an ended session may
 * last until its token does, an hour at most. Throws `unavailable` where a token must be renewed and nobody can.
 */
export async function claimsOf(db: Db): Promise<JwtPayload | null> {
  const { data, error } = await db.auth.getSession();
  if (isAuthRetryableFetchError(error)) {
    throw new AppError("unavailable", "The sign-in service can't be reached", { cause: error });
  }
  const token = data.session?.access_token;
  if (!token) return null;
  // The client would ask the sign-in service about each token that is signed with the shared secret.
  if (algorithmOf(token) !== "HS256") return (await db.auth.getClaims(token)).data?.claims ?? null;
  const key = new TextEncoder().encode(env().SUPABASE_JWT_SECRET);
  const options = { algorithms: ["HS256"], audience: "authenticated" };
  return jwtVerify<JwtPayload>(token, key, options).then(
    ({ payload }) => payload,
    () => null,
  );
}

function algorithmOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).alg;
  } catch {
    return undefined;
  }
}
