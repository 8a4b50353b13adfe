import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { test } from "./fixtures";
import { sitePages } from "./site/pages";
import { visitUrl } from "./site/server";

test("BASE-003 a new business signs up, watches its website being read, copies the snippet and sees it found", async ({
  page,
  context,
  stack,
  mailLink,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const email = `new-${randomUUID()}@example.com`;

  await page.goto("/");
  await page.getByRole("main").getByRole("link", { name: "Create account" }).click();
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("a good enough password");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  await expect(page.getByText(email)).toBeVisible();
  await page.goto(await mailLink(email));

  await page.getByLabel("Business name").fill("Harbour Cycles");
  await page.getByLabel("Website").fill("ftp://example.com");
  await page.getByRole("button", { name: "Read website" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /http/ })).toBeVisible();
  await page.getByLabel("Website").fill(stack.siteUrl);
  await page.getByRole("button", { name: "Read website" }).click();

  const pages = Object.keys(sitePages).length;
  await expect(page.getByRole("heading", { name: /is read$/ })).toBeVisible(); // By itself: nothing is reloaded.
  await expect(page.getByText(`${pages} pages`)).toBeVisible();
  await expect(page.getByRole("list", { name: "Pages of this reading" })).toContainText("/repairs");
  await page.getByRole("link", { name: "Continue" }).click();

  await page.getByRole("button", { name: "Copy snippet" }).click();
  const snippet = await page.evaluate(() => navigator.clipboard.readText());
  const [, siteKey = ""] = /data-site="(pk_[\w-]+)"/.exec(snippet) ?? [];
  expect(snippet).toBe(`<script src="${stack.appUrl}/widget.js" data-site="${siteKey}" async></script>`);

  await page.getByRole("button", { name: "Check installation" }).click();
  await expect(page.getByText("The snippet isn't on this page yet.")).toBeVisible();
  await page.getByLabel("A page that carries the snippet").fill(visitUrl(stack.siteUrl, stack.appUrl, siteKey));
  await page.getByRole("button", { name: "Check installation" }).click();
  await expect(page.getByText("The snippet is there.")).toBeVisible();

  await page.getByRole("link", { name: "Go to the dashboard" }).click();
  await expect(page.getByRole("heading", { name: "How Harbour Cycles is doing" })).toBeVisible();
});

test("a website is read from the dashboard, and each page says what became of it", async ({ page, owner }) => {
  await page.goto(`/dashboard/website/${owner.siteId}`);
  await page.getByRole("button", { name: "Read website" }).click();
  await expect(page.getByRole("button", { name: "Read again" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Repairs/ })).toBeVisible();
  await page.getByRole("link", { name: "Readings" }).click();
  await expect(page).toHaveURL(/\/readings$/);
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("link", { name: `New ${Object.keys(sitePages).length}` })).toBeVisible();
});
