import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeJwt } from "jose";
import { expect } from "vitest";
import { onEachEngine, PASSWORD, rows, SITE_URL } from "@/scripts/stack/supabase/testing/instance";

const test = onEachEngine(async (instance) => ({ admin: instance.service.auth.admin }));

const newEmail = () => `admin-${randomUUID()}@example.com`;
const UNKNOWN = "00000000-0000-4000-8000-000000000000";

test("a created user signs in with the metadata given", async ({ instance, admin }) => {
  const email = newEmail();
  const attributes = { email, password: PASSWORD, app_metadata: { plan: "pro" }, user_metadata: { full_name: "Zoë" } };
  const { data } = await admin.createUser({ ...attributes, email_confirm: true });
  expect(data.user).toMatchObject({ email, identities: [{ provider: "email" }], user_metadata: { full_name: "Zoë" } });
  const client = await instance.signIn(email);
  const token = (await client.auth.getSession()).data.session?.access_token ?? "";
  expect(decodeJwt(token).app_metadata).toEqual({ provider: "email", providers: ["email"], plan: "pro" });
  expect(rows(await client.from("profiles").select("full_name").single())).toEqual({ full_name: "Zoë" });
});

test("a user whose address isn't confirmed can't sign in", async ({ instance, admin }) => {
  const email = newEmail();
  await admin.createUser({ email, password: PASSWORD });
  const { error } = await instance.client().auth.signInWithPassword({ email, password: PASSWORD });
  expect(error?.code).toBe("email_not_confirmed");
});

test("an address has one user", async ({ instance, admin }) => {
  const { email } = await instance.newPerson();
  const { error } = await admin.createUser({ email: email.toUpperCase() });
  expect([error?.status, error?.code]).toEqual([422, "email_exists"]);
  const other = await instance.newPerson();
  expect((await admin.updateUserById(other.id, { email })).error?.code).toBe("email_exists");
});

test("users are listed page by page", async ({ instance, admin }) => {
  for (let i = 0; i < 3; i++) await instance.newPerson();
  const first = (await admin.listUsers({ page: 1, perPage: 2 })).data;
  const second = (await admin.listUsers({ page: 2, perPage: 2 })).data;
  expect(first).toMatchObject({ nextPage: 2, total: expect.any(Number) });
  const ids = [...first.users, ...second.users].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("an update changes what it names and keeps the rest", async ({ instance, admin }) => {
  const { id, email } = await instance.newPerson("Ann");
  await admin.updateUserById(id, { password: "Another-horse-9", app_metadata: { org: "x" } });
  const { data } = await admin.getUserById(id);
  expect(data.user).toMatchObject({ email, app_metadata: { org: "x" }, user_metadata: { full_name: "Ann" } });
  await instance.signIn(email, "Another-horse-9");
});

test("a banned user can neither sign in nor refresh, until the ban is lifted", async ({ instance, admin }) => {
  const { id, email, client } = await instance.newPerson();
  await admin.updateUserById(id, { ban_duration: "24h" });
  const signIn = await instance.client().auth.signInWithPassword({ email, password: PASSWORD });
  expect([signIn.error?.status, signIn.error?.code]).toEqual([400, "user_banned"]);
  expect((await client.auth.refreshSession()).error?.code).toBe("user_banned");
  await admin.updateUserById(id, { ban_duration: "none" });
  await instance.signIn(email);
});

test("a deleted user is gone, with what hangs on it", async ({ instance, admin }) => {
  const { id } = await instance.newPerson();
  await admin.deleteUser(id);
  expect((await admin.getUserById(id)).error?.code).toBe("user_not_found");
  expect(await instance.sql("select 1 from public.profiles where id = $1", [id])).toEqual([]);
  expect((await admin.deleteUser(UNKNOWN)).error?.status).toBe(404);
});

test("a softly deleted user keeps its row and can't sign in", async ({ instance, admin }) => {
  const { id, email, client } = await instance.newPerson();
  await admin.deleteUser(id, true);
  expect((await admin.getUserById(id)).data.user?.id).toBe(id);
  expect((await instance.client().auth.signInWithPassword({ email, password: PASSWORD })).error).not.toBeNull();
  expect((await client.auth.refreshSession()).error).not.toBeNull();
});

test("a generated link signs in by its hash, once", async ({ instance, admin }) => {
  const { email } = await instance.newPerson();
  for (const type of ["magiclink", "recovery"] as const) {
    const { data } = await admin.generateLink({ type, email });
    const otp = { token_hash: data.properties?.hashed_token ?? "", type };
    expect((await instance.client().auth.verifyOtp(otp)).data.user?.email).toBe(email);
    expect((await instance.client().auth.verifyOtp(otp)).error).not.toBeNull();
  }
});

test("a generated link can be opened, and brings a full session to the page", async ({ instance, admin }) => {
  const { id, email } = await instance.newPerson();
  const open = async () => {
    const { data } = await admin.generateLink({ type: "magiclink", email, options: { redirectTo: `${SITE_URL}/in` } });
    const response = await fetch(data.properties?.action_link ?? "", { redirect: "manual" });
    const target = new URL(response.headers.get("location") ?? "");
    return { status: response.status, target, fragment: new URLSearchParams(target.hash.slice(1)) };
  };
  const { status, target, fragment } = await open();
  expect([status, target.origin, target.pathname]).toEqual([303, SITE_URL, "/in"]);
  expect(decodeJwt(fragment.get("access_token") ?? "")).toMatchObject({ sub: id, user_metadata: { full_name: "Ann" } });
  await admin.updateUserById(id, { ban_duration: "1h" });
  expect((await open()).fragment.get("error_code")).toBe("user_banned");
});

test("an invited person gets a mail and can accept it", async ({ instance, admin }) => {
  const email = newEmail();
  await admin.inviteUserByEmail(email, { data: { full_name: "Ivy" } });
  const file = (await readdir(instance.mailDir)).sort().at(-1) ?? "";
  const mail = JSON.parse(await readFile(join(instance.mailDir, file), "utf8"));
  expect([mail.to, mail.subject]).toEqual([email, "You are invited to Omniops"]);
  const token_hash = /token_hash=([0-9a-f]+)/.exec(mail.html)?.[1] ?? "";
  const { data } = await instance.client().auth.verifyOtp({ token_hash, type: "invite" });
  expect(data.user).toMatchObject({ email, user_metadata: { full_name: "Ivy" } });
  expect((await admin.inviteUserByEmail(email)).error?.code).toBe("email_exists");
});

test("only the service role may use it", async ({ instance }) => {
  const { client, id } = await instance.newPerson();
  for (const { auth } of [client, instance.client()]) {
    expect((await auth.admin.listUsers()).error?.code).toBe("not_admin");
    expect((await auth.admin.deleteUser(id)).error?.code).toBe("not_admin");
  }
  expect((await instance.fetch("/auth/v1/admin/users")).status).toBe(403);
});

test("attributes that make no sense are refused by name", async ({ instance, admin }) => {
  const { data, error } = await admin.createUser({ email: "not an address" });
  expect([data.user, error?.status, error?.code]).toEqual([null, 400, "validation_failed"]);
  expect(error?.message).toContain("email");
  const { id } = await instance.newPerson();
  expect((await admin.updateUserById(id, { ban_duration: "a while" })).error?.code).toBe("validation_failed");
});
