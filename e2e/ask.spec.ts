import { readFileSync } from "node:fs";
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

  await page.getByRole("button", { name: "Export" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /^JSON/ }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^chat-.+\.json$/);
  const file = JSON.parse(readFileSync(await download.path(), "utf8"));
  expect(file.conversations[0].messages).toMatchObject([
    { from: "user", content: "What does a full service cost?" },
    { from: "assistant", content: expect.stringContaining("85 euros") },
  ]);
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
  // Once it is live, the page reads the newest from the database too, which may come before the history.
  await page.route("**/rest/v1/chat_history?**", async (route) => {
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

test("HIST-006 HIST-055 HIST-080 older exchanges come as the reader scrolls, and what a search finds is gone to", async ({
  page,
  context,
  stack,
  readOwner: _,
}) => {
  test.slow();
  const history = page.waitForRequest(/\/chat\/history\//);
  await page.goto("/dashboard/ask");
  const userId = /history\/([\w-]+)/.exec((await history).url())?.[1];
  for (let number = 1; number <= 55; number++) {
    const sent = await context.request.post(`${stack.appUrl}/api/v1/chat/send`, {
      headers: { origin: stack.appUrl },
      data: { user_id: userId, message: number === 2 ? "Where is the needle?" : `Hello number ${number}!` },
    });
    expect(sent.status()).toBe(200);
  }
  await page.reload();
  const rows = chatOf(page).locator("> ol > li");
  await expect(rows).toHaveCount(50);
  const last = chatOf(page).getByText("Hello number 55!");
  await expect(last).toBeInViewport();
  const early = chatOf(page).getByText("Hello number 8!", { exact: true });
  await early.scrollIntoViewIfNeeded();
  await expect(rows).toHaveCount(55);
  await expect(early).toBeInViewport();

  await page.reload();
  await expect(rows).toHaveCount(50);
  await page.getByRole("searchbox", { name: "Search this chat" }).fill("NEEDLE");
  const hit = page.getByRole("region", { name: "What was found" }).getByRole("button");
  await expect(hit).toHaveCount(1);
  await expect(hit.locator("mark").first()).toHaveText("needle");
  await hit.click();
  const needle = rows.filter({ hasText: "Where is the needle?" });
  await expect(needle).toBeFocused();
  await expect(needle).toBeInViewport();
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
