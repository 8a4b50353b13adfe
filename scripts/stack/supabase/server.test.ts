import { expect, test as onlyOnce } from "vitest";
import { Instance, onEachEngine } from "./testing/instance";
import { hasPostgres, startPostgres } from "./testing/postgres-server";

const test = onEachEngine(async () => ({}));

test("health is ok while the database answers", async ({ instance }) => {
  const response = await instance.fetch("/health");
  expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
});

onlyOnce.skipIf(!hasPostgres)("health is bad when the database is gone", async () => {
  const server = await startPostgres();
  const instance = await Instance.start({ databaseUrl: server.url });
  await server.close();
  expect((await instance.fetch("/health")).status).toBe(503);
  await instance.close();
});

test("a page of any origin may call, and read what it needs", async ({ instance }) => {
  const preflight = {
    origin: "https://shop.example",
    "access-control-request-method": "POST",
    "access-control-request-headers": "apikey,authorization,x-client-info,content-profile",
  };
  for (const path of [
    "/rest/v1/plans",
    "/auth/v1/token",
    "/storage/v1/object/list/files",
    "/realtime/v1/api/broadcast",
  ]) {
    const asked = await instance.fetch(path, preflight, { method: "OPTIONS" });
    expect(asked.status).toBe(204);
    expect(asked.headers.get("access-control-allow-headers")).toContain("apikey");
    expect(asked.headers.get("access-control-allow-methods")).toContain("PATCH");
  }
  const headers = { apikey: instance.keys.anonKey, origin: "https://shop.example", prefer: "count=exact" };
  const answer = await instance.fetch("/rest/v1/plans?limit=1", headers);
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(answer.headers.get("access-control-expose-headers")).toContain("content-range");
  const refusal = await instance.fetch("/rest/v1/plans");
  expect([refusal.status, refusal.headers.get("access-control-allow-origin")]).toEqual([401, "*"]);
});

test("an address that nobody serves is a 404", async ({ instance }) => {
  expect((await instance.fetch("/nothing/here")).status).toBe(404);
});
