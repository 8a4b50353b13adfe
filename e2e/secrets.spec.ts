import { expect } from "@playwright/test";
import { loadKeys } from "@/scripts/stack/keys";
import { test } from "./fixtures";

test("SESS-132 SESS-133 SESS-137 nothing that a browser loads holds a secret of the server", async ({
  page,
  stack,
  owner,
}) => {
  const keys = loadKeys(stack.dataDir);
  const secrets = [
    keys.serviceRoleKey,
    keys.jwtSecret,
    keys.appSecret,
    keys.cronSecret,
    keys.redisToken,
    keys.openaiKey,
  ];
  const bodies: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.url().startsWith(stack.appUrl)) bodies.push(response.text().catch(() => ""));
  });
  for (const path of ["/", "/dashboard", "/dashboard/conversations", "/dashboard/install", "/demo"]) {
    await page.goto(path, { waitUntil: "networkidle" });
  }
  const loaded = (await Promise.all(bodies)).join("\n");
  expect(loaded).toContain(owner.siteKey);
  for (const secret of secrets) expect(loaded).not.toContain(secret);
});
