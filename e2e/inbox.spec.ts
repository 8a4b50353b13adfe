import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { createClient } from "@supabase/supabase-js";
import { messageWords } from "@/lib/conversations/inbox/words";
import { loopback, runningPorts } from "@/scripts/stack/addresses";
import { loadKeys } from "@/scripts/stack/keys";
import type { Customer } from "./customer";
import { test } from "./fixtures";
import type { StackUnderTest } from "./stack";

type Talk = { question: string; answer: string; language?: string; daysAgo?: number; later?: number };

const MINUTE = 60_000;

/** Conversations that visitors held, the latest first, each a minute before the one above, some with later messages. */
async function held(stack: StackUnderTest, { customerId }: Customer, talks: Talk[]): Promise<void> {
  const ports = await runningPorts(stack.dataDir);
  const db = createClient(loopback(ports.supabase), loadKeys(stack.dataDir).serviceRoleKey, {
    auth: { persistSession: false },
  });
  const rows = talks.map((talk, index) => {
    const at = Date.now() - (talk.daysAgo ?? 0) * 1440 * MINUTE - (index + 1) * MINUTE;
    return { ...talk, id: randomUUID(), askedId: randomUUID(), at };
  });
  const said = (talk: (typeof rows)[number], role: string, content: string, more: object) => ({
    ...{ customer_id: customerId, conversation_id: talk.id, role, content, ...more },
    words: messageWords(customerId, content),
  });
  const asked = (talk: (typeof rows)[number]) => ({ id: talk.askedId, created_at: new Date(talk.at).toISOString() });
  const answered = (talk: (typeof rows)[number]) => ({
    reply_to: talk.askedId,
    answered: true,
    created_at: new Date(talk.at + 1000).toISOString(),
  });
  await db
    .from("conversations")
    .insert(rows.map(({ id, language = "en" }) => ({ id, customer_id: customerId, language })))
    .throwOnError();
  await db
    .from("messages")
    .insert(rows.map((talk) => said(talk, "user", talk.question, asked(talk))))
    .throwOnError();
  await db
    .from("messages")
    .insert(rows.map((talk) => said(talk, "assistant", talk.answer, answered(talk))))
    .throwOnError();
  const later = rows.flatMap((talk) =>
    Array.from({ length: talk.later ?? 0 }, (_, index) => {
      const created_at = new Date(talk.at + (index + 2) * 100).toISOString();
      return said(talk, "user", `And then ${index + 1}?`, { created_at });
    }),
  );
  if (later.length > 0) await db.from("messages").insert(later).throwOnError();
}

const rowsOf = (page: Page) => page.getByRole("list", { name: "All" }).getByRole("listitem");
const search = (page: Page) => page.getByRole("searchbox", { name: "Search what was said" });

test("SESS-162 HIST-084 a member finds conversations by words of two scripts, and keeps them to a language and to days", async ({
  page,
  stack,
  owner,
}) => {
  await held(stack, owner, [
    { question: "Do you repair tandems?", answer: "Yes. A tandem takes three days." },
    { question: "東京から注文できますか", answer: "はい、送料は無料です。", language: "ja" },
    { question: "Reparieren Sie Tandems?", answer: "Ja, in drei Tagen.", language: "de" },
    { question: "متى تفتحون المتجر؟", answer: "نفتح في التاسعة.", language: "ar", daysAgo: 40 },
  ]);
  await page.goto("/dashboard/conversations");
  await expect(page.getByRole("status").filter({ hasText: "4 conversations" })).toBeVisible();

  await search(page).fill("TANDEM days");
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page).locator("mark")).toHaveText(["tandems", "tandem", "days"]);
  await search(page).fill("送料");
  await expect(rowsOf(page).locator("mark")).toHaveText(["送料"]);
  await expect(rowsOf(page)).toContainText("東京から注文できますか");
  await search(page).fill("submarine");
  await expect(page.getByRole("heading", { name: "No conversation matches" })).toBeVisible();
  await search(page).fill("tandem");
  await expect(rowsOf(page)).toHaveCount(2);

  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByLabel("Language").selectOption({ label: "German" });
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page)).toContainText("Reparieren Sie Tandems?");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Clear all" }).click();
  await expect(rowsOf(page)).toHaveCount(4);

  await page.getByRole("button", { name: "Filter" }).click();
  const monthAgo = new Date(Date.now() - 30 * 1440 * MINUTE).toISOString().slice(0, 10);
  await page.getByLabel("To", { exact: true }).fill(monthAgo);
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page)).toContainText("متى تفتحون المتجر؟");
  await page.reload();
  await expect(rowsOf(page)).toHaveCount(1);
  await page.getByRole("link", { name: /take this filter away/ }).click();
  await expect(rowsOf(page)).toHaveCount(4);
});

test("HIST-080 scrolling leads to the 120th conversation, which opens", async ({ page, stack, owner }) => {
  const talks = Array.from({ length: 130 }, (_, index) => ({ question: `Question ${index + 1}?`, answer: "Answer." }));
  await held(stack, owner, talks);
  await page.goto("/dashboard/conversations");
  await expect(rowsOf(page)).toHaveCount(50);
  const wanted = page.getByRole("link", { name: /Question 120\?/ });
  await expect(async () => {
    await page.evaluate(() => window.scrollTo({ top: document.documentElement.scrollHeight }));
    await expect(wanted).toBeAttached({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await expect(rowsOf(page)).toHaveCount(130);
  await wanted.click();
  await expect(page.getByRole("list", { name: "Transcript" })).toContainText("Question 120?");
  await page.getByRole("main").getByRole("link", { name: "Conversations" }).click();
  await expect(wanted).toBeInViewport();
  await expect(wanted).toBeFocused();
  await expect(rowsOf(page)).toHaveCount(130);
});

test("HIST-080 SESS-162 a hit leads to the message, however old, and back to the same search", async ({
  page,
  stack,
  owner,
}) => {
  await held(stack, owner, [
    { question: "Do you rent tandems?", answer: "Yes.", later: 70 },
    { question: "Tandem helmets?", answer: "Nein.", language: "de" },
  ]);
  await page.goto("/dashboard/conversations?language=en");
  await search(page).fill("tandems");
  await expect(rowsOf(page).locator("mark")).toHaveText(["tandems"]);
  await rowsOf(page).getByRole("link").click();
  const transcript = page.getByRole("list", { name: "Transcript" });
  await expect(transcript.getByText("Do you rent tandems?")).toBeInViewport();
  await expect(transcript).not.toContainText("And then 70?");
  await page.getByRole("link", { name: "Show newest messages" }).click();
  await expect(transcript.getByText("And then 70?")).toBeInViewport();

  await page.getByRole("main").getByRole("link", { name: "Conversations" }).click();
  await expect(page).toHaveURL(/language=en.*q=tandems/);
  await expect(search(page)).toHaveValue("tandems");
  await expect(rowsOf(page)).toHaveCount(1);
});

test("HIST-082 a member's reaction to an answer stays, and is taken back by the same click", async ({
  page,
  stack,
  owner,
}) => {
  await held(stack, owner, [{ question: "Are you open?", answer: "Yes, until six." }]);
  await page.goto("/dashboard/conversations");
  await page.getByRole("link", { name: /Are you open\?/ }).click();
  const answer = page.getByRole("article").filter({ hasText: "Yes, until six." });
  await answer.getByRole("button", { name: "React" }).click();
  await page.getByRole("button", { name: "👍", exact: true }).click();
  const mine = answer.getByRole("button", { name: "👍: 1 person" });
  await expect(mine).toHaveAttribute("aria-pressed", "true");
  await expect(async () => {
    await page.reload();
    await expect(mine).toHaveAttribute("aria-pressed", "true", { timeout: 3000 });
  }).toPass({ timeout: 30_000 });
  await mine.click();
  await expect(mine).toBeHidden();
  await page.reload();
  await expect(answer).toBeVisible();
  await expect(mine).toBeHidden();
});
