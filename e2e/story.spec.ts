import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { test } from "./fixtures";
import { visitUrl } from "./site/server";

const question = "What does a full service cost?";

test("BASE-003 from signing up to a visitor's answer and its transcript, without documentation", async ({
  stack,
  page,
  browser,
  mailLink,
}) => {
  const email = `ann-${randomUUID()}@example.com`;
  await signUp(page, email);
  await page.goto(await mailLink(email));

  await page.getByLabel("Business name").fill("Harbour Cycles");
  await page.getByLabel("Website").fill(stack.siteUrl);
  await page.getByRole("button", { name: "Read website" }).click();
  await expect(page.getByRole("heading", { name: /is read$/ })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("link", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: "Put the assistant on your website" })).toBeVisible();
  const siteKey = /data-site="(pk_[\w-]+)"/.exec(await page.locator("main").innerText())?.[1] ?? "";
  expect(siteKey).toMatch(/^pk_/);

  await page.goto("/dashboard/conversations");
  await expect(page.getByText(question)).toBeHidden();

  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(visitUrl(stack.siteUrl, stack.appUrl, siteKey));
  await visitor.getByRole("button").first().click();
  await visitor.getByLabel("Message", { exact: true }).fill(question);
  await visitor.keyboard.press("Enter");
  const answer = visitor.locator(".message.assistant").last();
  await expect(answer).toContainText("85 euros", { timeout: 30_000 });
  await expect(answer.getByRole("link").first()).toHaveAttribute("href", `${stack.siteUrl}/repairs`);

  await visitor.reload();
  await visitor.getByRole("button").first().click();
  await expect(visitor.getByText(question)).toBeVisible();
  await expect(visitor.locator(".message.assistant").last()).toContainText("85 euros");

  await page.getByRole("link", { name: question }).click(); // It came by itself: the page was not loaded again.
  await expect(page.getByText("85 euros").first()).toBeVisible();
  await expect(page.getByRole("link", { name: /Repairs/ }).first()).toHaveAttribute("href", `${stack.siteUrl}/repairs`);
});

async function signUp(page: Page, email: string): Promise<void> {
  await page.goto("/sign-up");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("a good enough password");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
}
