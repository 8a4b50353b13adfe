import type { ActorOf, Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { unwrap } from "@/lib/platform/supabase/unwrap";

type Visitor = Ctx<ActorOf<"visitor">>;

/** Somebody who said who they are, as a customer's members see them. */
export type Client = {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  preferredLanguage: string;
  plan: "basic" | "premium";
};

/** On what terms a visitor is known: all of a client that its visitor's session may see. */
export type KnownAs = Pick<Client, "id" | "preferredLanguage" | "plan">;

type ClientData = { email?: string; phone?: string; name?: string; language?: string };

const E164 = /^\+[1-9]\d{6,14}$/;

const columns = "id, name, email, phone, preferredLanguage:preferred_language, plan" as const;

/** The customer's client with this e-mail address, in any case, or this phone number in E.164; null without one. */
export async function getClientByIdentifier(
  { db, customerId }: Ctx,
  identifier: string,
  type: "email" | "phone",
): Promise<Client | null> {
  const clients = db.from("clients").select(columns).eq("customer_id", customerId);
  const value = identifier.trim();
  if (type === "email") return unwrap(await clients.eq("email", value.toLowerCase()).maybeSingle());
  if (!E164.test(value)) return null;
  return unwrap(await clients.like("phone", value).maybeSingle()); // Nothing on the way takes a pattern for a number.
}

/**
 * Makes the visitor a client of this address or number, or finds the one there is, and ties the session's conversations
 * to it. What is known of a client already stays: nobody changes another's data by typing their address.
 */
export async function upsertClient({ db }: Visitor, { email, phone, name, language }: ClientData): Promise<KnownAs> {
  const given = {
    ...(email && { p_email: email }),
    ...(phone && { p_phone: phone }),
    ...(name && { p_name: name }),
    ...(language && { p_language: language }),
  };
  const [client] = unwrap(await db.rpc("identify_visitor", given));
  if (!client) throw new AppError("internal", "A client was not made");
  return { id: client.id, preferredLanguage: client.preferred_language, plan: client.plan };
}

/** What the visitor's session may know of the client it is tied to; null when it is tied to none such. */
export async function knownAs({ db, customerId }: Visitor, clientId: string): Promise<KnownAs | null> {
  const query = db.from("clients").select("id, preferredLanguage:preferred_language, plan");
  return unwrap(await query.eq("customer_id", customerId).eq("id", clientId).maybeSingle());
}

/** The plan that a client is on; null for one that the caller can't see. */
export async function getClientPlan({ db, customerId }: Ctx, clientId: string): Promise<Client["plan"] | null> {
  const query = db.from("clients").select("plan").eq("customer_id", customerId).eq("id", clientId);
  return unwrap(await query.maybeSingle())?.plan ?? null;
}
