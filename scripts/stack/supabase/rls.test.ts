import { randomUUID } from "node:crypto";
import { UnsecuredJWT } from "jose";
import { describe, expect } from "vitest";
import { type Instance, type Owner, onEachEngine, rows } from "./testing/instance";

const DOCUMENTS = "/rest/v1/documents?select=id";

const test = onEachEngine(async (instance) => {
  const [ann, bob] = await Promise.all([instance.newOwner("Ann"), instance.newOwner("Bob")]);
  const document = async ({ client, org }: Owner): Promise<string> =>
    rows(await client.from("documents").insert({ org_id: org, title: "mine" }).select("id").single()).id;
  return { ann, bob, hers: await document(ann), his: await document(bob) };
});

describe("row level security", () => {
  test("someone without an account sees no rows", async ({ instance }) => {
    for (const table of ["profiles", "organizations", "memberships", "documents", "api_secrets"]) {
      const { data } = await instance.client().from(table).select();
      expect(data ?? [], table).toEqual([]);
    }
  });

  test("another tenant's rows can't be read, changed or deleted", async ({ ann, bob, hers, his }) => {
    const documents = () => bob.client.from("documents");
    expect(rows(await documents().select().eq("org_id", ann.org))).toEqual([]);
    expect(rows(await documents().update({ title: "evil" }).eq("id", hers).select())).toEqual([]);
    expect(rows(await documents().delete().eq("org_id", ann.org).select())).toEqual([]);
    expect(rows(await bob.client.rpc("documents_by_id", { ids: [hers, his] }))).toHaveLength(1);
  });

  test("rows can't be put into another tenant, or moved there", async ({ ann, bob, his }) => {
    const inserted = await bob.client.from("documents").insert({ org_id: ann.org, title: "evil" });
    expect([inserted.status, inserted.error?.code]).toEqual([403, "42501"]);
    const moved = await bob.client.from("documents").update({ org_id: ann.org }).eq("id", his).select();
    expect(moved.error?.code).toBe("42501");
    const joined = await bob.client.from("memberships").insert({ org_id: ann.org, user_id: bob.id });
    expect(joined.error?.code).toBe("42501");
  });

  test("an upsert can't take over another tenant's row", async ({ instance, ann, bob, hers }) => {
    await bob.client.from("documents").upsert({ id: hers, org_id: bob.org, title: "stolen" }).select();
    const { service } = instance;
    const row = rows(await service.from("documents").select("org_id, title").eq("id", hers).single());
    expect(row).toEqual({ org_id: ann.org, title: "mine" });
  });

  test("embeds show no more than a query of their own would", async ({ bob }) => {
    const organizations = rows(
      await bob.client.from("organizations").select("id, documents(org_id), memberships(user_id)"),
    );
    expect(organizations).toEqual([
      { id: bob.org, documents: [{ org_id: bob.org }], memberships: [{ user_id: bob.id }] },
    ]);
  });

  test("the service role sees all tenants", async ({ instance, ann, bob }) => {
    const all = rows(await instance.service.from("documents").select("org_id").in("org_id", [ann.org, bob.org]));
    expect(new Set(all.map(({ org_id }) => org_id))).toEqual(new Set([ann.org, bob.org]));
  });
});

describe("grants of the migrations", () => {
  test("a revoked table stays revoked", async ({ instance, ann }) => {
    for (const client of [ann.client, instance.client()]) {
      expect((await client.from("api_secrets").select()).error?.code).toBe("42501");
      expect((await client.from("plans").insert({ id: "x", name: "x", price: 1 })).error?.code).toBe("42501");
    }
  });

  test("a column without a grant can't be written", async ({ ann }) => {
    const profile = () => ann.client.from("profiles");
    const email = await profile().update({ email: "evil@example.com" }).eq("id", ann.id);
    expect([email.status, email.error?.code]).toEqual([403, "42501"]);
    const name = await profile().update({ full_name: "Ann B." }).eq("id", ann.id).select("full_name").single();
    expect(rows(name)).toEqual({ full_name: "Ann B." });
  });
});

const ask = (instance: Instance, token: string, path = DOCUMENTS, init: RequestInit = {}) => {
  const headers = { apikey: instance.keys.anonKey, authorization: `Bearer ${token}` };
  return instance.fetch(path, { ...headers, "content-type": "application/json" }, init);
};

describe("roles of tokens", () => {
  test("a role of the project's own is bound by the claims of its token", async ({ instance }) => {
    const row = { customer_id: randomUUID(), session_id: randomUUID() };
    const visitor = await instance.tokenFor({ role: "visitor_of_tests", ...row });
    const visit = (visited: object) =>
      ask(instance, visitor, "/rest/v1/visits", { method: "POST", body: JSON.stringify({ ...visited, page: "/" }) });
    expect((await visit(row)).status).toBe(201);
    expect((await visit({ ...row, customer_id: randomUUID() })).status).toBe(403);
    const seen = async (token: string) => (await ask(instance, token, "/rest/v1/visits?select=page")).json();
    expect(await seen(visitor)).toEqual([{ page: "/" }]);
    expect(await seen(await instance.tokenFor({ role: "visitor_of_tests", ...row, session_id: randomUUID() }))).toEqual(
      [],
    );
    expect((await ask(instance, visitor, "/rest/v1/plans?select=id")).status).toBe(403);
  });

  test("requests can't take roles that the authenticator may not", async ({ instance, ann }) => {
    for (const role of ["postgres", "nobody_of_tests", "authenticator", "no_such_role"]) {
      const response = await ask(instance, await instance.tokenFor({ role, sub: ann.id }), "/rest/v1/plans");
      expect([response.status, (await response.json()).code], role).toEqual([403, "42501"]);
    }
  });

  test("a token that we didn't sign is refused", async ({ instance, ann }) => {
    const claims = { role: "service_role", sub: ann.id };
    const unsigned = new UnsecuredJWT(claims).setExpirationTime("1h").encode();
    for (const token of [
      unsigned,
      await instance.tokenFor(claims, "5m", "unsafe-secret-change-me-and-then-some"),
      "nonsense",
    ]) {
      const response = await ask(instance, token);
      const body = await response.json();
      expect(response.ok ? body : [], token).toEqual([]);
    }
    expect((await ask(instance, await instance.tokenFor(claims, 1))).status).toBe(401);
  });
});

describe("API keys", () => {
  test("a request needs one that exists", async ({ instance }) => {
    expect((await instance.fetch(DOCUMENTS)).status).toBe(401);
    expect((await instance.fetch(DOCUMENTS, { apikey: "sb_publishable_unknown" })).status).toBe(401);
  });

  test("the secret key works as the key alone, and not from a browser", async ({ instance }) => {
    const { anonKey, serviceRoleKey } = instance.keys;
    const asToken = await instance.fetch(DOCUMENTS, { apikey: anonKey, authorization: `Bearer ${serviceRoleKey}` });
    expect(asToken.ok ? await asToken.json() : []).toEqual([]);
    const browser = { apikey: serviceRoleKey, "user-agent": "Mozilla/5.0" };
    expect((await instance.fetch(DOCUMENTS, browser)).status).toBe(401);
  });

  test("the library's own pages are closed", async ({ instance }) => {
    for (const path of ["/_system/info", "/_system/introspect", "/_system"]) {
      expect((await instance.fetch(path, { apikey: instance.keys.serviceRoleKey })).status).toBe(404);
    }
  });
});
