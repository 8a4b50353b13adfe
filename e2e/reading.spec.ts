import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { newCustomer, signIn } from "./customer";
import { test } from "./fixtures";
import { gatedPages, gatedUrl, openGate } from "./site/gated";

const done = async (page: Page) => Number(/^[\d,]+/.exec(await page.getByText(/^\d+ of \d+ pages$/).innerText())?.[0]);

const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).include("main").analyze()).violations.map(({ id, nodes }) => [
    id,
    nodes.map(({ html }) => html),
  ]);

test("a reading is started, watched, paused, resumed and cancelled, and another one read to its end", async ({
  page,
  context,
  stack,
}) => {
  test.setTimeout(300_000);
  const siteUrl = gatedUrl(stack.siteUrl, `halls-${randomUUID()}`);
  const owner = await newCustomer({ ...stack, siteUrl });
  await signIn(context, stack, owner);
  await page.goto(`/dashboard/website/${owner.siteId}`);
  await page.getByRole("button", { name: "Read website" }).click();
  await expect(page.getByText(/^\d+ of \d+ pages$/)).toBeVisible({ timeout: 60_000 }); // Nothing is reloaded.
  const early = await done(page);
  await expect.poll(() => done(page), { timeout: 60_000 }).toBeGreaterThan(early);

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused. What was read is kept.")).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  const paused = await done(page);
  await expect.poll(() => done(page)).toBeGreaterThan(paused);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Cancelled", { exact: true })).toBeVisible();

  await openGate(siteUrl);
  await page.getByRole("button", { name: "Read again" }).click();
  await expect(page.getByText(`${gatedPages} pages`, { exact: true })).toBeVisible({ timeout: 180_000 });
  await expect(page.getByRole("button", { name: "Read again" })).toBeVisible();
  await page.getByRole("link", { name: "Readings" }).click();
  await expect(page.getByRole("row")).toHaveCount(3); // With the head.
  await expect(page.getByRole("row", { name: /Cancelled/ })).toBeVisible();

  await page
    .getByRole("row", { name: /You .* Read$/ })
    .getByRole("link")
    .click();
  await expect(page.getByRole("link", { name: `All ${gatedPages}` })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: /^Skipped 1$/ }).click();
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("row", { name: /It says the same as/ })).toBeVisible();
  await page.getByRole("link", { name: /^Read \d/ }).click();
  await expect(page).toHaveURL(/outcome=read/);
  await page.getByRole("searchbox", { name: "Search by address" }).fill("/57");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("row", { name: /57/ }).getByRole("link").first().click();
  await expect(page.getByText("Hall 57 seats 570 guests.")).toBeVisible();
});

test("a member sees what the assistant would find for a question, with the words marked", async ({
  page,
  readOwner,
}) => {
  await page.goto(`/dashboard/website/${readOwner.siteId}/search`);
  await page.getByRole("textbox", { name: "A visitor's question" }).fill("What does a full service cost?");
  await page.getByRole("button", { name: "Search" }).click();
  const found = page.getByRole("list", { name: "Passages found" }).getByRole("listitem");
  const first = found.first();
  await expect(first).toContainText("A full service costs 85 euros");
  await expect(first.getByText("service", { exact: true }).first()).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.getByRole("button", { name: "Filter" }).click();
  const filters = page.getByRole("dialog", { name: "Filter" });
  await filters.getByLabel("Path").fill("hire");
  await filters.getByLabel("Path").press("Enter");
  await expect(page.getByRole("link", { name: "Below /hire: take this filter away" })).toBeVisible();
  await expect(found.filter({ hasText: "A full service costs 85 euros" })).toHaveCount(0);
  await filters.getByLabel("Where").selectOption("Questions and answers");
  await expect(page.getByRole("heading", { name: "Nothing was found" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Clear all" }).click();
  await expect(first).toContainText("A full service costs 85 euros");
  await first.getByRole("link", { name: "Repairs" }).click();
  await expect(page.getByRole("heading", { name: "What the assistant can quote" })).toBeVisible();
});
