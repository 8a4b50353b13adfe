import type { Locator, Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Stage, startStage } from "@/lib/chat-widget/testing/stage";

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const PATIENCE = { timeout: 15_000 };

/** Lets the page's time pass until something is seen, for what the page looks for now and then. */
const untilSeen = (page: Page, locator: Locator) =>
  expect
    .poll(async () => {
      await page.clock.runFor("00:05");
      return locator.count();
    }, PATIENCE)
    .toBeGreaterThan(0);

test("SYNC-009 without a live connection the page asks for what a person says, who is named, and asks for no answer", async () => {
  const { page, launcher, say, answers, panel } = await stage.visit();
  await page.clock.install();
  await launcher.click();
  await say("Something unknown");
  await page.getByRole("button", { name: "Ask for a person" }).click();
  await page.getByRole("listitem").filter({ hasText: "You asked for a person." }).waitFor();

  stage.chat.state().person = { name: "Ann" };
  stage.chat.speak("Ann", "Good morning!");
  await untilSeen(page, answers.getByText("Good morning!"));
  await panel.getByRole("heading", { name: "Ann" }).waitFor();
  expect(await page.locator(".message.assistant").last().textContent()).toContain("Ann");
  await expect
    .poll(() => page.getByRole("log").locator("p").allTextContents(), PATIENCE)
    .toContain("Ann: Good morning!");

  await say("Thank you");
  await page.getByRole("button", { name: "Send" }).waitFor();
  expect(await answers.count()).toBe(2);
  stage.chat.state().person = null;
  stage.chat.speak("Ann", "Goodbye!");
  await untilSeen(page, panel.getByRole("heading", { name: "Millie" }));
  await say("Is there vegan food?");
  await answers.getByText("vegan menu").waitFor();
});

test("SYNC-009 a person who takes over unasked is heard, and what makes a conversation live is loaded then", async () => {
  const { page, launcher, say, answers, panel, loaded } = await stage.visit();
  await page.clock.install();
  await launcher.click();
  await say("Is there vegan food?");
  await answers.getByText("Sunday").waitFor();
  expect(loaded()).not.toContain("live");
  stage.chat.state().person = { name: "Ann" };
  stage.chat.speak("Ann", "Good morning!");
  await untilSeen(page, answers.getByText("Good morning!"));
  await panel.getByRole("heading", { name: "Ann" }).waitFor();
});

test("HIST-085 the tabs of one visitor show one conversation, and begin a new one together", async () => {
  const { page, launcher, say, answers } = await stage.visit();
  await launcher.click();
  await say("Is there vegan food?");
  await answers.getByText("Sunday").waitFor();
  const other = await page.context().newPage();
  await other.goto(stage.pageUrl);
  await other.getByRole("button", { name: "Open chat" }).click();
  const said = other.locator(".message .bubble");
  await expect.poll(() => said.count(), PATIENCE).toBe(2);

  await say("Something unknown");
  await expect.poll(() => said.count(), PATIENCE).toBe(4);
  await other.getByRole("textbox", { name: "Message" }).fill("And on Monday?");
  await other.getByRole("textbox", { name: "Message" }).press("Enter");
  await expect.poll(() => page.locator(".message .bubble").count(), PATIENCE).toBe(6);

  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await page.getByRole("button", { name: "New conversation" }).click();
  await expect.poll(() => said.count(), PATIENCE).toBe(0);
});
