import { isAuthRetryableFetchError } from "@supabase/supabase-js";
import { AppError } from "@/lib/platform/errors";
import type { Db } from "./db";

/** What the session's token proves, or null without one. Throws `unavailable` where nobody can tell. */
export async function claimsOf(db: Db) {
  const { data, error } = await db.auth.getClaims();
  if (isAuthRetryableFetchError(error)) {
    throw new AppError("unavailable", "The sign-in service can't be reached", { cause: error });
  }
  return data?.claims ?? null;
}
