import { createClient } from "@supabase/supabase-js";
import { createCustomer } from "@/lib/accounts/service";
import { selectMemberships } from "@/lib/accounts/store";
import { insertSite, selectSites } from "@/lib/knowledge/store";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { asSystem } from "@/lib/platform/jobs/system";
import type { Db } from "@/lib/platform/supabase/db";
import type { Database } from "@/lib/platform/supabase/types";

export type Owner = { email: string; password: string };
export type Website = { url: string; name: string; siteKey: string; allowedOrigins: string[] };
export type OwnerCtx = Ctx<ActorOf<"member">>;

/** A customer's owner, signed in with the password; the account and the customer are made if they are missing. */
export async function ensureCustomer(owner: Owner, name: string): Promise<OwnerCtx> {
  const { db, userId } = (await signIn(owner)) ?? (await signUp(owner));
  const [membership] = await selectMemberships(db, userId);
  const customerId = membership?.customer.id ?? (await createCustomer(db, userId, { name }));
  return { db, customerId, actor: { type: "member", userId, role: "owner" } };
}

/** The customer's site with this key; added, unread, if it is missing. */
export async function ensureSite(ctx: OwnerCtx, site: Website): Promise<{ id: string; url: string; isNew: boolean }> {
  const found = (await selectSites(ctx)).find(({ siteKey }) => siteKey === site.siteKey);
  if (found) return { ...found, isNew: false };
  return { ...(await insertSite(ctx, site)), isNew: true };
}

type SignedIn = { db: Db; userId: string };

async function signIn(owner: Owner): Promise<SignedIn | undefined> {
  const db = createClient<Database>(env().SUPABASE_URL, env().SUPABASE_ANON_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { data } = await db.auth.signInWithPassword(owner);
  return data.user ? { db, userId: data.user.id } : undefined;
}

/** An account whose address needs no confirmation, because the person at the keyboard made it. */
async function signUp(owner: Owner): Promise<SignedIn> {
  const { error } = await asSystem("customer").db.auth.admin.createUser({ ...owner, email_confirm: true });
  const signedIn = await signIn(owner);
  if (!signedIn) throw new Error(`${owner.email} could not sign in: ${error?.message ?? "wrong password"}.`);
  return signedIn;
}
