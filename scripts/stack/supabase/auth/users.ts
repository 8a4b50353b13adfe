import { randomUUID } from "node:crypto";
import { hash } from "bcryptjs";
import { z } from "zod";
import type { Database, Row } from "@/scripts/stack/supabase/database";
import { AuthFailure } from "./failure";

const BCRYPT_ROUNDS = 10;

const metadata = z.record(z.string(), z.unknown());

export const UserAttributes = z.object({
  id: z.uuid().optional(),
  email: z.email().toLowerCase().optional(),
  password: z.string().min(1).optional(),
  email_confirm: z.boolean().optional(),
  role: z.string().optional(),
  app_metadata: metadata.optional(),
  user_metadata: metadata.optional(),
  ban_duration: z
    .string()
    .regex(/^(none|\d+(\.\d+)?(h|m|s))$/)
    .optional(),
});
export type UserAttributes = z.infer<typeof UserAttributes>;

const USER = `u.*, (
  select coalesce(jsonb_agg(jsonb_build_object('identity_id', i.id, 'id', i.provider_id, 'user_id', i.user_id,
    'identity_data', i.identity_data, 'provider', i.provider, 'last_sign_in_at', i.last_sign_in_at,
    'created_at', i.created_at, 'updated_at', i.updated_at)), '[]')
  from auth.identities i where i.user_id = u.id
) as identities`;

/** Reads and writes accounts the way Supabase Auth does, for those who act with the service role. */
export class Users {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async find(by: "id" | "email", value: string): Promise<Row> {
    const [user] = await this.#database.query(`select ${USER} from auth.users u where ${by} = $1`, [value]);
    if (!user) throw new AuthFailure(404, "user_not_found", "User not found");
    return user;
  }

  async list(page: number, perPage: number): Promise<{ users: Row[]; total: number }> {
    const users = await this.#database.query(
      `select ${USER} from auth.users u order by created_at desc, id limit $1 offset $2`,
      [perPage, (page - 1) * perPage],
    );
    const [count] = await this.#database.query("select count(*)::int as total from auth.users");
    return { users, total: count?.total };
  }

  /** A user without an email address is an anonymous one. */
  async create(attributes: UserAttributes, { invited = false } = {}): Promise<Row> {
    const { id = randomUUID(), email, password, role = "authenticated" } = attributes;
    if (email) await this.#refuseTaken(email);
    const providers = email ? { provider: "email", providers: ["email"] } : {};
    const encrypted = password ? await hash(password, BCRYPT_ROUNDS) : "";
    await this.#database.transaction(async (query) => {
      await query(
        `insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data,
           raw_user_meta_data, is_anonymous, invited_at, banned_until)
         values ($1, 'authenticated', $2, $3, $4, case when $5::bool then now() end, $6::text::jsonb, $7::text::jsonb,
           $8, case when $9::bool then now() end, $10)`,
        [
          id,
          role,
          email ?? null,
          encrypted,
          attributes.email_confirm ?? false,
          JSON.stringify({ ...providers, ...attributes.app_metadata }),
          JSON.stringify(attributes.user_metadata ?? {}),
          !email,
          invited,
          bannedUntil(attributes.ban_duration) ?? null,
        ],
      );
      if (!email) return;
      const identity = { sub: id, email, email_verified: attributes.email_confirm ?? false, phone_verified: false };
      await query(
        `insert into auth.identities (id, provider, provider_id, user_id, identity_data)
         values ($1, 'email', $2, $2::text::uuid, $3::text::jsonb)`,
        [randomUUID(), id, JSON.stringify(identity)],
      );
    });
    return this.find("id", id);
  }

  async update(id: string, attributes: UserAttributes): Promise<Row> {
    const user = await this.find("id", id);
    const { email, password } = attributes;
    if (email && email !== user.email) await this.#refuseTaken(email);
    const ban = bannedUntil(attributes.ban_duration);
    await this.#database.query(
      `update auth.users set
         email = coalesce($2, email),
         encrypted_password = coalesce($3, encrypted_password),
         email_confirmed_at = case when $4::bool then now() else email_confirmed_at end,
         raw_app_meta_data = coalesce(raw_app_meta_data, '{}') || $5::text::jsonb,
         raw_user_meta_data = coalesce(raw_user_meta_data, '{}') || $6::text::jsonb,
         role = coalesce($7, role), banned_until = $8, updated_at = now()
       where id = $1`,
      [
        id,
        email ?? null,
        password ? await hash(password, BCRYPT_ROUNDS) : null,
        attributes.email_confirm ?? false,
        JSON.stringify(attributes.app_metadata ?? {}),
        JSON.stringify(attributes.user_metadata ?? {}),
        attributes.role ?? null,
        ban === undefined ? user.banned_until : ban,
      ],
    );
    return this.find("id", id);
  }

  /** Softly, the row stays for what refers to it, but nobody can sign in with it. */
  async delete(id: string, { softly }: { softly: boolean }): Promise<void> {
    await this.find("id", id);
    await this.#database.query(
      softly
        ? "update auth.users set deleted_at = now(), email = null, encrypted_password = '' where id = $1"
        : "delete from auth.users where id = $1",
      [id],
    );
  }

  async #refuseTaken(email: string): Promise<void> {
    const [taken] = await this.#database.query("select 1 from auth.users where email = $1", [email]);
    if (taken) {
      throw new AuthFailure(422, "email_exists", "A user with this email address has already been registered");
    }
  }
}

const millisecondsOf: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000 };

/** Undefined leaves a ban as it is, null lifts it. */
function bannedUntil(duration: string | undefined): string | null | undefined {
  if (duration === undefined) return undefined;
  if (duration === "none") return null;
  return new Date(Date.now() + Number.parseFloat(duration) * (millisecondsOf[duration.slice(-1)] ?? 0)).toISOString();
}

/** A user as the API shows one. */
export function userView(user: Row) {
  return {
    id: user.id,
    aud: user.aud,
    role: user.role,
    email: user.email ?? "",
    phone: user.phone ?? "",
    email_confirmed_at: user.email_confirmed_at,
    confirmed_at: user.confirmed_at,
    invited_at: user.invited_at,
    last_sign_in_at: user.last_sign_in_at,
    banned_until: user.banned_until,
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    identities: user.identities ?? [],
    created_at: user.created_at,
    updated_at: user.updated_at,
    is_anonymous: user.is_anonymous,
  };
}
