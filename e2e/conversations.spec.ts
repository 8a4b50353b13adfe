import { expect } from "@playwright/test";
import { newCustomer, signIn } from "./customer";
import { test } from "./fixtures";
import { newVisitor } from "./visitor";

test("a visitor's question on another origin appears live in the dashboard, with the sources of its answer", async ({
  page,
  stack,
  readOwner,
}) => {
  await page.goto("/dashboard/conversations");
  await expect(page.getByRole("heading", { name: "No conversations yet" })).toBeVisible();
  await expect(page.locator("[data-live=live]")).toBeAttached();

  const visitor = newVisitor(stack, readOwner);
  await visitor.say("What does a full service cost?");
  const row = page.getByRole("link", { name: /What does a full service cost\?/ });
  await expect(row).toBeVisible();
  await row.click();

  const transcript = page.getByRole("list", { name: "Transcript" });
  await expect(transcript).toContainText("85 euros");
  const source = transcript.getByRole("list", { name: "Sources" }).getByRole("link").first();
  await expect(source).toHaveAttribute("href", `${stack.siteUrl}/repairs`);
  await expect(transcript.getByRole("link", { name: "Source 1" }).first()).toBeVisible();

  await expect(page.locator("[data-live=live]").first()).toBeAttached();
  await visitor.say("Who won the world cup in 1966?");
  await expect(transcript).toContainText("Who won the world cup in 1966?");
  await expect(transcript.getByText("No answer found")).toBeVisible();

  await page.goto("/dashboard/conversations?view=unanswered");
  await expect(page.getByRole("link", { name: /1 open question/ })).toHaveCount(1);
});

test("HIST-055 a long transcript shows its newest 50 messages, and earlier ones on demand", async ({
  page,
  stack,
  readOwner,
}) => {
  test.setTimeout(180_000); // More messages than a visitor may send in a minute.
  const visitor = newVisitor(stack, readOwner);
  for (let count = 1; count <= 26; count++) await visitor.say(`Hello number ${count}!`);
  await page.goto("/dashboard/conversations");
  await page.getByRole("link", { name: /Hello number 1!/ }).click();
  const messages = page.getByRole("list", { name: "Transcript" }).getByRole("article");
  await expect(messages).toHaveCount(50);
  await expect(messages.last()).toBeInViewport();
  await expect(page.getByText("Hello number 1!", { exact: true }).locator("visible=true")).toHaveCount(1); // The title.
  await page.getByRole("link", { name: "Show earlier messages" }).click();
  await expect(messages).toHaveCount(2);
  await expect(messages.first()).toContainText("Hello number 1!");
});

test("another business's conversation is not found", async ({ page, context, stack, readOwner }) => {
  const visitor = newVisitor(stack, readOwner);
  const { conversationId } = await visitor.say("What does a full service cost?");
  await page.goto(`/dashboard/conversations/${conversationId}`);
  await expect(page.getByRole("list", { name: "Transcript" })).toBeVisible();

  await context.clearCookies();
  await signIn(context, stack, await newCustomer(stack, "Somebody else"));
  await page.goto(`/dashboard/conversations/${conversationId}`);
  await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
});
