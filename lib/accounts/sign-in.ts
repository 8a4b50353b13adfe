import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { limit } from "@/lib/platform/redis/limits";
import { userDb } from "@/lib/platform/supabase/server";

/** Where a request to sign in comes from: attempts are counted by address and by account. */
export type Caller = { ip: string };

const email = z.string().trim().toLowerCase().pipe(z.email("Enter an e-mail address, like name@example.com").max(254));
const newPassword = z.string().min(8, "Use at least 8 characters").max(72, "Use at most 72 characters");
const next = z.string().optional();

export const SignUp = z.object({ email, password: newPassword });
export const SignIn = z.object({ email, password: z.string().min(1, "Enter your password"), next });
export const AskForReset = z.object({ email });
export const NewPassword = z.object({ password: newPassword });

/** What a mailed link may prove. */
export const MailedProof = z.object({
  token_hash: z.string().min(1).max(500),
  type: z.enum(["signup", "email", "recovery", "invite", "magiclink", "email_change"]),
});

/** Mails a link that confirms the address. Says nothing of whether it has an account already. */
export async function signUp({ ip }: Caller, { email, password }: z.infer<typeof SignUp>): Promise<void> {
  await limit({ signInByIp: ip, signInByEmail: email });
  const db = await userDb();
  const { data, error } = await db.auth.signUp({ email, password });
  if (error && error.code !== "user_already_exists") throw refused(error);
  if (data.session) await db.auth.signOut();
}

/** Starts a session, in the response's cookies. */
export async function signIn({ ip }: Caller, { email, password }: z.infer<typeof SignIn>): Promise<void> {
  await limit({ signInByIp: ip, signInByEmail: email });
  const { error } = await (await userDb()).auth.signInWithPassword({ email, password });
  if (error) throw refused(error);
}

export async function signOut(): Promise<void> {
  await (await userDb()).auth.signOut({ scope: "local" });
}

/** Mails a link to a page that sets a new password, if the address has an account. Says nothing of whether it has. */
export async function askForReset({ ip }: Caller, { email }: z.infer<typeof AskForReset>): Promise<void> {
  await limit({ signInByIp: ip, signInByEmail: email });
  const { error } = await (await userDb()).auth.resetPasswordForEmail(email);
  if (error?.status && error.status >= 500) throw refused(error);
}

/** Takes the proof out of a mail and starts a session. False when the link is old, used or made up. */
export async function confirmMail({ token_hash, type }: z.infer<typeof MailedProof>): Promise<boolean> {
  const { error } = await (await userDb()).auth.verifyOtp({ token_hash, type });
  return !error;
}

/** A new password for the signed-in user. */
export async function setPassword({ password }: z.infer<typeof NewPassword>): Promise<void> {
  const { error } = await (await userDb()).auth.updateUser({ password });
  if (error) throw refused(error);
}

type AuthFailure = { code?: string | undefined; status?: number | undefined; message: string };

function refused(error: AuthFailure): AppError {
  switch (error.code) {
    case "invalid_credentials":
      return new AppError("invalid", "The e-mail or the password is wrong", { cause: error });
    case "email_not_confirmed":
      return new AppError("forbidden", "Confirm your e-mail first: we sent you a link", { cause: error });
    case "weak_password":
      return new AppError("invalid", "This password is too easy to guess. Use a longer one", { cause: error });
    case "same_password":
      return new AppError("invalid", "Use a password that differs from your old one", { cause: error });
    case "over_request_rate_limit":
    case "over_email_send_rate_limit":
      return new AppError("rate_limited", "Too many attempts. Wait a minute and try again", { cause: error });
    case "session_not_found":
    case "session_expired":
      return new AppError("unauthenticated", "This link has been used or is too old", { cause: error });
    default:
      return new AppError("unavailable", "We couldn't reach the sign-in service. Try again in a moment", {
        cause: error,
      });
  }
}
