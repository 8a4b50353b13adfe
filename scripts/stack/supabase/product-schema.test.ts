import { afterAll, beforeAll, expect, test, vi } from "vitest";
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

test("a vector is written and read as text", async () => {
  const customer = await stack.newCustomer();
  const { id: site_id } = await stack.newSite(customer);
  const owner = { customer_id: customer.customerId };
  const insert = async (table: string, row: object) => {
    const values = Object.entries({ ...owner, ...row });
    const names = values.map(([name]) => name).join(", ");
    const places = values.map((_, i) => `$${i + 1}`).join(", ");
    const [stored] = await stack.sql(
      `insert into public.${table} (${names}) values (${places}) returning *`,
      values.map(([, value]) => value),
    );
    return stored?.id;
  };
  const page_id = await insert("scraped_pages", { site_id, url: "https://example.com/", content_hash: "x" });
  const passage_id = await insert("website_content", { page_id, position: 0, content: "text" });
  const embedding = JSON.stringify(Array.from({ length: 512 }, (_, i) => i % 2));
  const row = { ...owner, passage_id, model: "test", embedding };
  const { data } = await stack.serviceDb
    .from("page_embeddings")
    .insert(row)
    .select("embedding")
    .single()
    .throwOnError();
  expect(data.embedding).toBe(embedding);
});

test("a member hears of the customer's new conversations, live, and of nobody else's", async () => {
  const [ours, theirs] = await Promise.all([stack.newCustomer(), stack.newCustomer()]);
  const heard: unknown[] = [];
  const channel = ours.db.channel("dashboard");
  channel.on("postgres_changes", { event: "*", schema: "public", table: "conversations" }, (change) =>
    heard.push(change.new),
  );
  await new Promise<void>((resolve) => channel.subscribe((status) => status === "SUBSCRIBED" && resolve()));
  const begin = (customer_id: string, title: string) =>
    stack.serviceDb.from("conversations").insert({ customer_id, title }).throwOnError();
  await begin(theirs.customerId, "theirs");
  await begin(ours.customerId, "ours");
  await vi.waitFor(() => expect(heard).toMatchObject([{ customer_id: ours.customerId, title: "ours" }]), 15_000);
  await ours.db.removeAllChannels();
});
