import { afterAll, beforeAll, expect, test } from "vitest";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { anonDb } from "@/lib/platform/supabase/actor";
import { startTestStack, type TestCustomer, type TestStack } from "@/scripts/stack/testing";
import { authenticate } from "./auth";
import {
  createApiKey,
  createCustomer,
  getConfig,
  getCustomer,
  listApiKeys,
  revokeApiKey,
  updateConfig,
} from "./service";

let stack: TestStack;
let mill: TestCustomer;
let other: TestCustomer;

beforeAll(async () => {
  stack = await startTestStack();
  mill = await stack.newCustomer("Alder Mill");
  other = await stack.newCustomer("Other");
});
afterAll(() => stack.close());

const ownerOf = ({ db, customerId, userId }: TestCustomer): Ctx<ActorOf<"member">> => ({
  db,
  customerId,
  actor: { type: "member", userId, role: "owner" },
});

const call = (key: string) =>
  authenticate(new Request("http://127.0.0.1/api/v1/sites", { headers: { authorization: `Bearer ${key}` } }));

test("STORE-030 a new customer has its maker as owner, a plan and a configuration", async () => {
  const id = await createCustomer(mill.db, mill.userId, { name: "Second house" });
  const ctx = { ...ownerOf(mill), customerId: id };
  expect(await getCustomer(ctx)).toEqual({ id, name: "Second house", plan: "premium" });
  expect(await getConfig(ctx)).toMatchObject({
    assistantName: "Assistant",
    languageMode: "auto",
    defaultLanguage: "en",
  });
  const members = await mill.db.from("members").select("user_id, role").eq("customer_id", id).throwOnError();
  expect(members.data).toEqual([{ user_id: mill.userId, role: "owner" }]);
});

test("nobody makes a customer without an account", async () => {
  await expect(createCustomer(anonDb(), mill.userId, { name: "Nobody's" })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("STORE-031 an owner changes only the settings that are given", async () => {
  const before = await getConfig(ownerOf(mill));
  const after = await updateConfig(ownerOf(mill), { greeting: "Hello from the mill", accentColor: "#112233" });
  expect(after).toEqual({ ...before, greeting: "Hello from the mill", accentColor: "#112233" });
});

test("STORE-031 another customer's settings can't be read or changed", async () => {
  const intruder = { ...ownerOf(other), customerId: mill.customerId };
  await expect(getConfig(intruder)).rejects.toMatchObject({ code: "not_found" });
  await expect(updateConfig(intruder, { greeting: "Taken" })).rejects.toMatchObject({ code: "not_found" });
});

test("an API key acts for its own customer until it is revoked", async () => {
  const { key, ...stored } = await createApiKey(ownerOf(mill), { name: "Shop", scopes: ["read", "write"] });
  expect(await listApiKeys(ownerOf(mill))).toContainEqual(stored);
  expect(JSON.stringify(await stack.sql("select * from api_keys"))).not.toContain(key);

  const ctx = await call(key);
  expect(ctx).toMatchObject({ customerId: mill.customerId, actor: { type: "api_key", keyId: stored.id } });
  expect(await getCustomer(ctx)).toMatchObject({ name: "Alder Mill" });
  await expect(getCustomer({ ...ctx, customerId: other.customerId })).rejects.toMatchObject({ code: "not_found" });

  await revokeApiKey(ownerOf(mill), stored.id);
  await expect(call(key)).rejects.toMatchObject({ code: "unauthenticated" });
});

test.each(["sk_nonsense", `sk_${"a".repeat(43)}`, ""])("the key %j opens nothing", async (key) => {
  await expect(call(key)).rejects.toMatchObject({ code: "unauthenticated" });
});

test("another customer's keys can't be listed, added or revoked", async () => {
  const { id } = await createApiKey(ownerOf(mill), { name: "Till", scopes: ["read"] });
  const intruder = { ...ownerOf(other), customerId: mill.customerId };
  expect(await listApiKeys(intruder)).toEqual([]);
  await expect(createApiKey(intruder, { name: "Door", scopes: ["read"] })).rejects.toMatchObject({ code: "forbidden" });
  await expect(revokeApiKey(intruder, id)).rejects.toMatchObject({ code: "not_found" });
});

test("a member's cookie alone doesn't let a page elsewhere write", async () => {
  const request = new Request("http://127.0.0.1/api/v1/sites/1/read", {
    method: "POST",
    headers: { host: "127.0.0.1", origin: "https://evil.test" },
  });
  await expect(authenticate(request)).rejects.toMatchObject({ code: "unauthenticated" });
});
