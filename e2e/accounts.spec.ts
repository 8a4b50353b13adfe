import { expect } from "@playwright/test";
import { test } from "./fixtures";

test("a stranger is sent to sign in, and then to the page they wanted, which is live", async ({
  page,
  context,
  owner,
}) => {
  await context.clearCookies();
  await page.goto("/dashboard/conversations");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("The e-mail or the password is wrong");
  await expect(page.getByLabel("E-mail")).toHaveValue(owner.email); // Nothing has to be typed twice.
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/dashboard\/conversations$/);
  await expect(page.locator("[data-live=live]")).toBeAttached();
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
});

test("a forgotten password is replaced through a mailed link, which works once", async ({
  page,
  context,
  owner,
  mailLink,
}) => {
  await context.clearCookies();
  const since = new Date();
  await page.goto("/forgot-password");
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  const link = await mailLink(owner.email, since);
  await page.goto(link);
  await page.getByLabel("New password").fill("an even better password");
  await page.getByRole("button", { name: "Save password" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);

  await context.clearCookies();
  await page.goto(link);
  await expect(page.getByText("This link has been used or is too old.")).toBeVisible();
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill("an even better password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
});

test("what an owner changes of the assistant is kept", async ({ page, owner }) => {
  await page.goto("/dashboard/assistant");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Captain Spoke");
  await page
    .getByRole("textbox", { name: "Suggested questions" })
    .fill("What does a service cost?\nWhen are you open?");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Changes saved").first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Captain Spoke");
  await expect(page.getByRole("figure", { name: "Preview" })).toContainText("When are you open?");
  expect(owner.siteKey).toMatch(/^pk_/);
});

test("an API key is shown once, works, and ends when it is revoked", async ({ page, stack, owner }) => {
  const list = (key: string) =>
    fetch(`${stack.appUrl}/api/v1/conversations`, { headers: { authorization: `Bearer ${key}` } });
  expect((await list(owner.apiKey)).status).toBe(200);
  await page.goto("/dashboard/api-keys");
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Nightly report");
  await page.getByRole("button", { name: "Make key" }).click();
  const key = await page.getByRole("dialog").getByText(/^sk_/).innerText();
  expect((await list(key)).status).toBe(200);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(key)).toBeHidden();

  await page
    .getByRole("row", { name: /Nightly report/ })
    .getByRole("button", { name: "Revoke" })
    .click();
  await page.getByLabel("Type Nightly report to confirm").fill("Nightly report");
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("Nightly report was revoked").first()).toBeVisible();
  await expect(page.getByRole("row", { name: /Nightly report/ })).toBeHidden();
  expect((await list(key)).status).toBe(401);
});
