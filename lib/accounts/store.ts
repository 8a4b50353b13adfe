import type { Ctx } from "@/lib/platform/context";
import type { Db } from "@/lib/platform/supabase/db";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import type { ApiKey, Customer, CustomerConfig, UpdateConfig } from "./schema";

const configColumns = `assistantName:assistant_name, greeting, suggestions, accentColor:accent_color,
  contactEmail:contact_email, languageMode:language_mode, defaultLanguage:default_language,
  allowedLanguages:allowed_languages` as const;
const keyColumns = "id, name, prefix, scopes, createdAt:created_at, lastUsedAt:last_used_at" as const;

/** The customers that the signed-in user works for, oldest first, with the user's role. */
export async function selectMemberships(db: Db, userId: string) {
  return unwrap(
    await db
      .from("members")
      .select("role, customer:customers!inner(id, name, plan)")
      .eq("user_id", userId)
      .order("created_at"),
  );
}

export async function insertCustomer(db: Db, name: string): Promise<string> {
  return unwrap(await db.rpc("create_customer", { p_name: name }));
}

export async function selectCustomer({ db, customerId }: Ctx): Promise<Customer> {
  return unwrap(await db.from("customers").select("id, name, plan").eq("id", customerId).single());
}

export async function selectConfig({ db, customerId }: Ctx): Promise<CustomerConfig> {
  const row = await db.from("customer_configs").select(configColumns).eq("customer_id", customerId).single();
  return unwrap(row) as CustomerConfig;
}

export async function updateConfigRow({ db, customerId }: Ctx, config: UpdateConfig): Promise<CustomerConfig> {
  const columns = defined({
    assistant_name: config.assistantName,
    greeting: config.greeting,
    suggestions: config.suggestions,
    accent_color: config.accentColor,
    contact_email: config.contactEmail,
    language_mode: config.languageMode,
    default_language: config.defaultLanguage,
    allowed_languages: config.allowedLanguages,
  });
  const row = await db
    .from("customer_configs")
    .update(columns)
    .eq("customer_id", customerId)
    .select(configColumns)
    .single();
  return unwrap(row) as CustomerConfig;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the columns that were left out, so that an update leaves them alone. */
function defined<T extends object>(columns: T): Defined<T> {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as Defined<T>;
}

export async function insertApiKey(
  { db, customerId }: Ctx,
  key: { name: string; scopes: ApiKey["scopes"]; prefix: string; hash: string },
): Promise<ApiKey> {
  const row = await db
    .from("api_keys")
    .insert({ customer_id: customerId, ...key })
    .select(keyColumns)
    .single();
  return unwrap(row) as ApiKey;
}

export async function selectApiKeys({ db, customerId }: Ctx): Promise<ApiKey[]> {
  const rows = await db
    .from("api_keys")
    .select(keyColumns)
    .eq("customer_id", customerId)
    .is("revoked_at", null)
    .order("created_at");
  return unwrap(rows) as ApiKey[];
}

export async function revokeApiKeyRow({ db, customerId }: Ctx, id: string): Promise<ApiKey> {
  const row = await db
    .from("api_keys")
    .update({ revoked_at: new Date().toISOString() })
    .eq("customer_id", customerId)
    .eq("id", id)
    .select(keyColumns)
    .single();
  return unwrap(row) as ApiKey;
}
