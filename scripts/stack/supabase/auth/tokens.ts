import { decodeJwt, type JWTPayload, jwtVerify, SignJWT } from "jose";
import type { Database } from "@/scripts/stack/supabase/database";
import type { SupabaseKeys } from "@/scripts/stack/supabase/lite-app";
import { AuthFailure } from "./failure";

/** What a request proves about its sender. */
export type Claims = JWTPayload & { role?: string };

/** Signs access tokens and knows what they and the API keys say. */
export class AccessTokens {
  readonly #database: Database;
  readonly #keys: SupabaseKeys;
  readonly #secret: Uint8Array;

  constructor(database: Database, keys: SupabaseKeys) {
    this.#database = database;
    this.#keys = keys;
    this.#secret = new TextEncoder().encode(keys.jwtSecret);
  }

  sign(claims: JWTPayload): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(this.#secret);
  }

  /** The claims behind an API key or an access token. Throws for a token that is forged or expired. */
  async claimsOf(credential: string | null | undefined): Promise<Claims> {
    if (!credential || credential === this.#keys.anonKey) return { role: "anon" };
    if (credential === this.#keys.serviceRoleKey) return { role: "service_role" };
    return (await jwtVerify<Claims>(credential, this.#secret, { algorithms: ["HS256"] })).payload;
  }

  /** The role that an API key stands for, if it is one. */
  roleOfKey(key: string | null): "anon" | "service_role" | undefined {
    if (key === this.#keys.anonKey) return "anon";
    if (key === this.#keys.serviceRoleKey) return "service_role";
    return undefined;
  }

  /** The claims of a request: its access token's, else its API key's. Undefined where neither is ours. */
  async claimsOfRequest(request: Request): Promise<Claims | undefined> {
    const key = request.headers.get("apikey");
    const bearer = request.headers.get("authorization")?.replace(/^Bearer /i, "");
    if (!this.roleOfKey(key) && !bearer) return undefined;
    return this.claimsOf(bearer && bearer !== key ? bearer : key).catch(() => undefined);
  }

  /**
   * The library's token with what Supabase says besides: metadata, how the user signed in, whether the user has a name.
   * Ends the session of a user who may not sign in any more.
   */
  async complete(token: string, method: string): Promise<{ token: string; isAnonymous: boolean }> {
    const claims = decodeJwt(token);
    const [user] = await this.#database.query(
      `select raw_app_meta_data, raw_user_meta_data, is_anonymous, phone,
         coalesce(banned_until > now(), false) or deleted_at is not null as banned
       from auth.users where id = $1`,
      [claims.sub],
    );
    if (!user || user.banned) {
      await this.#database.query("delete from auth.sessions where id = $1", [claims.session_id]);
      throw new AuthFailure(400, "user_banned", "User is banned");
    }
    const isAnonymous = Boolean(user.is_anonymous);
    const completed = {
      ...claims,
      phone: user.phone ?? "",
      app_metadata: user.raw_app_meta_data ?? {},
      user_metadata: user.raw_user_meta_data ?? {},
      aal: "aal1",
      amr: [{ method, timestamp: claims.iat }],
      is_anonymous: isAnonymous,
    };
    return { token: await this.sign(completed), isAnonymous };
  }
}
