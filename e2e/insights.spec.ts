import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { createClient } from "@supabase/supabase-js";
import { extractText, getDocumentProxy } from "unpdf";
import { loopback, runningPorts } from "@/scripts/stack/addresses";
import { loadKeys } from "@/scripts/stack/keys";
import type { Customer } from "./customer";
import { test } from "./fixtures";
import type { StackUnderTest } from "./stack";

async function serviceDb({ dataDir }: StackUnderTest) {
  const ports = await runningPorts(dataDir);
  return createClient(loopback(ports.supabase), loadKeys(dataDir).serviceRoleKey, { auth: { persistSession: false } });
}

/** A conversation that began and ended on a day. */
async function held(stack: StackUnderTest, { customerId }: Customer, day: string, said: string[]): Promise<void> {
  const db = await serviceDb(stack);
  const id = randomUUID();
  const at = (second: number) => new Date(Date.parse(`${day}T12:00:00Z`) + second * 1000).toISOString();
  const customer_id = customerId;
  await db
    .from("conversations")
    .insert({ id, customer_id, created_at: at(0) })
    .throwOnError();
  for (const [index, content] of said.entries()) {
    const role = index % 2 === 0 ? "user" : "assistant";
    const row = { customer_id, conversation_id: id, role, content, created_at: at(index) };
    await db.from("messages").insert(row).throwOnError();
  }
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

async function exported(page: Page, format: string): Promise<{ name: string; bytes: Buffer }> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: `Download ${format}` }).click();
  const download = await downloading;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test("HIST-083 HIST-084 SESS-164 a member takes the conversations of some days away as JSON, CSV and PDF", async ({
  page,
  stack,
  owner,
}) => {
  const [early, late] = [daysAgo(9), daysAgo(2)];
  await held(stack, owner, early, ["Do you repair tandems?", "Yes, in three days."]);
  await held(stack, owner, late, ["=1+1 متى تفتحون؟", "We open at nine."]);
  await page.goto("/dashboard/insights");

  const all = await exported(page, "JSON");
  expect(all.name).toMatch(/^conversations-all-.+\.json$/);
  const { conversations } = JSON.parse(all.bytes.toString());
  expect(conversations).toMatchObject([
    { messages: [{ content: "Do you repair tandems?" }, { content: "Yes, in three days." }] },
    { messages: [{ content: "=1+1 متى تفتحون؟" }, { content: "We open at nine." }] },
  ]);

  await page.getByLabel("From", { exact: true }).fill(late);
  await page.getByLabel("To", { exact: true }).fill(early);
  await expect(page.getByText("The last day comes before the first")).toBeVisible();
  await expect(page.getByRole("button", { name: "Download CSV" })).toBeDisabled();
  await page.getByLabel("To", { exact: true }).fill(late);
  const csv = await exported(page, "CSV");
  expect(csv.name).toBe(`conversations-${late}-${late}.csv`);
  expect(csv.bytes.toString()).toContain("'=1+1 متى تفتحون؟");
  expect(csv.bytes.toString()).not.toContain("tandems");

  await page.getByLabel("From", { exact: true }).fill("");
  await page.getByLabel("To", { exact: true }).fill(early);
  const pdf = await exported(page, "PDF");
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf.bytes)), { mergePages: true });
  expect(text).toContain("Do you repair tandems?");
  expect(text).not.toContain("We open at nine.");
});

test("HIST-088 HIST-089 a member reads how days and weeks went, and sees nothing where there is nothing", async ({
  page,
  stack,
  owner,
}) => {
  await page.goto("/dashboard/insights");
  await expect(page.getByText("No data yet.")).toBeVisible();
  await expect(page.getByText("No summary yet.")).toBeVisible();
  await expect(page.getByRole("img")).toHaveCount(0);

  const [yesterday, monday] = [daysAgo(1), "2026-11-09"];
  await held(stack, owner, yesterday, ["This is terrible"]);
  await held(stack, owner, yesterday, ["Thank you, perfect"]);
  const db = await serviceDb(stack);
  const { data: ids } = await db.from("conversations").select("id").eq("customer_id", owner.customerId).throwOnError();
  for (const [index, { id }] of (ids ?? []).entries()) {
    const judged = { sentiment: index === 0 ? -0.8 : 0.8, judged_questions: 1 };
    await db.from("conversation_metadata").update(judged).eq("conversation_id", id).throwOnError();
  }
  const counted = { conversations: 2, questions: 2, answered: 0, unanswered: 2, persons: 0 };
  const figures = { ...counted, positive: 1, neutral: 0, negative: 1, askedMost: [], gaps: [] };
  const summary = { customer_id: owner.customerId, figures, language: "en" };
  await db
    .from("conversation_summaries")
    .insert([
      { ...summary, period: "day", starts_on: yesterday, content: "2 conversations with 2 questions." },
      { ...summary, period: "week", starts_on: monday, content: "14 conversations with 20 questions." },
    ])
    .throwOnError();

  await page.reload();
  await expect(page.getByText("1 positive", { exact: true })).toBeVisible();
  await expect(page.getByText("1 negative", { exact: true })).toBeVisible();
  await expect(page.getByRole("img", { name: /at most 2 on one day/ })).toBeVisible();
  const summaries = page.getByRole("list", { name: "Summaries" });
  await expect(summaries).toContainText("2 conversations with 2 questions.");
  await page.getByRole("link", { name: "Weeks" }).click();
  await expect(summaries).toContainText("14 conversations with 20 questions.");
  await expect(summaries).toContainText(/November 9\s*–\s*15, 2026/);
  await expect(summaries).not.toContainText("2 conversations with 2 questions.");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});
