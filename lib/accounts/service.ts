import type { ActorOf, Ctx } from "@/lib/platform/context";
import { randomToken, sha256Hex } from "@/lib/platform/crypto/token";
import { cache } from "@/lib/platform/redis/cache";
import type { Db } from "@/lib/platform/supabase/db";
import type { ApiKey, CreateApiKey, CreateCustomer, Customer, CustomerConfig, UpdateConfig } from "./schema";
import {
  insertApiKey,
  insertCustomer,
  revokeApiKeyRow,
  selectApiKeys,
  selectConfig,
  selectCustomer,
  selectMemberships,
  updateConfigRow,
} from "./store";

type Member = Ctx<ActorOf<"member">>;

/** Tags what is cached of a customer's plan and configuration. */
export const customerTag = (customerId: string) => `customer:${customerId}`;

const membershipsTag = (userId: string) => `memberships:${userId}`;

/** A new customer whose owner is the user behind `db`. Returns its id. */
export async function createCustomer(db: Db, userId: string, { name }: CreateCustomer): Promise<string> {
  const id = await insertCustomer(db, name);
  await cache.forget(membershipsTag(userId));
  return id;
}

/** The customers that the user behind `db` works for, oldest first, with the user's role. */
export const membershipsOf = (db: Db, userId: string) =>
  cache.remember({
    key: `memberships:${userId}`,
    tags: [membershipsTag(userId)],
    ttl: "settings",
    load: () => selectMemberships(db, userId),
  });

export const getCustomer = (ctx: Ctx): Promise<Customer> => selectCustomer(ctx);

export const getConfig = (ctx: Ctx): Promise<CustomerConfig> => selectConfig(ctx);

/** Changes the fields that are given. Owners and admins only; others get `not_found`, for row level security hides the row. */
export async function updateConfig(ctx: Member, config: UpdateConfig): Promise<CustomerConfig> {
  const changed = await updateConfigRow(ctx, config);
  await cache.forget(customerTag(ctx.customerId));
  return changed;
}

export const listApiKeys = (ctx: Member): Promise<ApiKey[]> => selectApiKeys(ctx);

/** A new key. `key` is its only copy: the database keeps a hash. */
export async function createApiKey(ctx: Member, { name, scopes }: CreateApiKey): Promise<ApiKey & { key: string }> {
  const key = randomToken("sk");
  const stored = await insertApiKey(ctx, { name, scopes, prefix: key.slice(0, 8), hash: sha256Hex(key) });
  return { ...stored, key };
}

/** Ends a key at once. */
export const revokeApiKey = (ctx: Member, id: string): Promise<ApiKey> => revokeApiKeyRow(ctx, id);
