import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { signIn } from "./customer";
import { test } from "./fixtures";

const chatOf = (page: Page) => page.getByRole("log", { name: "Chat with the assistant" });

async function ask(page: Page, question: string) {
  await page.getByRole("textbox", { name: "Your question" }).fill(question);
  await page.keyboard.press("Enter");
}

test("HIST-004 HIST-005 HIST-054 HIST-056 a member is greeted, asks, and finds the answer with its sources again", async ({
  page,
  stack,
  readOwner: _,
}) => {
  await page.goto("/dashboard/ask");
  const greeting = page.getByText("Ask anything that your pages and documents answer.");
  await expect(greeting).toBeVisible();
  await ask(page, "What does a full service cost?");
  const chat = chatOf(page);
  await expect(chat).toContainText("85 euros");
  await expect(greeting).toBeHidden();
  await expect(chat.getByRole("list", { name: "Sources" }).getByRole("link").first()).toHaveAttribute(
    "href",
    `${stack.siteUrl}/repairs`,
  );
  await expect(page.getByRole("status").filter({ hasText: "85 euros" })).toBeAttached();

  await page.reload();
  await expect(chat).toContainText("What does a full service cost?");
  await expect(chat).toContainText("85 euros");
  await expect(greeting).toBeHidden();
  const { violations } = await new AxeBuilder({ page }).include("main").analyze();
  expect(violations).toEqual([]);
});

test("SYNC-004 SYNC-007 HIST-081 HIST-085 two browsers of one person agree on what was said", async ({
  page,
  browser,
  stack,
  readOwner,
}) => {
  const elsewhere = await browser.newContext({ baseURL: stack.appUrl });
  await signIn(elsewhere, stack, readOwner);
  const other = await elsewhere.newPage();
  await Promise.all([page.goto("/dashboard/ask"), other.goto("/dashboard/ask")]);
  for (const each of [page, other]) await expect(each.locator("[data-live=live]")).toBeAttached();
  await ask(page, "What does a full service cost?");
  await expect(chatOf(other)).toContainText("85 euros");
  await ask(other, "Hello from elsewhere");
  await expect(chatOf(page)).toContainText("Hello from elsewhere");
  for (const each of [page, other]) await expect(chatOf(each).locator("> ol > li")).toHaveCount(2);
  await elsewhere.close();
});

test("HIST-050 HIST-051 HIST-052 HIST-053 the history of who is signed in is loaded when the page opens, and until it is there its place is held", async ({
  page,
  readOwner: _,
}) => {
  const held = Promise.withResolvers<void>();
  const asked: string[] = [];
  await page.route("**/api/v1/chat/history/**", async (route) => {
    asked.push(route.request().url());
    await held.promise;
    await route.continue();
  });
  await page.goto("/dashboard/ask");
  const loading = page.getByRole("status").filter({ hasText: "Loading" });
  const greeting = page.getByText("Ask anything that your pages and documents answer.");
  await expect(loading).toBeVisible();
  await expect(greeting).toBeHidden();
  await expect.poll(() => asked[0]).toMatch(/\/chat\/history\/[0-9a-f-]{36}\?.*limit=50/);
  held.resolve();
  await expect(greeting).toBeVisible();
  await expect(loading).toBeHidden();
});

test("a question that can't be sent is kept, and asked once when it is sent again", async ({ page, readOwner: _ }) => {
  await page.goto("/dashboard/ask");
  await page.route("**/api/v1/chat/send", (route) => route.abort());
  await ask(page, "What does a full service cost?");
  const chat = chatOf(page);
  await expect(chat.getByText("We couldn't reach the server.")).toBeVisible();
  await page.unroute("**/api/v1/chat/send");
  await chat.getByRole("button", { name: "Try again" }).click();
  await expect(chat).toContainText("85 euros");
  await page.reload();
  await expect(chat.locator("> ol > li")).toHaveCount(1);
});

test("the chat reads from right to left where its words do, and fits a phone", async ({ page, readOwner: _ }) => {
  await page.setViewportSize({ width: 360, height: 720 });
  await page.goto("/dashboard/ask");
  await ask(page, "مرحبا");
  const question = chatOf(page).getByText("مرحبا");
  await expect(question).toHaveCSS("direction", "rtl");
  await expect(page.getByRole("textbox", { name: "Your question" })).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
