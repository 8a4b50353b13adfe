import { expect, test } from "vitest";
import { contentSecurityPolicy, policyForWidget } from "./content-security-policy";

const directives = (policy: string) =>
  Object.fromEntries(policy.split("; ").map((line) => [line.split(" ")[0], line.split(" ").slice(1)]));

test("scripts run with the response's nonce only, and nothing is evaluated", () => {
  const { "script-src": scripts } = directives(contentSecurityPolicy("abc", "http://127.0.0.1:54321", false));
  expect(scripts).toEqual(["'self'", "'nonce-abc'"]);
});

test("SESS-002 live updates reach Supabase by its own protocol, and no other host", () => {
  const local = directives(contentSecurityPolicy("abc", "http://127.0.0.1:54321", false));
  expect(local["connect-src"]).toEqual(["'self'", "http://127.0.0.1:54321", "ws://127.0.0.1:54321"]);
  const hosted = directives(contentSecurityPolicy("abc", "https://x.supabase.co/", false));
  expect(hosted["connect-src"]).toEqual(["'self'", "https://x.supabase.co", "wss://x.supabase.co"]);
});

test("the pages can't be framed, and their forms stay here", () => {
  const policy = directives(contentSecurityPolicy("abc", "http://127.0.0.1:54321", false));
  expect(policy).toMatchObject({ "frame-ancestors": ["'none'"], "form-action": ["'self'"], "base-uri": ["'none'"] });
});

test("BASE-009 a website with a policy of its own learns every source that the widget uses there, and no other", () => {
  expect(policyForWidget("https://app.example/", "https://x.supabase.co").split("\n")).toEqual([
    "script-src https://app.example;",
    "connect-src https://app.example https://x.supabase.co wss://x.supabase.co;",
    "img-src https://app.example;",
    "media-src https://app.example;",
  ]);
});
