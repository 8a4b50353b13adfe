import { expect } from "@playwright/test";
import { signIn } from "./customer";
import { test } from "./fixtures";

test("BASE-001 the first start says where to look, and the demo customer can sign in", async ({
  stack,
  context,
  page,
}) => {
  const [, email = "", password = ""] = /sign in as (\S+), password (\S+)/.exec(stack.output) ?? [];
  expect(stack.output).toContain(`${stack.appUrl}/dashboard`);
  expect(stack.output).toContain(`${stack.appUrl}/demo`);
  await signIn(context, stack, { email, password });
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/dashboard/);
  await expect(page.getByText("Alder Mill").first()).toBeVisible();
});

test("BASE-001 the demo page carries the widget, and its website is read", async ({ stack, page }) => {
  expect(stack.output).toMatch(/Reading the demo site .* [2-9]\d pages read/);
  await page.goto("/demo");
  await expect(page.locator("script[data-site^=pk_]")).toBeAttached();
});

test("the mail page lists what was sent", async ({ stack, page }) => {
  await page.goto(stack.mailUrl);
  await expect(page.getByRole("heading", { name: "Mail", exact: true })).toBeVisible();
});
