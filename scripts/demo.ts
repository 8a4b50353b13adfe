import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { createApiKey, revokeApiKey, updateConfig } from "@/lib/accounts/service";
import { ScrapeJob } from "@/lib/knowledge/schema";
import { getLatestScrapeJob } from "@/lib/knowledge/service";
import { unwrap } from "@/lib/platform/supabase/unwrap";
import { ensureCustomer, ensureSite, type OwnerCtx } from "@/scripts/customers";
import type { Note } from "@/scripts/progress";
import type { Stack } from "@/scripts/stack/stack";

const READ_TIMEOUT_MS = 300_000;

export const demoEmail = "demo@omniops.test";
export const demoUrl = ({ appUrl }: Pick<Stack, "appUrl">) => `${appUrl}/demo`;

const look = {
  assistantName: "Alder Mill",
  greeting: "Hello! Ask me about rooms, the restaurant, the shop or your visit.",
  suggestions: ["How many guests does Weir Hall seat?", "Can I bring my dog?", "Can we see the venue before we book?"],
  contactEmail: "hello@aldermill.example",
};

export type Demo = { ctx: OwnerCtx; siteId: string };

/** The demo customer with its website, made if they are missing, as any customer's are. */
export async function ensureDemo(stack: Stack): Promise<Demo> {
  const ctx = await ensureCustomer({ email: demoEmail, password: stack.keys.demoPassword }, "Alder Mill");
  const site = {
    url: demoUrl(stack),
    name: "Alder Mill",
    siteKey: stack.keys.demoSiteKey,
    allowedOrigins: [stack.appUrl],
  };
  const found = await ensureSite(ctx, site);
  if (found.isNew) await updateConfig(ctx, look);
  if (found.url !== site.url) await moveSite(ctx, found.id, site); // The app has another port than last time.
  return { ctx, siteId: found.id };
}

async function moveSite({ db }: OwnerCtx, id: string, site: { url: string; allowedOrigins: string[] }): Promise<void> {
  const row = { url: site.url, allowed_origins: site.allowedOrigins };
  unwrap(await db.from("sites").update(row).eq("id", id).select("id"));
}

/** Has the app read the demo site, unless it has done so. Throws what kept it from reading. */
export async function readDemoSite(stack: Stack, { ctx, siteId }: Demo, note: Note): Promise<void> {
  const last = await getLatestScrapeJob(ctx, siteId);
  if (last?.status === "completed") return;
  const { id, key } = await createApiKey(ctx, { name: "Reading the demo site", scopes: ["read", "write"] });
  try {
    const call = caller(stack, key);
    const isOpen = last?.status === "running" || last?.status === "queued";
    const jobId = isOpen ? last.jobId : (await call("POST", `sites/${siteId}/read`, Started)).jobId;
    if (isOpen) void wakeScheduler(stack);
    await untilRead(() => call("GET", `scrape-jobs/${jobId}`, ScrapeJob), note);
  } finally {
    await revokeApiKey(ctx, id);
  }
}

const Started = z.object({ jobId: z.string() });

async function untilRead(look: () => Promise<ScrapeJob>, note: Note): Promise<void> {
  const deadline = Date.now() + READ_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const job = await look();
    note(`${job.successful_pages} pages read`);
    if (job.status === "completed") return;
    if (job.status !== "queued" && job.status !== "running")
      throw new Error(job.errorMessage ?? `It is ${job.status}.`);
    await sleep(500);
  }
  throw new Error("It takes longer than five minutes and goes on by itself.");
}

/** A job left open by an earlier run would otherwise wait for the scheduler's next minute. */
async function wakeScheduler({ appUrl, keys }: Stack): Promise<void> {
  const headers = { authorization: `Bearer ${keys.cronSecret}` };
  await fetch(`${appUrl}/api/cron/scrape`, { headers }).catch(() => {});
}

function caller({ appUrl }: Stack, apiKey: string) {
  return async <T>(method: "GET" | "POST", path: string, schema: z.ZodType<T>): Promise<T> => {
    const headers = { authorization: `Bearer ${apiKey}` };
    const response = await fetch(`${appUrl}/api/v1/${path}`, { method, headers });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return schema.parse(await response.json());
  };
}
