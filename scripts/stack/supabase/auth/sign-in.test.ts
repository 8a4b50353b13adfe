import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AuthError, EmailOtpType } from "@supabase/supabase-js";
import { decodeJwt } from "jose";
import { describe, expect } from "vitest";
import { type Instance, onEachEngine, PASSWORD, rows, SITE_URL } from "@/scripts/stack/supabase/testing/instance";

const test = onEachEngine(async () => ({}));

const newEmail = () => `new-${randomUUID()}@example.com`;
const described = (error: AuthError | null) => [error?.status, error?.code];

/** The newest mail to this address. */
async function mailTo(instance: Instance, email: string) {
  const files = (await readdir(instance.mailDir)).filter((file) => file.endsWith(".json")).sort();
  const mails = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(join(instance.mailDir, file), "utf8"))),
  );
  const mail = mails.findLast(({ to }) => to === email);
  const link = new URL(/href="([^"]+)"/.exec(mail.html)?.[1]?.replaceAll("&amp;", "&") ?? "");
  const token_hash = link.searchParams.get("token_hash") ?? "";
  return { ...mail, link, otp: { token_hash, type: link.searchParams.get("type") as EmailOtpType } };
}

describe("signing up", () => {
  test("a new address must be confirmed with the link in the mail", async ({ instance }) => {
    const email = newEmail();
    const client = instance.client();
    const signUp = { email, password: PASSWORD, options: { data: { full_name: "Ann" } } };
    const { data } = await client.auth.signUp(signUp);
    expect([data.session, data.user?.user_metadata.full_name]).toEqual([null, "Ann"]);
    const early = await client.auth.signInWithPassword({ email, password: PASSWORD });
    expect(described(early.error)).toEqual([400, "email_not_confirmed"]);

    const mail = await mailTo(instance, email);
    expect(mail.subject).toBe("Confirm your email address");
    expect(mail.text).toContain(mail.link.href);
    expect([mail.link.origin, mail.link.pathname, mail.otp.type]).toEqual([SITE_URL, "/auth/confirm", "signup"]);
    expect((await client.auth.verifyOtp(mail.otp)).data.session).not.toBeNull();
    expect(rows(await client.from("profiles").select("full_name").single())).toEqual({ full_name: "Ann" });
    expect((await client.auth.verifyOtp(mail.otp)).error).not.toBeNull();
  });

  test("the mail can be sent again, once a minute", async ({ instance }) => {
    const email = newEmail();
    const client = instance.client();
    await client.auth.signUp({ email, password: PASSWORD });
    const first = await mailTo(instance, email);
    const resend = async () => described((await client.auth.resend({ type: "signup", email })).error);
    expect(await resend()).toEqual([429, "over_email_send_rate_limit"]);
    const aMinuteAgo = "update auth.users set confirmation_sent_at = now() - interval '61 seconds' where email = $1";
    await instance.sql(aMinuteAgo, [email]);
    expect(await resend()).toEqual([undefined, undefined]);
    const second = await mailTo(instance, email);
    expect(second.id).not.toBe(first.id);
    expect((await client.auth.verifyOtp(second.otp)).data.session).not.toBeNull();
  });

  test("an address that is known gets no second account", async ({ instance }) => {
    const { email, id } = await instance.newPerson();
    const { data } = await instance.client().auth.signUp({ email, password: PASSWORD });
    expect(data.user?.id).not.toBe(id);
    expect(await instance.sql("select id from auth.users where email = $1", [email])).toEqual([{ id }]);
  });

  test("a password of less than eight characters is refused", async ({ instance }) => {
    const { error } = await instance.client().auth.signUp({ email: newEmail(), password: "abc" });
    expect(described(error)).toEqual([422, "weak_password"]);
  });

  test("a visitor can sign in without a name", async ({ instance }) => {
    const client = instance.client();
    const { data } = await client.auth.signInAnonymously({ options: { data: { theme: "dark" } } });
    expect(data.user).toMatchObject({ is_anonymous: true, user_metadata: { theme: "dark" } });
    expect(rows(await client.rpc("who_am_i"))).toMatchObject({ uid: data.user?.id, claims: { is_anonymous: true } });
    expect((await client.auth.refreshSession()).data.session?.user.id).toBe(data.user?.id);
  });
});

describe("signing in", () => {
  test("a wrong password is refused without saying what is wrong", async ({ instance }) => {
    const { email } = await instance.newPerson();
    for (const credentials of [
      { email, password: "wrong" },
      { email: newEmail(), password: PASSWORD },
    ]) {
      const { error } = await instance.client().auth.signInWithPassword(credentials);
      expect(described(error)).toEqual([400, "invalid_credentials"]);
    }
  });

  test("the token says what Supabase's says", async ({ instance }) => {
    const { id, email, client } = await instance.newPerson("Ann");
    const { data } = await client.auth.getClaims();
    expect(data?.header.alg).toBe("HS256");
    expect(data?.claims).toMatchObject({
      sub: id,
      email,
      role: "authenticated",
      aud: "authenticated",
      aal: "aal1",
      is_anonymous: false,
      app_metadata: { provider: "email", providers: ["email"] },
      user_metadata: { full_name: "Ann" },
      amr: [{ method: "password" }],
    });
  });

  test("getUser answers for the token's owner, and updateUser changes them", async ({ instance }) => {
    const { id, client } = await instance.newPerson("Ann");
    const { data } = await client.auth.updateUser({ data: { theme: "dark" } });
    expect(data.user?.user_metadata).toMatchObject({ full_name: "Ann", theme: "dark" });
    expect((await client.auth.getUser()).data.user?.id).toBe(id);
    expect((await instance.client().auth.getUser("not.a.token")).error).not.toBeNull();
  });

  test("a refresh rotates the token and reads metadata anew", async ({ instance }) => {
    const { id, client } = await instance.newPerson();
    const before = (await client.auth.getSession()).data.session;
    await instance.service.auth.admin.updateUserById(id, { app_metadata: { plan: "pro" } });
    const { session } = (await client.auth.refreshSession()).data;
    expect(session?.refresh_token).not.toBe(before?.refresh_token);
    expect(decodeJwt(session?.access_token ?? "").app_metadata).toMatchObject({ plan: "pro" });
  });

  test("tabs that refresh at the same time all stay signed in", async ({ instance }) => {
    const { client } = await instance.newPerson();
    const refresh_token = (await client.auth.getSession()).data.session?.refresh_token ?? "";
    const refresh = () => instance.client().auth.refreshSession({ refresh_token });
    const results = await Promise.all([refresh(), refresh(), refresh()]);
    expect(results.map(({ error }) => error)).toEqual([null, null, null]);
  });

  test("after signing out the refresh token is worth nothing", async ({ instance }) => {
    const { client } = await instance.newPerson();
    const refresh_token = (await client.auth.getSession()).data.session?.refresh_token ?? "";
    await client.auth.signOut();
    const { error } = await instance.client().auth.refreshSession({ refresh_token });
    expect(error?.status).toBe(400);
  });

  test("OAuth begins with a redirect only for providers that are set up", async ({ instance }) => {
    const options = { skipBrowserRedirect: true, redirectTo: SITE_URL };
    const { data } = await instance.client().auth.signInWithOAuth({ provider: "google", options });
    expect((await fetch(data.url ?? "", { redirect: "manual" })).status).toBe(400);
  });
});

describe("mails", () => {
  test("a forgotten password is replaced through the link in the mail", async ({ instance }) => {
    const { email } = await instance.newPerson();
    const client = instance.client();
    await client.auth.resetPasswordForEmail(email);
    const mail = await mailTo(instance, email);
    expect([mail.subject, mail.otp.type]).toEqual(["Choose a new password", "recovery"]);
    expect((await client.auth.verifyOtp(mail.otp)).error).toBeNull();
    expect((await client.auth.updateUser({ password: "Another-horse-9" })).error).toBeNull();
    await instance.signIn(email, "Another-horse-9");
    const old = await instance.client().auth.signInWithPassword({ email, password: PASSWORD });
    expect(described(old.error)).toEqual([400, "invalid_credentials"]);
  });

  test("a mail with a link signs in, by either name of its type", async ({ instance }) => {
    const { email } = await instance.newPerson();
    for (const type of ["magiclink", "email"] as const) {
      await instance.client().auth.signInWithOtp({ email, options: { shouldCreateUser: false } });
      const { otp } = await mailTo(instance, email);
      const { data } = await instance.client().auth.verifyOtp({ token_hash: otp.token_hash, type });
      expect(data.user?.email).toBe(email);
      expect(decodeJwt(data.session?.access_token ?? "").amr).toMatchObject([{ method: "otp" }]);
    }
  });

  test("a new address counts once it is confirmed", async ({ instance }) => {
    const { id, email, client } = await instance.newPerson();
    const wanted = newEmail();
    expect((await client.auth.updateUser({ email: wanted })).data.user?.email).toBe(email);
    const mail = await mailTo(instance, email);
    expect(mail.html).toContain(wanted);
    expect((await client.auth.verifyOtp(mail.otp)).error).toBeNull();
    expect((await instance.service.auth.admin.getUserById(id)).data.user?.email).toBe(wanted);
  });

  test("no half-written mail is ever seen in the folder", async ({ instance }) => {
    await instance.newPerson().then(({ email }) => instance.client().auth.resetPasswordForEmail(email));
    for (const file of await readdir(instance.mailDir)) {
      expect(JSON.parse(await readFile(join(instance.mailDir, file), "utf8"))).toMatchObject({
        id: file.replace(".json", ""),
        sentAt: expect.stringMatching(/^\d{4}-/),
      });
    }
  });
});

test("settings tell that addresses are confirmed", async ({ instance }) => {
  const response = await instance.fetch("/auth/v1/settings", { apikey: instance.keys.anonKey });
  expect(await response.json()).toMatchObject({ mailer_autoconfirm: false, disable_signup: false });
});
