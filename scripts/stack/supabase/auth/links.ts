import { createHash, randomInt } from "node:crypto";
import { z } from "zod";
import type { Database, Row } from "@/scripts/stack/supabase/database";
import type { TemplateMails } from "@/scripts/stack/supabase/mail-driver";
import { AuthFailure } from "./failure";
import { UserAttributes, Users } from "./users";

export const LinkRequest = z.object({
  type: z.enum(["signup", "invite", "magiclink", "recovery"]),
  email: z.email().toLowerCase(),
  password: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  redirect_to: z.url().optional(),
});
export type LinkRequest = z.infer<typeof LinkRequest>;

/** Where Supabase and the app are, and how to write to people. */
export interface Site {
  url: string;
  siteUrl: string;
  mails: TemplateMails;
}

interface Link {
  user: Row;
  properties: {
    action_link: string;
    email_otp: string;
    hashed_token: string;
    redirect_to: string;
    verification_type: string;
  };
}

/** Makes a one-time token that signs a user in, and the user too where it is an invitation or a sign-up. */
export async function createLink(
  database: Database,
  { type, email, password, data, redirect_to }: LinkRequest,
  { url, siteUrl }: Site,
): Promise<Link> {
  const users = new Users(database);
  const user = await users.find("email", email).catch((error) => {
    if (!(error instanceof AuthFailure) || (type !== "invite" && type !== "signup")) throw error;
    const attributes = UserAttributes.parse({ email, password, user_metadata: data });
    return users.create(attributes, { invited: type === "invite" });
  });
  if (type === "invite" && user.email_confirmed_at) {
    throw new AuthFailure(422, "email_exists", "A user with this email address has already been registered");
  }
  const otp = String(randomInt(100_000, 1_000_000));
  const hash = createHash("sha256")
    .update(email + otp)
    .digest("hex"); // As the library makes it, which will check it.
  const purpose = type === "recovery" || type === "magiclink" ? "recovery" : "confirmation";
  await database.query(`update auth.users set ${purpose}_token = $2, ${purpose}_sent_at = now() where id = $1`, [
    user.id,
    hash,
  ]);
  const target = redirect_to ?? siteUrl;
  const action = new URLSearchParams({ token: hash, type, redirect_to: target });
  return {
    user: await users.find("id", user.id),
    properties: {
      action_link: `${url}/auth/v1/verify?${action}`,
      email_otp: otp,
      hashed_token: hash,
      redirect_to: target,
      verification_type: type,
    },
  };
}
