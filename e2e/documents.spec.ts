import { expect, type Page } from "@playwright/test";
import { samplePdf } from "@/lib/knowledge/extract/sample-files";
import { test } from "./fixtures";
import { visitUrl } from "./site/server";

const priceList = samplePdf([
  [
    { text: "Prices of the boat house", y: 740, size: 18, bold: true },
    { text: "A kayak costs 17 euros for half a day, paddles included.", y: 700 },
  ],
]);

const row = (page: Page, name: string | RegExp) =>
  page.getByRole("list", { name: "Documents" }).getByRole("listitem").filter({ hasText: name });

async function ask(visitor: Page, question: string) {
  await visitor.getByLabel("Message", { exact: true }).fill(question);
  await visitor.keyboard.press("Enter");
  return visitor.locator(".message.assistant").last();
}

test("BASE-008 an uploaded file and a given answer are quoted to a visitor, by their titles and without a link", async ({
  page,
  browser,
  stack,
  owner,
}) => {
  await page.goto("/dashboard/documents");
  await expect(page.getByRole("heading", { name: "Nothing given yet" })).toBeVisible();
  await page.locator("input[type=file]").setInputFiles([
    { name: "Boat house prices.pdf", mimeType: "application/pdf", buffer: priceList },
    { name: "holiday.png", mimeType: "image/png", buffer: Buffer.from("x") },
    { name: "nothing.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) },
    { name: "Fake.pdf", mimeType: "application/pdf", buffer: Buffer.from("89504e470d0a1a0a0000", "hex") },
  ]);
  const uploads = page.getByRole("region", { name: "Uploads" });
  await expect(uploads.getByText("Only PDF, DOCX, TXT, MD and HTML files can be read")).toBeVisible();
  await expect(uploads.getByText("This file is empty")).toBeVisible();
  await expect(row(page, "Boat house prices.pdf")).toContainText("Ready"); // By itself: nothing is reloaded.
  await expect(row(page, "Fake.pdf")).toContainText("can't be read");

  await page.getByRole("button", { name: "Add question" }).click();
  const form = page.getByRole("dialog");
  await form.getByRole("button", { name: "Add answer" }).click();
  await expect(form.getByText("Write the question")).toBeVisible();
  await form.getByLabel("Question").fill("Do you rent life jackets to children?");
  await form.getByLabel("Answer").fill("Yes, life jackets for children from 15 kilos are free of charge.");
  await form.getByRole("button", { name: "Add answer" }).click();
  await expect(form).toBeHidden();
  await expect(row(page, "Do you rent life jackets")).toContainText("Ready");

  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(visitUrl(stack.siteUrl, stack.appUrl, owner.siteKey));
  await visitor.getByRole("button").first().click();
  const price = await ask(visitor, "What does a kayak cost for half a day?");
  await expect(price).toContainText("17 euros", { timeout: 30_000 });
  await expect(price.locator(".sources")).toContainText("Boat house prices.pdf");
  const jackets = await ask(visitor, "Do you rent life jackets to children?");
  await expect(jackets).toContainText("15 kilos", { timeout: 30_000 });
  await expect(jackets.getByRole("link")).toHaveCount(0);
  await jackets.locator(".chip").first().click();
  await expect(jackets.locator(".card")).toContainText("free of charge");
  await expect(visitor.locator("body")).not.toContainText("urn:");

  await page.goto("/dashboard/conversations");
  await page.getByRole("link", { name: /kayak/ }).click();
  await expect(page.getByRole("list", { name: "Sources" }).first()).toContainText("Boat house prices.pdf");
  await expect(page.locator("main")).not.toContainText("urn:");
});

test("a text is written, looked at as it is quoted, changed and removed", async ({ page, owner: _ }) => {
  await page.goto("/dashboard/documents");
  await page.getByRole("button", { name: "Write text" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Title").fill("House rules");
  await form.getByLabel("Text").fill("Dogs are welcome.\nThe garden closes at nine.");
  await form.getByRole("button", { name: "Add text" }).click();
  await row(page, "House rules").getByRole("link").click();

  await expect(page.getByRole("heading", { name: "House rules" })).toBeVisible();
  await expect(page.getByText("The garden closes at nine.")).toBeVisible();
  await page.getByRole("button", { name: "Edit" }).click();
  await form.getByLabel("Text").fill("Dogs are welcome.\nThe garden closes at ten.");
  await form.getByRole("button", { name: "Save text" }).click();
  await expect(page.locator("main").getByText("The garden closes at ten.")).toBeVisible();

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await form.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("heading", { name: "Nothing given yet" })).toBeVisible();
});

test("files are dropped on the page, and downloaded as they were", async ({ page, owner: _ }) => {
  await page.goto("/dashboard/documents");
  const files = await page.evaluateHandle(() => {
    const dropped = new DataTransfer();
    dropped.items.add(new File(["The sauna is heated on Fridays."], "Sauna hours.txt", { type: "text/plain" }));
    return dropped;
  });
  const heading = page.getByRole("heading", { name: "What else your assistant knows" });
  await heading.dispatchEvent("dragenter", { dataTransfer: files });
  await expect(page.getByText("Drop files to upload them")).toBeVisible();
  await heading.dispatchEvent("drop", { dataTransfer: files });
  await row(page, "Sauna hours.txt").getByRole("link").click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe("Sauna hours.txt");
});

test("while the first files are on their way nobody reads that nothing was given", async ({
  page,
  context,
  owner: _,
}) => {
  const isUpload = (url: URL) => url.pathname.includes("/object/upload/sign/");
  const mayArrive = Promise.withResolvers<void>();
  await page.route(isUpload, async (route) => {
    await mayArrive.promise;
    await route.continue();
  });
  await page.goto("/dashboard/documents");
  const nothing = page.getByRole("heading", { name: "Nothing given yet" });
  await expect(nothing).toBeVisible();
  const text = { mimeType: "text/plain", buffer: Buffer.from("The sauna is heated on Fridays.") };
  await page.locator("input[type=file]").setInputFiles([
    { name: "Sauna.txt", ...text },
    { name: "Pool.txt", ...text },
  ]);
  await expect(page.getByRole("heading", { name: "Uploading 2 files" })).toBeVisible();
  await expect(nothing).toBeHidden();
  const onlooker = await context.newPage();
  await onlooker.goto("/dashboard/documents");
  await expect(onlooker.getByRole("heading", { name: "2 files are being uploaded" })).toBeVisible();

  const seen = await page.evaluateHandle(() => {
    const headings = new Set<string>();
    new MutationObserver(() => {
      for (const { textContent } of document.querySelectorAll("h2")) headings.add(textContent ?? "");
    }).observe(document.body, { childList: true, subtree: true });
    return headings;
  });
  mayArrive.resolve();
  await expect(row(page, "Sauna.txt")).toContainText("Ready");
  await expect(row(onlooker, "Pool.txt")).toContainText("Ready");
  await expect(page.getByRole("region", { name: "Uploads" })).toBeHidden();
  expect(await seen.evaluate((headings) => [...headings])).not.toContain("Nothing given yet");
});
