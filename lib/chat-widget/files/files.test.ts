import type { Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Stage, startStage } from "@/lib/chat-widget/testing/stage";

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const picture = { name: "room.png", mimeType: "image/png", buffer: PIXEL };
const menu = { name: "menu.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") };

async function attach(page: Page, ...files: (typeof menu)[]) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files" }).click();
  await (await chooser).setFiles(files);
}

const send = (page: Page) => page.getByRole("button", { name: "Send" }).click();
const removals = (page: Page) => page.getByRole("button", { name: /^Remove / });
const filesSent = () => stage.chat.filesOf(stage.chat.sent().at(-1)?.body.clientMessageId ?? "");

test("HIST-087 files are shown before they are sent, go with the message, and are there after a reload", async () => {
  const { page, launcher, input, answers, complaints } = await stage.visit();
  await launcher.click();
  await attach(page, picture, menu);
  await removals(page).nth(1).waitFor();
  await page.locator(".waits img").waitFor();
  await input.fill("Is this room free?");
  await input.press("Enter");
  await answers.first().getByText("vegan menu").waitFor();
  expect(await input.inputValue()).toBe("");
  expect(await removals(page).count()).toBe(0);
  expect(stage.chat.sent()).toHaveLength(1);
  expect(
    filesSent()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["menu.pdf", "room.png"]);

  await page.reload();
  const shown = page.locator(".message.user .files");
  await shown.getByRole("button", { name: "room.png" }).locator("img").waitFor();
  await shown.getByRole("button", { name: "menu.pdf" }).waitFor();
  expect(complaints).toEqual([]);
});

test("HIST-087 a file without words is a message of its own", async () => {
  const { page, launcher, answers } = await stage.visit();
  await launcher.click();
  await attach(page, menu);
  await removals(page).waitFor();
  await page.locator(".waits progress").waitFor({ state: "detached" });
  await send(page);
  await answers.first().getByText("vegan menu").waitFor();
  expect(stage.chat.sent()[0]?.body.message).toBe("menu.pdf");
  expect(await page.locator(".message.user .bubble").count()).toBe(0);
});

test("HIST-087 what is taken back is not sent, and what can't be sent says so", async () => {
  const { page, launcher, say, answers } = await stage.visit();
  await launcher.click();
  await attach(page, menu);
  await page.getByRole("button", { name: "Remove menu.pdf" }).click();
  await attach(page, { ...menu, name: "game.exe" });
  await page.getByRole("alert").getByText("game.exe can’t be sent").waitFor();
  await attach(page, { ...menu, buffer: Buffer.alloc(4 * 1024 * 1024 + 1) });
  await page.getByRole("alert").getByText("menu.pdf is larger than 4 MB").waitFor();
  await say("Are you open?");
  await answers.first().getByText("vegan menu").waitFor();
  expect(filesSent()).toEqual([]);
});

test("HIST-087 pasted and dropped files are taken", async () => {
  const { page, launcher, input } = await stage.visit();
  await launcher.click();
  await page.getByRole("button", { name: "Attach files" }).waitFor();
  await input.evaluate((field) => {
    for (const type of ["paste", "drop"]) {
      const files = new DataTransfer();
      files.items.add(new File(["%PDF-1.7"], `${type}.pdf`, { type: "application/pdf" }));
      const options = { bubbles: true, composed: true, cancelable: true };
      const event =
        type === "paste"
          ? new ClipboardEvent(type, { ...options, clipboardData: files })
          : new DragEvent(type, { ...options, dataTransfer: files });
      field.dispatchEvent(event);
    }
  });
  await page.getByRole("button", { name: "Remove paste.pdf" }).waitFor();
  await page.getByRole("button", { name: "Remove drop.pdf" }).waitFor();
});

test("HIST-087 a file that is taken back while it is on its way stays behind", async () => {
  const { page, launcher, say, answers } = await stage.visit();
  const arrived = Promise.withResolvers<void>();
  await page.route("**/api/chat/attachments?name=*", async (route) => {
    await arrived.promise;
    await route.continue();
  });
  await launcher.click();
  await attach(page, menu);
  await page.locator(".waits progress").waitFor();
  expect(await page.getByRole("button", { name: "Send" }).getAttribute("aria-disabled")).toBe("true");
  await page.getByRole("button", { name: "Remove menu.pdf" }).click();
  const gone = page.waitForResponse((response) => response.request().method() === "DELETE");
  arrived.resolve();
  await gone;
  await say("Are you open?");
  await answers.first().getByText("vegan menu").waitFor();
  expect(stage.chat.sent()[0]?.body.message).toBe("Are you open?");
  expect(filesSent()).toEqual([]);
});

test("HIST-087 a visitor who sends too many files hears when to try again", async () => {
  const { page, launcher } = await stage.visit();
  const headers = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "retry-after",
    "retry-after": "240",
  };
  await page.route("**/api/chat/attachments?name=*", (route) =>
    route.request().method() === "POST" ? route.fulfill({ status: 429, headers }) : route.continue(),
  );
  await launcher.click();
  await attach(page, menu);
  await page.getByRole("alert").getByText("Too many files at once. Try again in 4 minutes.").waitFor();
});

test("HIST-087 a picture whose address has expired is asked for again", async () => {
  const { page, launcher, say, answers } = await stage.visit();
  await page.clock.install();
  await launcher.click();
  await attach(page, picture);
  await page.locator(".waits img").waitFor();
  await say("Is this room free?");
  await answers.first().getByText("vegan menu").waitFor();
  await page.clock.fastForward("06:00");
  const image = page.locator(".message.user .picture img");
  const asked = page.waitForRequest(/attachments\?ids=/);
  await image.evaluate((element: HTMLImageElement) => {
    element.src += "gone"; // As an address that leads nowhere any more.
  });
  await asked;
});

test("HIST-086 a voice note is recorded, sent and played; a cancelled one leaves nothing", async () => {
  const { page, launcher, answers, complaints } = await stage.visit();
  await launcher.click();
  await page.getByRole("button", { name: "Record a voice note" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Record a voice note" }).click();
  await page.getByText("0:01").waitFor();
  await page.getByRole("button", { name: "Finish recording" }).click();
  await removals(page).waitFor();
  const heard = page.locator(".waits audio");
  await expect.poll(() => heard.evaluate((audio: HTMLAudioElement) => audio.readyState)).toBeGreaterThan(0);
  expect(await removals(page).count()).toBe(1);
  await send(page);
  await answers.first().getByText("vegan menu").waitFor();
  const [note] = filesSent();
  expect(note).toMatchObject({ name: expect.stringMatching(/^Voice note \d+ s$/), mediaType: "audio/webm" });
  const player = page.locator(".message.user audio");
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.readyState)).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
});

test("HIST-087 where the part for files can't be loaded the chat says so, goes on, and tries again", async () => {
  const { page, launcher, say, answers, complaints } = await stage.visit();
  await page.route("**/widget/files.js*", (route) => route.abort());
  await launcher.click();
  await attach(page, menu);
  await page.getByRole("status").getByText("We can’t be reached right now.").waitFor();
  await say("Are you open?");
  await answers.first().getByText("vegan menu").waitFor();
  await page.unroute("**/widget/files.js*");
  await attach(page, menu);
  await removals(page).waitFor();
  expect(complaints).toEqual([]);
});
