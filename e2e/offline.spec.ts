import { mkdtempSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, expect, type Page } from "@playwright/test";
import { findChromium } from "@/scripts/chromium";
import { newCustomer, readSite, signIn } from "./customer";
import { test } from "./fixtures";
import { visitUrl } from "./site/server";

const executablePath = findChromium();
const question = "What does a full service cost?";
const next = "Do you repair electric bikes?";

const open = (profile: string) =>
  chromium.launchPersistentContext(profile, {
    ...(executablePath && { executablePath }),
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });

/** The host page in the context's one tab, with the chat open. */
async function chatOn(context: BrowserContext, url: string): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url);
  await page.getByRole("button", { name: "Open chat" }).click();
  await page.getByRole("textbox", { name: "Message" }).waitFor();
  return page;
}

async function say(page: Page, text: string) {
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.getByRole("textbox", { name: "Message" }).press("Enter");
}

for (const end of ["closed", "killed"] as const) {
  test(`STORE-100 STORE-142 what is written offline before the browser is ${end} is sent once when it is back online`, async ({
    stack,
    page: dashboard,
    context: office,
  }) => {
    test.setTimeout(150_000);
    const customer = await newCustomer(stack);
    await readSite(stack, customer);
    const url = visitUrl(stack.siteUrl, stack.appUrl, customer.siteKey);
    const profile = mkdtempSync(join(tmpdir(), "omniops-profile-"));

    const first = await open(profile);
    const page = await chatOn(first, url);
    await say(page, "Hello!");
    await expect(page.locator(".message.assistant")).toHaveCount(1, { timeout: 45_000 });
    await expect.poll(() => keptMessages(page)).toBe(0);
    await first.setOffline(true);
    await say(page, question);
    await say(page, next);
    await expect(page.getByText("Kept, will be sent")).toHaveCount(2);
    await expect.poll(() => keptMessages(page)).toBe(2);
    if (end === "closed") await first.close();
    else await kill(profile, first);

    const second = await open(profile);
    const back = await chatOn(second, url);
    await expect(back.locator(".message.assistant")).toHaveCount(3, { timeout: 45_000 });
    const asked = back.locator(".message.user p:not(.status)");
    await expect(asked).toHaveText(["Hello!", question, next]);
    await back.reload();
    await expect(back.locator(".message.assistant")).toHaveCount(3);
    await expect(asked).toHaveText(["Hello!", question, next]);
    await second.close();
    rmSync(profile, { recursive: true, force: true });

    await signIn(office, stack, customer);
    await dashboard.goto("/dashboard/conversations");
    await dashboard.getByRole("link", { name: /Hello!/ }).click();
    const transcript = dashboard.getByRole("list", { name: "Transcript" });
    await expect(transcript.getByText(question, { exact: true })).toHaveCount(1);
    await expect(transcript.getByText(next, { exact: true })).toHaveCount(1);
  });
}

/** How many messages the browser's database holds. */
const keptMessages = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open("omniops");
        opening.onsuccess = () => {
          const all = opening.result
            .transaction("kept")
            .objectStore("kept")
            .count(IDBKeyRange.bound("outbox:", "outbox;"));
          all.onsuccess = () => resolve(all.result);
        };
      }),
  );

/** Ends the browser of this profile as a crash does. Its lock names its process. */
async function kill(profile: string, context: BrowserContext) {
  const closed = context.waitForEvent("close");
  process.kill(Number(readlinkSync(join(profile, "SingletonLock")).split("-").at(-1)), "SIGKILL");
  await closed;
  rmSync(join(profile, "SingletonLock"), { force: true });
}
