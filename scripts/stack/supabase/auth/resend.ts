import { z } from "zod";
import type { Database } from "@/scripts/stack/supabase/database";
import { bodyOf, type Handler, json, pathOf } from "@/scripts/stack/supabase/http";
import { AuthFailure, answering } from "./failure";
import { createLink, type Site } from "./links";
import type { AccessTokens } from "./tokens";

const ONCE_SECONDS = 60;

const Resend = z.object({ type: z.literal("signup"), email: z.email().toLowerCase() });

/** Sends the confirmation of an address again, at most once a minute. The library refuses it for ever. */
export function resendConfirmation(database: Database, tokens: AccessTokens, site: Site): Handler {
  return async (request) => {
    if (request.method !== "POST" || pathOf(request) !== "/auth/v1/resend") return undefined;
    const wanted = Resend.safeParse(await bodyOf(request.clone()));
    if (!wanted.success || !tokens.roleOfKey(request.headers.get("apikey"))) return undefined;
    return answering(async () => {
      const { type, email } = wanted.data;
      const [waiting] = await database.query(
        `select ceil($2 - extract(epoch from now() - confirmation_sent_at))::int as seconds
         from auth.users where email = $1 and email_confirmed_at is null`,
        [email, ONCE_SECONDS],
      );
      if (!waiting) return json({}); // Who asks learns nothing about whose address it is.
      if (waiting.seconds > 0) {
        const message = `For security purposes, you can only request this after ${waiting.seconds} seconds.`;
        throw new AuthFailure(429, "over_email_send_rate_limit", message);
      }
      const { properties } = await createLink(database, { type, email }, site);
      await site.mails.send("confirmation", email, properties.hashed_token);
      return json({});
    });
  };
}
