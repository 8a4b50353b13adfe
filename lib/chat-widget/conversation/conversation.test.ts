import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Stage, startStage } from "@/lib/chat-widget/testing/stage";

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const ids = () => stage.chat.sent().map(({ body }) => body.clientMessageId);

test("BASE-004 the first words show while the rest is written, and Stop ends the turn on the server", async () => {
  const { page, launcher, say, answers } = await stage.visit();
  stage.chat.state().pauseMs = 400;
  await launcher.click();
  await say("Is there vegan food?");
  await answers.getByText("Yes, we").waitFor();
  expect(await answers.textContent()).not.toContain("Sunday");
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByText("Stopped").waitFor();
  await expect.poll(() => stage.chat.state().left, { timeout: 5_000 }).toBe(1);
  expect(await page.getByRole("button", { name: "Send" }).isVisible()).toBe(true);
});

test("BASE-005 an answer's numbers open the quote and its page, and only web addresses become links", async () => {
  const { page, launcher, say, answers } = await stage.visit();
  await launcher.click();
  await say("Is there vegan food?");
  await answers.getByRole("button", { name: "Source 1: Menu" }).click();
  const card = page.getByRole("region", { name: "Source 1: Menu" });
  expect(await card.textContent()).toContain("The vegan menu is cooked every day.");
  expect(await card.getByRole("link").getAttribute("href")).toBe("https://mill.test/menu");
  expect(await page.locator("a[href^='javascript']").count()).toBe(0);
  await page.getByText("Sources", { exact: true }).waitFor();
});

test("BASE-005 an answer that says it does not know comes with the offer of a person", async () => {
  const { page, launcher, say, spoken } = await stage.visit();
  await launcher.click();
  await say("Something unknown");
  await page.getByLabel("E-mail for the reply").fill("ann@example.com");
  await page.getByRole("button", { name: "Ask for a person" }).click();
  await page.getByRole("listitem").filter({ hasText: "You asked for a person." }).waitFor();
  expect(await page.getByLabel("E-mail for the reply").count()).toBe(0);
  await expect.poll(() => spoken.allTextContents(), { timeout: 5_000 }).toEqual(["You asked for a person."]);
  const asked = stage.chat.state().posts.find(({ path }) => path === "/api/chat/person");
  expect(asked?.body).toMatchObject({ email: "ann@example.com", conversationId: expect.any(String) });
});

test("BASE-009 each sentence of an answer is spoken once", async () => {
  const { launcher, say, spoken, page } = await stage.visit();
  stage.chat.state().pauseMs = 60;
  await launcher.click();
  await say("Is there vegan food?");
  await page.getByText("Sources", { exact: true }).waitFor();
  await expect
    .poll(() => spoken.allTextContents(), { timeout: 5_000 })
    .toEqual(["Yes, we cook a vegan menu every day.", "We are open from Wednesday to Sunday."]);
});

test("SYNC-008 BASE-009 what is written is shown at once, kept while the server is away, and sent once when it is back", async () => {
  const { page, launcher, say, answers } = await stage.visit();
  await launcher.click();
  await page.getByRole("button", { name: "When are you open?" }).waitFor();
  stage.chat.state().isAway = true;
  await say("Is there vegan food?");
  await page.getByText("Kept, will be sent").waitFor();
  await page.getByText("We can’t be reached right now.").waitFor();
  await say("And on Monday?");
  await expect.poll(() => page.getByText("Kept, will be sent").count()).toBe(2);
  stage.chat.state().isAway = false;
  await expect.poll(() => answers.getByText("vegan menu").count(), { timeout: 15_000 }).toBe(2);
  expect(await page.getByText("Kept, will be sent").count()).toBe(0);
  expect(stage.chat.sent().map(({ body }) => body.message)).toEqual(["Is there vegan food?", "And on Monday?"]);
});

test("BASE-009 a reload while offline keeps what was written, under the same id", async () => {
  const { page, launcher, say, answers } = await stage.visit();
  await launcher.click();
  stage.chat.state().cuts = 1;
  await say("Is there vegan food?");
  await page.getByText("Kept, will be sent").waitFor();
  await page.reload();
  await answers.getByText("Sunday").waitFor();
  expect(stage.chat.sent().length).toBeGreaterThan(1);
  expect(new Set(ids()).size).toBe(1);
  expect(await page.locator(".message.user").count()).toBe(1);
});

test("STORE-091 after a reload the conversation is there, and the browser keeps none of its words", async () => {
  const { page, launcher, say, answers } = await stage.visit();
  await launcher.click();
  await say("Is there vegan food?");
  await page.getByText("Sources", { exact: true }).waitFor();
  await page.reload();
  await answers.getByText("vegan menu").waitFor();
  expect(await page.locator(".message.user").textContent()).toContain("Is there vegan food?");
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(kept).not.toContain("vegan");
});

test("a long conversation shows its newest messages, and earlier ones on demand, without moving what is read", async () => {
  const { page, launcher, say, answers } = await stage.visit();
  await launcher.click();
  await say("Is there vegan food?");
  await answers.getByText("Sunday").waitFor();
  const [messages] = stage.chat.state().conversations.values();
  const old = (n: number) => ({ ...messages?.[0], id: `old-${n}`, clientMessageId: `old-${n}`, content: `Old ${n}` });
  messages?.unshift(...Array.from({ length: 40 }, (_, n) => old(n)));
  await page.reload();
  const earlier = page.getByRole("button", { name: "Show earlier messages" });
  await earlier.waitFor();
  expect(await page.locator(".message").count()).toBe(30);
  await earlier.scrollIntoViewIfNeeded();
  const first = page.getByText("Old 12", { exact: true });
  await earlier.click();
  await page.getByText("Old 0", { exact: true }).waitFor({ state: "attached" });
  expect(await page.locator(".message").count()).toBe(42);
  expect(await first.evaluate((element) => element.getBoundingClientRect().top)).toBeGreaterThan(0);
});

test("STORE-090 SESS-109 SESS-123 a chosen language turns the chat, and is remembered", async () => {
  const { page, launcher, panel, say, answers } = await stage.visit();
  await launcher.click();
  await say("Is there vegan food?");
  await answers.getByText("Sunday").waitFor();
  await page.getByRole("combobox", { name: "Language" }).selectOption("ar");
  await page.getByRole("textbox", { name: "الرسالة" }).waitFor();
  expect(await panel.getAttribute("dir")).toBe("rtl");
  expect(await page.evaluate(() => localStorage.getItem("omniops:language"))).toBe("ar");
  await page.getByRole("listitem").filter({ hasText: "Now in ar." }).waitFor();
});

test("SESS-121 with one language only, the chip says which and offers no choice", async () => {
  stage.chat.state().languageMode = "single";
  const { page, launcher } = await stage.visit();
  await launcher.click();
  await page.locator(".language").getByText("en", { exact: true }).waitFor();
  expect(await page.getByRole("combobox", { name: "Language" }).count()).toBe(0);
});

test("a refused token is replaced by a new session, and the message sent again under its id", async () => {
  const { launcher, say, answers } = await stage.visit();
  await launcher.click();
  await say("Is there vegan food?");
  await answers.getByText("Sunday").waitFor();
  stage.chat.state().tokens.clear();
  await say("And on Monday?");
  await expect.poll(() => stage.chat.sent().length, { timeout: 5_000 }).toBe(3);
  const [, refused, accepted] = stage.chat.sent();
  expect(accepted?.body.clientMessageId).toBe(refused?.body.clientMessageId);
  expect(accepted?.token).not.toBe(refused?.token);
  expect(accepted?.body.conversationId).toBeUndefined();
});

test("Enter that ends a composition does not send, Shift+Enter begins a line", async () => {
  const { launcher, input } = await stage.visit();
  await launcher.click();
  await input.fill("日本");
  await input.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
  await input.press("Shift+Enter");
  expect(await input.inputValue()).toBe("日本\n");
  expect(stage.chat.sent()).toEqual([]);
});
