import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Stage, startStage } from "./testing/stage";

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

/** The focused element, within the widget too. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const outer = document.activeElement;
    const element = outer?.shadowRoot?.activeElement ?? outer;
    return element?.getAttribute("aria-label") ?? element?.tagName;
  });

const isInside = (page: Page) =>
  page.evaluate(() => Boolean(document.activeElement?.shadowRoot?.activeElement?.closest(".panel")));

async function seriousViolations(page: Page) {
  const { violations } = await new AxeBuilder({ page }).include("omniops-chat").analyze();
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical");
}

test("BASE-009 the launcher has at most 4 KB gzip, all that a visitor loads 15 KB, and each part loaded on demand 4 KB", () => {
  expect(stage.sizes.launcher).toBeLessThanOrEqual(4 * 1024);
  expect(stage.sizes.total).toBeLessThanOrEqual(15 * 1024);
  for (const size of Object.values(stage.sizes.parts)) expect(size).toBeLessThanOrEqual(4 * 1024);
});

test("BASE-009 an ordinary chat loads by itself 15 KB gzip, whatever its language, and nothing later unasked", async () => {
  const { page, launcher, say, answers, loaded } = await stage.visit({}, phone);
  await page.clock.install();
  await launcher.click();
  for (const question of ["Is there vegan food?", "And on Monday?"]) {
    await say(question);
    await answers.last().getByText("Sunday").waitFor();
  }
  await page.clock.runFor("01:00");
  await expect.poll(() => stage.chat.state().reads, { timeout: 5_000 }).toBeGreaterThan(0);
  expect(loaded().sort()).toEqual(["en", "panel"]);
  expect(stage.sizes.total).toBeLessThanOrEqual(15 * 1024);
});

test("BASE-009 nothing but the launcher is loaded before the first click", async () => {
  const { launcher, panel, loaded } = await stage.visit();
  await launcher.waitFor();
  expect(loaded()).toEqual([]);
  await launcher.click();
  await panel.waitFor();
  expect(loaded().sort()).toEqual(["en", "panel"]);
});

test("BASE-009 a whole conversation breaks no rule of a policy without unsafe-inline", async () => {
  const { page, complaints, launcher, say, answers } = await stage.visit();
  await launcher.click();
  await say("Is there vegan food?");
  await answers.getByRole("button", { name: "Source 1: Menu" }).click();
  await page.getByText("The vegan menu is cooked every day.").waitFor();
  expect(complaints).toEqual([]);
  const hasInlineStyle = await page
    .locator("omniops-chat")
    .evaluate((host) => host.shadowRoot?.querySelector("[style]"));
  expect(hasInlineStyle).toBeNull();
});

test("BASE-009 Enter opens the chat at its input, Escape closes it and gives the focus back", async () => {
  const { page, launcher, panel } = await stage.visit();
  await launcher.focus();
  await page.keyboard.press("Enter");
  await panel.waitFor();
  await expect.poll(() => focused(page), { timeout: 5_000 }).toBe("Message");
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  expect(await focused(page)).toBe("Open chat");
});

test("BASE-009 Escape closes an open card or menu before the chat", async () => {
  const { page, launcher, panel } = await stage.visit();
  await launcher.click();
  await page.getByRole("button", { name: "Menu" }).click();
  const item = page.getByRole("button", { name: "New conversation" });
  await item.waitFor();
  await page.keyboard.press("Escape");
  await item.waitFor({ state: "hidden" });
  expect(await panel.isVisible()).toBe(true);
});

test("BASE-009 on a phone the chat fills the screen and Tab stays in it", async () => {
  const { page, launcher, panel } = await stage.visit({}, phone);
  await launcher.click();
  await panel.waitFor();
  await expect.poll(() => panel.boundingBox(), { timeout: 5_000 }).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press(i < 6 ? "Tab" : "Shift+Tab");
    expect(await isInside(page)).toBe(true);
  }
  await page.getByRole("button", { name: "Close chat" }).click();
  await panel.waitFor({ state: "hidden" });
});

test.each(["light", "dark"] as const)("BASE-009 axe finds nothing serious in the %s chat", async (colorScheme) => {
  const { page, launcher, panel, say, answers } = await stage.visit({}, { colorScheme, reducedMotion: "reduce" });
  await launcher.waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await launcher.click();
  await panel.getByText("Hello! How can we help?").waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await say("Is there vegan food?");
  await answers.getByRole("button", { name: "Source 1: Menu" }).click();
  await page.getByText("The vegan menu is cooked every day.").waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await say("Something unknown");
  await page.getByText("Someone at Harrow Mill can read this").waitFor();
  expect(await seriousViolations(page)).toEqual([]);
});

test("BASE-009 an Arabic page has its chat in Arabic, from right to left, at its left", async () => {
  const { page, panel } = await stage.visit({ lang: "ar", dir: "rtl" });
  await page.getByRole("button", { name: "فتح الدردشة" }).click();
  await panel.waitFor();
  expect(await panel.getAttribute("dir")).toBe("rtl");
  expect(await panel.getAttribute("lang")).toBe("ar");
  expect((await panel.boundingBox())?.x).toBeLessThan(100);
  await page.getByRole("textbox", { name: "الرسالة" }).waitFor();
});

test("BASE-009 a tag that is there twice gives one chat", async () => {
  const { page, launcher } = await stage.visit({ tags: 2 });
  await launcher.waitFor();
  expect(await page.locator("omniops-chat").count()).toBe(1);
});

test("BASE-009 the page's styles do not reach the widget, and a page that replaces its body keeps it", async () => {
  const css = "* { color: red !important; font-size: 40px !important } omniops-chat { display: none !important }";
  const { page, launcher } = await stage.visit({ isStrict: false, head: `<style>${css}</style>` });
  await page.evaluate(() => document.documentElement.replaceChild(document.createElement("body"), document.body));
  await launcher.click();
  const look = page.getByRole("heading", { name: "Millie" });
  const style = await look.evaluate((element) => [getComputedStyle(element).fontSize, getComputedStyle(element).color]);
  expect(style).toEqual(["15px", "rgb(28, 27, 25)"]);
});
