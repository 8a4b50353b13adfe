import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

test("the column grants of the migrations hold: nobody but the service reads a customer's credentials", async () => {
  const { db, customerId } = await stack.newCustomer();
  await stack.serviceDb.from("customer_configs").update({ credentials: "sealed" }).eq("customer_id", customerId);
  const read = await db.from("customer_configs").select("credentials");
  expect([read.status, read.error?.code]).toEqual([403, "42501"]);
  expect((await db.from("customer_configs").select("assistant_name")).data).toHaveLength(1);
  const written = await db.from("customer_configs").update({ credentials: "mine" }).eq("customer_id", customerId);
  expect(written.error?.code).toBe("42501");
  const { data } = await stack.serviceDb.from("customer_configs").select("credentials").single();
  expect(data).toEqual({ credentials: "sealed" });
});

test("a function is callable by the roles that a migration names, and by nobody else", async () => {
  const rows = await stack.sql(`
    select p.oid::regprocedure::text as function from pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
      and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) where grantee = 0)`);
  expect(rows).toEqual([]);
});

test("the request roles have no rights on tables but those that a migration grants", async () => {
  const rows = await stack.sql(`
    select c.relname as table, g.grantee::regrole::text as role, g.privilege_type as right
    from pg_class c, aclexplode(c.relacl) g
    where c.relnamespace = 'public'::regnamespace
      and g.grantee in ('anon'::regrole, 'authenticated'::regrole) and g.privilege_type in ('TRUNCATE', 'TRIGGER')`);
  expect(rows).toEqual([]);
});
