import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page } from "@playwright/test";
import { findChromium } from "@/scripts/chromium";
import { newCustomer, signIn } from "./customer";
import { test } from "./fixtures";
import { visitUrl } from "./site/server";
import { newVisitor } from "./visitor";

const executablePath = findChromium();

test.use({
  launchOptions: {
    ...(executablePath && { executablePath }),
    args: [
      ...["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
      "--use-fake-device-for-media-stream", // A microphone that beeps, of which nobody is asked.
      "--use-fake-ui-for-media-stream",
    ],
  },
});

const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
const picture = { name: "Rad.png", mimeType: "image/png", buffer: Buffer.from(pixel, "base64") };
const offer = { name: "عرض 2026.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 the offer") };
const program = { name: "game.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ\0\0") };
const film = { name: "film.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(5 * 1024 * 1024, "%PDF-1.7") };

/** Opens the chat on the customer's website. */
async function openChat(page: Page, url: string) {
  await page.goto(url);
  await page.getByRole("button", { name: "Open chat" }).click();
  await page.getByRole("button", { name: "Attach files" }).waitFor();
}

async function attach(page: Page, ...files: (typeof picture)[]) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files" }).click();
  await (await chooser).setFiles(files);
}

const send = (page: Page) => page.getByRole("button", { name: "Send" });
const answers = (page: Page) => page.locator(".message.assistant time");
const width = (image: Locator) => image.evaluate((element: HTMLImageElement) => element.naturalWidth);
const seconds = (player: Locator) => player.evaluate((element: HTMLAudioElement) => element.readyState);

test("HIST-086 HIST-087 a visitor sends a picture, a file and a voice note, which a member sees, plays and saves", async ({
  page: dashboard,
  browser,
  stack,
  readOwner,
}) => {
  const page = await (await browser.newContext()).newPage();
  await openChat(page, visitUrl(stack.siteUrl, stack.appUrl, readOwner.siteKey));
  await attach(page, picture, offer);
  await expect(page.getByRole("button", { name: `Remove ${offer.name}` })).toBeVisible();
  await expect(send(page)).toHaveAttribute("aria-disabled", "false");
  await page.getByRole("textbox", { name: "Message" }).fill("What does a full service cost?");
  await send(page).click();
  await expect(page.locator(".message.assistant")).toContainText("85 euros");
  await expect(page.locator(".message.assistant")).toContainText("I can't open files");

  await page.getByRole("button", { name: "Record a voice note" }).click();
  await expect(page.getByText("0:01")).toBeVisible();
  await page.getByRole("button", { name: "Finish recording" }).click();
  await expect(send(page)).toHaveAttribute("aria-disabled", "false");
  await send(page).click();
  await expect(answers(page)).toHaveCount(2);

  await page.reload();
  const mine = page.locator(".message.user");
  await expect(mine).toHaveCount(2);
  await expect.poll(() => width(mine.getByRole("button", { name: picture.name }).locator("img"))).toBe(1);
  await expect(mine.getByRole("button", { name: offer.name })).toBeVisible();
  await expect.poll(() => seconds(mine.locator("audio"))).toBeGreaterThan(0);

  await dashboard.goto("/dashboard/conversations");
  await dashboard.getByRole("link", { name: /What does a full service cost\?/ }).click();
  const transcript = dashboard.getByRole("list", { name: "Transcript" });
  const image = transcript.getByRole("img", { name: picture.name });
  await expect.poll(() => width(image)).toBe(1);
  await expect.poll(() => seconds(transcript.locator("audio"))).toBeGreaterThan(0);
  const saved = dashboard.waitForEvent("download");
  await transcript.getByRole("link", { name: offer.name }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe(offer.name);
  expect(await readFile(await download.path())).toEqual(offer.buffer);
});

test("HIST-082 HIST-087 a member who has taken over sends files, and sees at once what the visitor thinks of an answer", async ({
  page: dashboard,
  browser,
  stack,
  readOwner,
}) => {
  const page = await (await browser.newContext()).newPage();
  await openChat(page, visitUrl(stack.siteUrl, stack.appUrl, readOwner.siteKey));
  await page.getByRole("textbox", { name: "Message" }).fill("What does a full service cost?");
  await send(page).click();
  await expect(page.locator(".message.assistant")).toContainText("85 euros");

  await dashboard.goto("/dashboard/conversations");
  await dashboard.getByRole("link", { name: /What does a full service cost\?/ }).click();
  const transcript = dashboard.getByRole("list", { name: "Transcript" });
  await expect(transcript).toContainText("85 euros");
  await expect(dashboard.locator("[data-live=live]").first()).toBeAttached();
  await page.getByRole("button", { name: "Helpful", exact: true }).click();
  await expect(transcript.getByRole("button", { name: "👍: 1 person" })).toBeVisible({ timeout: 45_000 });

  await dashboard.getByRole("button", { name: "Take over" }).click();
  await dashboard.getByRole("textbox", { name: "Name" }).fill("Ann");
  await dashboard.getByRole("button", { name: "Save and take over" }).click();
  const field = dashboard.getByRole("textbox", { name: "Message to the visitor" });
  await expect(field).toBeVisible();
  await attach(dashboard, program);
  await expect(dashboard.getByRole("alert").filter({ hasText: "game.exe was not attached." })).toBeVisible();
  await attach(dashboard, picture, offer);
  const chosen = dashboard.getByRole("list", { name: "Files that go with your message" });
  await expect(chosen.getByRole("listitem")).toHaveCount(2);
  await expect(chosen.getByLabel("Uploading…")).toHaveCount(0);
  await chosen.getByRole("button", { name: `Remove ${offer.name}` }).click();
  await field.fill("This is the bike.");
  await field.press("Enter");
  await expect.poll(() => width(transcript.getByRole("img", { name: picture.name }))).toBe(1);
  const shown = page.locator(".message.assistant").last().getByRole("button", { name: picture.name }).locator("img");
  await expect(page.locator(".message.assistant").last()).toContainText("This is the bike.", { timeout: 45_000 });
  await expect.poll(() => width(shown)).toBe(1);
  await expect(page.getByRole("button", { name: offer.name })).toHaveCount(0);
});

test("HIST-061 a visitor's file is nobody else's, and its link lives five minutes and is renewed", async ({
  page: dashboard,
  context: office,
  browser,
  stack,
  readOwner,
}) => {
  const page = await (await browser.newContext()).newPage();
  await page.clock.install();
  await openChat(page, visitUrl(stack.siteUrl, stack.appUrl, readOwner.siteKey));
  await attach(page, picture);
  await expect(send(page)).toHaveAttribute("aria-disabled", "false");
  await send(page).click();
  const image = page.locator(".message.user").getByRole("button", { name: picture.name }).locator("img");
  await expect.poll(() => width(image)).toBe(1);
  const link = new URL((await image.getAttribute("src")) ?? "");
  const { id, iat, exp } = claimsOf(link.searchParams.get("link") ?? "");
  expect(exp - iat).toBe(300);
  // The server's clock stays: in the same second it would give the same link again.
  await expect.poll(() => Math.floor(Date.now() / 1000)).toBeGreaterThan(iat);

  await page.clock.fastForward("06:00");
  await image.evaluate((element: HTMLImageElement) => {
    element.src += "x"; // The server lets it open nothing any more.
  });
  await expect(image).not.toHaveAttribute("src", `${link}x`);
  await expect.poll(() => width(image)).toBe(1);
  expect((await fetch(`${link}x`)).status).toBe(404);

  expect(await newVisitor(stack, readOwner).files([id])).toEqual([]);
  const ours = await dashboard.request.get(`/api/attachments?id=${id}`);
  expect(ours.status()).toBe(200);
  await office.clearCookies();
  expect((await dashboard.request.get(`/api/attachments?id=${id}`)).status()).toBe(401);
  await signIn(office, stack, await newCustomer(stack, "Somebody else"));
  expect((await dashboard.request.get(`/api/attachments?id=${id}`)).status()).toBe(404);
});

test("HIST-087 a file that is too large, of another kind, or chosen offline is refused in a sentence, and what was written stays", async ({
  page,
  stack,
  readOwner,
}) => {
  await openChat(page, visitUrl(stack.siteUrl, stack.appUrl, readOwner.siteKey));
  const field = page.getByRole("textbox", { name: "Message" });
  await field.fill("What does a full service cost?");
  await attach(page, program);
  await expect(page.getByRole("alert")).toHaveText(/^game\.exe can’t be sent\. Send pictures, PDF/);
  await attach(page, film);
  await expect(page.getByRole("alert")).toHaveText("film.pdf is larger than 4 MB.");
  await page.context().setOffline(true);
  await attach(page, offer);
  await expect(page.getByRole("alert")).toHaveText("You are offline. Files need a connection.");
  await page.context().setOffline(false);
  await expect(field).toHaveValue("What does a full service cost?");
  await field.press("Enter");
  await expect(page.locator(".message.assistant")).toContainText("85 euros");
  await expect(page.locator(".message.user .files")).toHaveCount(0);
});

function claimsOf(token: string): { id: string; iat: number; exp: number } {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}
