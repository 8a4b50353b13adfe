import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { test } from "./fixtures";

async function run(page: Page, change: string) {
  await page.getByRole("button", { name: "Run questions" }).click();
  await page.getByLabel("What did you change?").fill(change);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^Run,/ })).toBeVisible();
}

test("an owner writes questions, runs them, changes the website and sees what got worse", async ({
  page,
  stack,
  readOwner,
}) => {
  await page.goto("/dashboard/evaluation");
  await page.getByRole("textbox", { name: "Question" }).fill("What does a full service cost?");
  await page.getByRole("combobox", { name: "Page that should answer" }).fill("repai");
  await page.getByRole("option", { name: /Repairs/ }).click();
  await page.getByRole("button", { name: "Add question" }).click();
  await expect(page.getByRole("row", { name: /What does a full service cost/ })).toBeVisible();

  await page.getByRole("button", { name: "Paste questions" }).click();
  const lines = page.getByRole("textbox", { name: "Questions and pages" });
  await lines.fill(`What does a city bike cost a day?\t${stack.siteUrl}/hire\nWhen?\t${stack.siteUrl}/nowhere`);
  await page.getByRole("button", { name: "Add questions" }).click();
  await expect(page.getByRole("alert")).toContainText("line 2");
  await lines.fill(`What does a city bike cost a day?\t${stack.siteUrl}/hire`);
  await page.getByRole("button", { name: "Add questions" }).click();
  await expect(page.getByRole("link", { name: "2 questions" })).toBeVisible();

  await run(page, "As it was");
  await expect(page.getByText("2 of 2").first()).toBeVisible();

  await page.goto(`/dashboard/website/${readOwner.siteId}`);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Remove website" }).click();
  const confirm = page.getByRole("dialog").getByRole("textbox");
  const [, name = ""] = /^Type (.*) to confirm$/.exec(await page.getByText(/^Type .* to confirm$/).innerText()) ?? [];
  await confirm.fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Remove website" }).click();
  await expect(page).toHaveURL(/\/dashboard\/website$/);

  await page.goto("/dashboard/evaluation");
  await expect(page.getByText("No such page now")).toHaveCount(2);
  await run(page, "Without the website");
  await expect(page.getByText("before: 2 of 2")).toHaveCount(2);
  await page.getByRole("link", { name: "Worse 2" }).click();
  await expect(page.getByRole("row", { name: /city bike.*1st.*Worse.*Not found/ })).toBeVisible();
  expect((await new AxeBuilder({ page }).include("main").analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole("link", { name: "Runs" }).click();
  await expect(page.getByRole("row")).toHaveCount(3); // With the head.
  await expect(page.getByRole("img", { name: /^Over 2 runs/ })).toBeVisible();
});
