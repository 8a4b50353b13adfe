import { afterAll, beforeAll, expect, test } from "vitest";
import { authenticate } from "@/lib/accounts/auth";
import { createApiKey, revokeApiKey, updateConfig } from "@/lib/accounts/service";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { open, seal } from "@/lib/platform/crypto/seal";
import { startTestStack, type TestCustomer, type TestStack } from "@/scripts/stack/testing";
import { ListAuditLog } from "./schema";
import { listAuditLog } from "./service";

let stack: TestStack;
let mill: TestCustomer;

beforeAll(async () => {
  stack = await startTestStack();
  mill = await stack.newCustomer("Alder Mill");
});
afterAll(() => stack.close());

const member = (
  { db, customerId, userId }: TestCustomer,
  role: "owner" | "viewer" = "owner",
): Ctx<ActorOf<"member">> => ({
  db,
  customerId,
  actor: { type: "member", userId, role },
});
const log = async (who: TestCustomer, asked = {}) => listAuditLog(member(who), ListAuditLog.parse(asked));

test("SYNC-056 SYNC-060 who changed what is written down by the database, without the values", async () => {
  await updateConfig(member(mill), { greeting: "Good morning", assistantName: "Ada" });
  const { id } = await createApiKey(member(mill), { name: "Shop", scopes: ["read", "write"] });
  await revokeApiKey(member(mill), id);
  await stack.serviceDb.from("customers").update({ plan: "basic" }).eq("id", mill.customerId).throwOnError();
  const { entries } = await log(mill, { limit: 4 });
  const by = { actor: "member", actorId: mill.userId };
  expect(entries).toMatchObject([
    { actor: "system", actorId: null, action: "update", subject: "customers", fields: ["plan"] },
    { ...by, action: "update", subject: "api_keys", subjectId: id, fields: ["revoked_at"] },
    { ...by, action: "insert", subject: "api_keys", subjectId: id, fields: [] },
    { ...by, action: "update", subject: "customer_configs", fields: ["assistant_name", "greeting"] },
  ]);
  expect(JSON.stringify(entries)).not.toContain("Good morning");
});

test("SYNC-056 what a program changes carries its key, and that a key was used is no change", async () => {
  const { id, key } = await createApiKey(member(mill), { name: "Import", scopes: ["read", "write"] });
  const request = new Request("http://127.0.0.1/api/v1/documents", { headers: { authorization: `Bearer ${key}` } });
  const { db } = await authenticate(request);
  const text = { customer_id: mill.customerId, kind: "text", title: "Parking", body: "Behind the mill." };
  await db.from("documents").insert(text).throwOnError();
  const { entries } = await log(mill, { limit: 2 });
  expect(entries).toMatchObject([
    { actor: "api_key", actorId: id, action: "insert", subject: "documents" },
    { actor: "member", action: "insert", subject: "api_keys", subjectId: id },
  ]);
});

test("SYNC-056 the log is read page by page by those who manage the business, and by nobody of another", async () => {
  const first = await log(mill, { limit: 3 });
  const rest = await log(mill, { limit: 200, cursor: first.nextCursor });
  expect(first.entries).toHaveLength(3);
  expect(rest).toMatchObject({ nextCursor: null, entries: expect.arrayContaining([expect.anything()]) });
  expect([...first.entries, ...rest.entries]).toEqual((await log(mill, { limit: 200 })).entries);
  await expect(listAuditLog(member(mill, "viewer"), { limit: 1 })).rejects.toMatchObject({ code: "forbidden" });
  const other = await stack.newCustomer("Other");
  const { entries } = await listAuditLog({ ...member(other), customerId: mill.customerId }, { limit: 200 });
  expect(entries).toEqual([]);
});

test("SYNC-056 nobody changes or deletes a line, and a customer that goes takes its log along", async () => {
  const leaving = await stack.newCustomer("Leaving");
  await stack.newSite(leaving);
  for (const db of [leaving.db, stack.serviceDb]) {
    const lines = () => db.from("audit_log");
    expect((await lines().delete().eq("customer_id", leaving.customerId)).error).not.toBeNull();
    expect((await lines().update({ actor: "system" }).eq("customer_id", leaving.customerId)).error).not.toBeNull();
  }
  const lines = () =>
    stack.sql("select count(*)::int as n from public.audit_log where customer_id = $1", [leaving.customerId]);
  expect(await lines()).toEqual([{ n: 2 }]); // Its owner and its site.
  await stack.serviceDb.from("customers").delete().eq("id", leaving.customerId).throwOnError();
  expect(await lines()).toEqual([{ n: 0 }]);
});

test("SYNC-056 SYNC-060 secrets lie in the database as hashes or sealed, so that who reads a table can't use them", async () => {
  const { key } = await createApiKey(member(mill), { name: "Secret", scopes: ["read"] });
  const rows = await stack.sql("select to_jsonb(k) as row from public.api_keys k where customer_id = $1", [
    mill.customerId,
  ]);
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain(key);
  const credentials = seal("shop password", mill.customerId);
  await stack.serviceDb
    .from("customer_configs")
    .update({ credentials })
    .eq("customer_id", mill.customerId)
    .throwOnError();
  const [config] = await stack.sql("select credentials from public.customer_configs where customer_id = $1", [
    mill.customerId,
  ]);
  expect(config?.credentials).not.toContain("password");
  expect(open(String(config?.credentials), mill.customerId)).toBe("shop password");
  expect((await mill.db.from("customer_configs").select("credentials")).error).not.toBeNull();
});
