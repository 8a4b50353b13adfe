import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import type { BrowserContext } from "@playwright/test";
import { createServerClient } from "@supabase/ssr";
import { createClient } from "@supabase/supabase-js";
import { z } from "zod";
import { loopback, runningPorts } from "@/scripts/stack/addresses";
import { loadKeys } from "@/scripts/stack/keys";
import type { StackUnderTest } from "./stack";

const Customer = z.object({
  customerId: z.string(),
  siteId: z.string(),
  siteKey: z.string(),
  apiKey: z.string(),
  email: z.string(),
  password: z.string(),
});

/** A customer with an unread website, and its owner. */
export type Customer = z.infer<typeof Customer>;

/** A customer of its own for one test, made as anyone makes one on a running stack. */
export async function newCustomer({ dataDir, siteUrl }: StackUnderTest, name = "Harbour Cycles"): Promise<Customer> {
  const { origin } = new URL(siteUrl);
  const options = ["create", "--name", name, "--site", siteUrl, "--origin", origin, "--data", dataDir];
  const { stdout } = await promisify(execFile)("npm", ["run", "--silent", "customer", "--", ...options]);
  return Customer.parse(JSON.parse(stdout));
}

/** Somebody else who works for the customer, known to visitors by a name. */
export async function newMember({ dataDir }: StackUnderTest, { customerId }: Customer, name: string) {
  const ports = await runningPorts(dataDir);
  const db = createClient(loopback(ports.supabase), loadKeys(dataDir).serviceRoleKey, {
    auth: { persistSession: false },
  });
  const person = { email: `${randomUUID()}@example.com`, password: randomUUID() };
  const { data, error } = await db.auth.admin.createUser({ ...person, email_confirm: true });
  if (error) throw error;
  const row = { customer_id: customerId, user_id: data.user.id, role: "admin", name };
  await db.from("members").insert(row).throwOnError();
  return person;
}

/** Signs a person in, in this browser. */
export async function signIn(
  context: BrowserContext,
  stack: StackUnderTest,
  person: { email: string; password: string },
) {
  const ports = await runningPorts(stack.dataDir);
  const cookies: { name: string; value: string; url: string }[] = [];
  const db = createServerClient(loopback(ports.supabase), loadKeys(stack.dataDir).anonKey, {
    cookies: {
      getAll: () => [],
      setAll: (updates) => {
        for (const { name, value } of updates) if (value) cookies.push({ name, value, url: stack.appUrl });
      },
    },
  });
  const { error } = await db.auth.signInWithPassword(person);
  if (error) throw error;
  await context.addCookies(cookies);
}

/** Has the customer's website read, and waits until it is. */
export async function readSite({ appUrl }: StackUnderTest, { siteId, apiKey }: Customer): Promise<void> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const started = await fetch(`${appUrl}/api/v1/sites/${siteId}/read`, { method: "POST", headers });
  const { jobId } = z.object({ jobId: z.string() }).parse(await started.json());
  for (let status = "queued"; status !== "completed"; ) {
    const response = await fetch(`${appUrl}/api/v1/scrape-jobs/${jobId}`, { headers });
    ({ status } = z.object({ status: z.enum(["queued", "running", "completed"]) }).parse(await response.json()));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
