import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";
import { callers, type Right, type Role, rights, roles } from "./rights";
import { seedTenant, type Tenant } from "./seed";

let stack: TestStack;
let mill: Tenant;
let other: Tenant;
const tokens = {} as Record<Role, string | undefined>;
const seeded = new Map<string, Record<string, unknown>>();
/** The accounts of those who have one. */
const users: Partial<Record<Role, string>> = {};

const tables = Object.keys(rights);
const cells = tables.flatMap((table) => roles.map((role) => [table, role] as const));
const rightOf = (table: string, role: Role): Right => rights[table]?.[role] ?? {};
const tenantColumn = (table: string) => (table === "customers" ? "id" : "customer_id");

beforeAll(async () => {
  stack = await startTestStack();
  mill = await seedTenant(stack, "Mill");
  other = await seedTenant(stack, "Other");
  for (const role of roles) tokens[role] = await tokenFor(role);
});
afterAll(() => stack.close());

async function tokenFor(role: Role): Promise<string | undefined> {
  if (role === "anon") return undefined;
  const bound = { customer_id: mill.customerId, via: "server" };
  if (role === "visitor") return sign({ ...bound, role, site_id: mill.siteId, session_id: mill.sessionId });
  if (role === "api_key") return sign({ ...bound, role, key_id: randomUUID() });
  const sub = role === "owner" ? mill.userId : await newMember(role);
  users[role] = sub;
  return sign({ role: "authenticated", aud: "authenticated", sub });
}

const sign = (claims: Record<string, unknown>) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(stack.keys.jwtSecret));

async function newMember(role: Role): Promise<string> {
  const { userId } = await stack.newCustomer(`${role}'s own`);
  await stack.sql("insert into members (customer_id, user_id, role) values ($1, $2, $3)", [
    mill.customerId,
    userId,
    role,
  ]);
  return userId;
}

type Answer = { status: number; rows: Record<string, unknown>[]; code: string | undefined };

async function ask(role: Role, method: string, table: string, query: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${stack.supabase.url}/rest/v1/${table}?${query}`, {
    method,
    headers: {
      apikey: stack.keys.anonKey,
      ...(tokens[role] && { authorization: `Bearer ${tokens[role]}` }),
      "content-type": "application/json",
      prefer: "return=minimal,count=exact",
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text ? JSON.parse(text) : [];
  return Array.isArray(answer)
    ? { status: response.status, rows: answer, code: undefined }
    : { status: response.status, rows: [], code: (answer as { code?: string }).code };
}

const of = (table: string, tenant: Tenant) => `${tenantColumn(table)}=eq.${tenant.customerId}`;

async function columnsOf(table: string): Promise<string[]> {
  const rows = await stack.sql(
    "select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped",
    [`public.${table}`],
  );
  return rows.map((row) => String(row.attname));
}

/** The row that the seed made, as it was before the walk added others. */
async function rowOf(table: string, tenant: Tenant): Promise<Record<string, unknown>> {
  const name = `${table} ${tenant.customerId}`;
  const known = seeded.get(name);
  if (known) return known;
  const [found] = await stack.sql(
    `select to_jsonb(t) as row from ${table} t where ${tenantColumn(table)} = $1 limit 1`,
    [tenant.customerId],
  );
  const row = found?.row as Record<string, unknown>;
  seeded.set(name, row);
  return row;
}

/** What a member's row must say, for members write in chats of their own and send files in their own name. */
async function ownChat(role: Role, table: string, { customerId }: Tenant): Promise<Record<string, unknown>> {
  const user_id = users[role];
  if (user_id && table === "attachments") return { author_id: user_id };
  if (table === "message_reactions") return user_id ? { user_id } : { emoji: "🎉" }; // The seed's visitor has set another.
  if (!user_id || !["conversations", "messages", "message_queue"].includes(table)) return {};
  if (table === "message_queue") return { session_id: user_id, user_id };
  if (table === "conversations") return { user_id, channel: "dashboard" };
  const [chat] = await stack.sql(
    "insert into conversations (customer_id, user_id, channel) values ($1, $2, 'dashboard') returning id",
    [customerId, user_id],
  );
  return { user_id, conversation_id: chat?.id };
}

const count = async (table: string, tenant: Tenant) =>
  (await stack.sql(`select count(*)::int as n from ${table} where ${tenantColumn(table)} = $1`, [tenant.customerId]))[0]
    ?.n;

/** The row's version, which every update raises. */
const versionOf = async (table: string, tenant: Tenant) =>
  (await stack.sql(`select xmin::text from ${table} where ${tenantColumn(table)} = $1 limit 1`, [tenant.customerId]))[0]
    ?.xmin;

describe("SYNC-037 SYNC-043 SYNC-050 the schema", () => {
  test("every table is in the walk, with row level security enabled and forced", async () => {
    const rows = await stack.sql(`
      select relname, relrowsecurity and relforcerowsecurity as guarded from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`);
    expect(rows).toEqual([...tables].sort().map((relname) => ({ relname, guarded: true })));
  });

  test("every view asks with its caller's rights", async () => {
    const rows = await stack.sql(`
      select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
        and not coalesce(reloptions @> '{security_invoker=true}' or reloptions @> '{security_invoker=on}', false)`);
    expect(rows).toEqual([]);
  });

  test("the seeds leave no table empty for either tenant", async () => {
    const counts = await Promise.all(tables.flatMap((table) => [count(table, mill), count(table, other)]));
    expect(counts).not.toContain(0);
  });
});

describe("SYNC-037 SYNC-043 STORE-158 each actor on each table", () => {
  test.each(cells)(
    "%s: %s reads the granted columns of the own customer, and nothing of another",
    async (table, role) => {
      const { select } = rightOf(table, role);
      for (const column of await columnsOf(table)) {
        const isGranted = select === "*" || Boolean(select?.includes(column));
        const own = await ask(role, "GET", table, `select=${column}&${of(table, mill)}`);
        expect({ column, isSeen: own.rows.length > 0 }).toEqual({ column, isSeen: isGranted });
        expect((await ask(role, "GET", table, `select=${column}&${of(table, other)}`)).rows).toEqual([]);
      }
    },
  );

  test.each(cells)(
    "%s: %s changes the granted columns of the own customer, and nothing of another",
    async (table, role) => {
      const { update = [] } = rightOf(table, role);
      const [row, untouched] = [await rowOf(table, mill), await versionOf(table, other)];
      for (const column of await columnsOf(table)) {
        const before = await versionOf(table, mill);
        await ask(role, "PATCH", table, of(table, mill), { [column]: row[column] });
        const isChanged = (await versionOf(table, mill)) !== before;
        expect({ column, isChanged }).toEqual({ column, isChanged: update.includes(column) });
        await ask(role, "PATCH", table, of(table, other), { [column]: row[column] });
      }
      expect(await versionOf(table, other)).toBe(untouched);
    },
  );

  test.each(cells)("%s: %s inserts rows of the own customer only where granted", async (table, role) => {
    const { insert } = rightOf(table, role);
    const bodyFor = async (tenant: Tenant) => ({
      ...(await tenant.fresh(table, insert ?? [tenantColumn(table)], await rowOf(table, tenant))),
      ...(insert && (await ownChat(role, table, tenant))),
    });
    const before = [await count(table, mill), await count(table, other)];
    expect((await ask(role, "POST", table, "", await bodyFor(mill))).code).toBe(insert ? undefined : "42501");
    expect(await count(table, mill)).toBe(Number(before[0]) + (insert ? 1 : 0));
    const elsewhere = await bodyFor(other);
    const others = await count(table, other);
    expect((await ask(role, "POST", table, "", elsewhere)).code).toBe("42501");
    expect(await count(table, other)).toBe(others);
  });

  test.each(cells)(
    "%s: %s deletes nothing of another customer, and of the own only where granted",
    async (table, role) => {
      const before = [await count(table, mill), await count(table, other)];
      await ask(role, "DELETE", table, of(table, other));
      expect(await count(table, other)).toBe(before[1]);
      if (rightOf(table, role).delete) return; // The next test deletes.
      await ask(role, "DELETE", table, of(table, mill));
      expect(await count(table, mill)).toBe(before[0]);
    },
  );
});

test("an owner may delete a site, with all that was read from it", async () => {
  const tenant = await seedTenant(stack, "Leaving");
  await tenant.db.from("sites").delete().eq("id", tenant.siteId).throwOnError();
  for (const table of [
    "sites",
    "scraped_pages",
    "website_content",
    "passage_terms",
    "page_embeddings",
    "scrape_jobs",
  ]) {
    expect([table, await count(table, tenant)]).toEqual([table, 0]);
  }
});

describe("what each actor may call", () => {
  test("every function of the API is granted to exactly these roles", async () => {
    const rows = await stack.sql(`
      select p.proname as name, array_agg(distinct r.rolname::text order by r.rolname::text) as roles
      from pg_proc p
      join pg_roles r on r.rolname in ('anon', 'authenticated', 'visitor', 'api_key')
        and has_function_privilege(r.rolname, p.oid, 'execute')
      where p.pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      group by p.proname`);
    const found = Object.fromEntries(rows.map((row) => [String(row.name), row.roles]));
    expect(found).toEqual(
      Object.fromEntries(Object.entries(callers).map(([name, granted]) => [name, [...granted].sort()])),
    );
  });

  test("every function with its owner's rights has a fixed search path", async () => {
    const rows = await stack.sql(`
      select proname from pg_proc where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
        and prosecdef and not coalesce(proconfig::text like '%search_path=%', false)`);
    expect(rows).toEqual([]);
  });
});

describe("HIST-061 a member and the others of the same customer", () => {
  const begin = async (userId: string | undefined) => {
    const [chat] = await stack.sql(
      "insert into conversations (customer_id, user_id, channel) values ($1, $2, 'dashboard') returning id",
      [mill.customerId, userId],
    );
    const ids = [mill.customerId, chat?.id, userId];
    await stack.sql(
      `with asked as (
         insert into messages (customer_id, conversation_id, user_id, role, content) values ($1, $2, $3, 'user', 'Q') returning *
       )
       insert into messages (customer_id, conversation_id, user_id, role, content, reply_to)
       select customer_id, conversation_id, user_id, 'assistant', 'A', id from asked`,
      ids,
    );
    return String(chat?.id);
  };

  test("D4 HIST-032 HIST-033 HIST-039 HIST-061 chat_history shows the own exchanges, and nobody else's", async () => {
    const [own, anothers] = [await begin(users.agent), await begin(users.owner)];
    const seen = await ask("agent", "GET", "chat_history", "select=*&order=created_at");
    expect(seen.rows.map((row) => row.conversation_id)).toContain(own);
    expect(seen.rows.map((row) => row.conversation_id)).not.toContain(anothers);
    expect(seen.rows.at(-1)).toMatchObject({ user_id: users.agent, message: "Q", response: "A" });
    expect((await ask("agent", "GET", "messages", `conversation_id=eq.${anothers}`)).rows).toEqual([]);
    expect((await ask("api_key", "GET", "conversations", `id=eq.${own}`)).rows).toEqual([]);
  });

  test("HIST-040 nobody writes in another's chat, or the assistant's part of the own", async () => {
    const [own, anothers] = [await begin(users.agent), await begin(users.owner)];
    const write = (conversation_id: string, row: object) =>
      ask("agent", "POST", "messages", "", { customer_id: mill.customerId, conversation_id, content: "x", ...row });
    expect((await write(own, { role: "user", user_id: users.agent })).code).toBeUndefined();
    expect((await write(own, { role: "assistant", user_id: users.agent })).code).toBe("42501");
    expect((await write(anothers, { role: "user", user_id: users.agent })).code).toBe("42501");
    expect((await write(anothers, { role: "user", user_id: users.owner })).code).toBe("42501");
  });

  test("a visitor's conversation is answered by the agent who has taken it over, and by no other", async () => {
    const taken = `id=eq.${mill.conversationId}`;
    const answer = (role: Role) =>
      ask(role, "POST", "messages", "", {
        ...{ customer_id: mill.customerId, conversation_id: mill.conversationId },
        ...{ role: "assistant", content: "This is Ann.", author_id: users[role] },
      });
    expect((await answer("agent")).code).toBe("42501");
    await ask("viewer", "PATCH", "conversations", taken, { handled_by: users.viewer });
    await ask("agent", "PATCH", "conversations", taken, { handled_by: users.owner });
    expect((await answer("viewer")).code).toBe("42501");
    await ask("agent", "PATCH", "conversations", taken, { handled_by: users.agent });
    expect((await answer("agent")).code).toBeUndefined();
    expect((await answer("admin")).code).toBe("42501");
    await ask("agent", "PATCH", "conversations", taken, { handled_by: null });
    const [row] = await stack.sql("select handled_by, handled_since from conversations where id = $1", [
      mill.conversationId,
    ]);
    expect(row).toEqual({ handled_by: null, handled_since: null });
  });
});

describe("SESS-080 SESS-081 a visitor who says who they are", () => {
  const identify = async (role: Role, body: object) => {
    const response = await fetch(`${stack.supabase.url}/rest/v1/rpc/identify_visitor`, {
      method: "POST",
      headers: {
        apikey: stack.keys.anonKey,
        authorization: `Bearer ${tokens[role]}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(body),
    });
    return (await response.json()) as { id: string; plan: string }[];
  };

  test("SESS-032 SESS-041 becomes one client by address or phone, however often it is said, tied to the conversation", async () => {
    const [first] = await identify("visitor", { p_email: "Ann@Example.com", p_name: "Ann" });
    const [again] = await identify("visitor", { p_email: "ann@example.com", p_phone: "+4915112345678", p_name: "Eve" });
    const [byPhone] = await identify("visitor", { p_phone: "+4915112345678" });
    expect([again?.id, byPhone?.id]).toEqual([first?.id, first?.id]);
    const [client] = await stack.sql("select name, email, phone, plan from clients where id = $1", [first?.id]);
    expect(client).toEqual({ name: "Ann", email: "ann@example.com", phone: "+4915112345678", plan: "basic" });
    const [chat] = await stack.sql("select client_id from conversations where id = $1", [mill.conversationId]);
    expect(chat?.client_id).toBe(first?.id);
    const shown = await ask("visitor", "GET", "clients", "select=id,plan");
    expect(shown.rows).toEqual([{ id: first?.id, plan: "basic" }]);
    expect((await ask("visitor", "GET", "clients", "select=email")).rows).toEqual([]);
  });
});

describe("D5 SESS-134 a visitor and the others of the same site", () => {
  test("another visitor's conversation, messages and queue stay hidden", async () => {
    const [stranger] = await stack.sql(
      "insert into conversations (customer_id, site_id, session_id) values ($1, $2, gen_random_uuid()) returning id",
      [mill.customerId, mill.siteId],
    );
    const id = stranger?.id;
    await stack.sql(
      "insert into messages (customer_id, conversation_id, role, content) values ($1, $2, 'user', 'Psst')",
      [mill.customerId, id],
    );
    expect((await ask("visitor", "GET", "conversations", `id=eq.${id}`)).rows).toEqual([]);
    expect((await ask("visitor", "GET", "messages", `conversation_id=eq.${id}`)).rows).toEqual([]);
    const intrusion = { customer_id: mill.customerId, conversation_id: id, role: "user", content: "Hello" };
    expect((await ask("visitor", "POST", "messages", "", intrusion)).code).toBe("42501");
  });

  test("a visitor's own token, were it in a browser, could not write the assistant's part", async () => {
    tokens.visitor = await sign({
      role: "visitor",
      customer_id: mill.customerId,
      site_id: mill.siteId,
      session_id: mill.sessionId,
    });
    const message = { customer_id: mill.customerId, conversation_id: mill.conversationId, content: "It is free" };
    expect((await ask("visitor", "POST", "messages", "", { ...message, role: "assistant" })).code).toBe("42501");
    expect((await ask("visitor", "POST", "messages", "", { ...message, role: "user" })).code).toBeUndefined();
    tokens.visitor = await tokenFor("visitor");
  });
});
