import type { Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Stage, startStage } from "@/lib/chat-widget/testing/stage";

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const up = (page: Page) => page.getByRole("button", { name: "Helpful", exact: true });
const down = (page: Page) => page.getByRole("button", { name: "Not helpful" });
const pressed = (page: Page) =>
  Promise.all([up(page), down(page)].map((button) => button.first().getAttribute("aria-pressed")));
/** What the server has kept, without the messages' ids. */
const kept = () => [...stage.chat.state().signs].map((sign) => sign.split(" ")[0]);

async function answered() {
  const visit = await stage.visit();
  await visit.launcher.click();
  await visit.say("Are you open?");
  await up(visit.page).waitFor();
  return visit;
}

test("HIST-082 a visitor says with the keyboard that an answer helped, changes that, and takes it back", async () => {
  const { page, complaints } = await answered();
  await up(page).focus();
  await page.keyboard.press("Enter");
  await expect.poll(kept).toEqual(["👍"]);
  expect(await pressed(page)).toEqual(["true", "false"]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect.poll(kept).toEqual(["👎"]);
  expect(await pressed(page)).toEqual(["false", "true"]);
  await page.reload();
  await expect.poll(() => pressed(page)).toEqual(["false", "true"]);
  await down(page).click();
  await expect.poll(kept).toEqual([]);
  expect(await pressed(page)).toEqual(["false", "false"]);
  expect(complaints).toEqual([]);
});

test("HIST-082 what could not be saved is shown as it was, and says so", async () => {
  const { page } = await answered();
  await page.route("**/api/chat/reactions", (route) => route.abort());
  await up(page).click();
  await page.getByRole("alert").getByText("That was not saved. Try again.").waitFor();
  expect(await pressed(page)).toEqual(["false", "false"]);
  await page.unroute("**/api/chat/reactions");
  await up(page).click();
  await expect.poll(kept).toEqual(["👍"]);
  expect(await page.getByRole("alert").count()).toBe(0);
});

test("HIST-082 only answers of the assistant are thought of, not what the visitor or a person says", async () => {
  const { page, loaded, say, answers } = await answered();
  expect(await up(page).count()).toBe(1);
  expect(loaded()).not.toContain("reactions");
  await up(page).click();
  await expect.poll(kept).toEqual(["👍"]);
  stage.chat.state().person = { name: "Ann" };
  await say("Is anybody there?");
  stage.chat.speak("Ann", "Good morning!");
  await answers.getByText("Good morning!").waitFor();
  expect(await page.locator(".message").count()).toBe(4);
  expect(await up(page).count()).toBe(1);
});

test("a visitor who asks too much hears after how many seconds to try again", async () => {
  const { page, launcher, say, answers } = await stage.visit();
  const headers = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "retry-after",
    "retry-after": "12",
  };
  await page.route("**/api/chat", (route) =>
    route.request().method() === "POST" ? route.fulfill({ status: 429, headers }) : route.continue(),
  );
  await launcher.click();
  await say("Are you open?");
  await page.getByRole("alert").getByText("Too many messages at once. Try again in 12 seconds.").waitFor();
  await page.unroute("**/api/chat");
  await page.getByRole("button", { name: "Try again" }).click();
  await answers.first().getByText("vegan menu").waitFor();
});
