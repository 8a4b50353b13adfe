import { randomBytes, randomUUID } from "node:crypto";
import type { Database } from "@/scripts/stack/supabase/database";
import { bodyOf, type Handler, json, pathOf } from "@/scripts/stack/supabase/http";
import { TOKEN_LIFETIME_SECONDS } from "@/scripts/stack/supabase/lite-app";
import type { AccessTokens } from "./tokens";
import { UserAttributes, Users, userView } from "./users";

/** Signs up visitors who give no name: a sign-up without email and phone, which the library refuses. */
export function anonymousSignUp(database: Database, tokens: AccessTokens): Handler {
  const users = new Users(database);
  return async (request) => {
    if (request.method !== "POST" || pathOf(request) !== "/auth/v1/signup") return undefined;
    const { email, phone, data = {} } = await bodyOf(request.clone());
    if (email || phone || !tokens.roleOfKey(request.headers.get("apikey"))) return undefined;
    const user = await users.create(UserAttributes.parse({ user_metadata: data }));
    const sessionId = randomUUID();
    const refreshToken = randomBytes(12).toString("base64url");
    await database.transaction(async (query) => {
      const agent = request.headers.get("user-agent");
      await query("insert into auth.sessions (id, user_id, aal, user_agent) values ($1, $2, 'aal1', $3)", [
        sessionId,
        user.id,
        agent,
      ]);
      await query(
        "insert into auth.refresh_tokens (id, token, user_id, session_id, revoked) values ($1, $2, $3, $4, false)",
        [randomUUID(), refreshToken, user.id, sessionId],
      );
    });
    const issuedAt = Math.floor(Date.now() / 1000);
    const claims = {
      sub: user.id,
      aud: "authenticated",
      role: "authenticated",
      email: "",
      session_id: sessionId,
      iat: issuedAt,
      exp: issuedAt + TOKEN_LIFETIME_SECONDS,
    };
    const { token } = await tokens.complete(await tokens.sign(claims), "anonymous");
    return json({
      access_token: token,
      token_type: "bearer",
      expires_in: TOKEN_LIFETIME_SECONDS,
      expires_at: claims.exp,
      refresh_token: refreshToken,
      user: userView(user),
    });
  };
}
