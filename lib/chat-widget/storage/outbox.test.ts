import type { Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Stage, startStage } from "@/lib/chat-widget/testing/stage";

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const sent = () => stage.chat.sent().map(({ body }) => body.message);
const ids = () => new Set(stage.chat.sent().map(({ body }) => body.clientMessageId));
const kept = (page: Page) => page.getByText("Kept, will be sent");

/** Writes while the server is away, in a session that it began before. */
async function writeOffline({ page, say }: Awaited<ReturnType<Stage["visit"]>>, ...texts: string[]) {
  await expect.poll(() => stage.chat.state().tokens.size, { timeout: 10_000 }).toBe(1);
  stage.chat.state().isAway = true;
  for (const [i, text] of texts.entries()) {
    await say(text);
    await expect.poll(() => kept(page).count(), { timeout: 10_000 }).toBe(i + 1);
  }
}

const tables = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open("omniops");
        opening.onsuccess = () => {
          const all = opening.result.transaction("kept").objectStore("kept").getAll();
          all.onsuccess = () => resolve(JSON.stringify(all.result));
        };
      }),
  );

test("STORE-100 STORE-106 STORE-142 what was written before the page was closed is sent once at the next visit, in order, unasked", async () => {
  const visit = await stage.visit();
  await visit.launcher.click();
  await visit.page.getByRole("button", { name: "When are you open?" }).waitFor();
  await writeOffline(visit, "Is there vegan food?", "And on Monday?");
  await expect.poll(() => tables(visit.page), { timeout: 10_000 }).toContain("And on Monday?");
  await visit.page.close();
  stage.chat.state().isAway = false;
  const page = await visit.page.context().newPage();
  await page.goto(stage.pageUrl);
  await expect.poll(sent, { timeout: 10_000 }).toEqual(["Is there vegan food?", "And on Monday?"]);
  await page.getByRole("button", { name: "Open chat" }).click();
  await expect.poll(() => page.locator(".message").count(), { timeout: 10_000 }).toBe(4);
  expect(await page.locator(".message.user p").allTextContents()).toEqual(["Is there vegan food?", "And on Monday?"]);
  await expect.poll(() => tables(page), { timeout: 5_000 }).not.toContain("vegan");
  await page.reload();
  await page.locator(".message.assistant").first().waitFor();
  expect(sent()).toHaveLength(2);
});

test("STORE-004 STORE-093 that something waits outlives the page, that the panel was open outlives its reload alone", async () => {
  const visit = await stage.visit();
  await visit.launcher.click();
  await visit.page.getByRole("button", { name: "When are you open?" }).waitFor();
  await writeOffline(visit, "Is there vegan food?");
  const names = (page: Page) =>
    page.evaluate(() =>
      [localStorage, sessionStorage].map((storage) => Object.keys(storage).map((key) => key.split(":")[1])),
    );
  expect(await names(visit.page)).toEqual([["waiting"], ["open"]]);
  await visit.page.reload();
  await kept(visit.page).waitFor();
  expect(await names(visit.page)).toEqual([["waiting"], ["open"]]);
  const context = visit.page.context();
  await visit.page.close();
  const page = await context.newPage();
  await page.goto(stage.pageUrl);
  await page.getByRole("button", { name: "Open chat" }).waitFor();
  expect(await names(page)).toEqual([["waiting"], []]);
});

test("STORE-091 STORE-157 neither words nor the session's token are ever in localStorage or sessionStorage", async () => {
  const visit = await stage.visit();
  await visit.launcher.click();
  await visit.page.getByRole("button", { name: "When are you open?" }).waitFor();
  await writeOffline(visit, "Is there vegan food?");
  const simple = await visit.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(simple).not.toContain("vegan");
  for (const token of stage.chat.state().tokens) expect(simple).not.toContain(token);
  const [token = ""] = stage.chat.state().tokens;
  await expect.poll(() => tables(visit.page), { timeout: 10_000 }).toContain(token);
});

test("two tabs share what waits, and send it once", async () => {
  const visit = await stage.visit();
  await visit.launcher.click();
  await visit.page.getByRole("button", { name: "When are you open?" }).waitFor();
  await writeOffline(visit, "Is there vegan food?", "And on Monday?");
  const other = await visit.page.context().newPage();
  await other.goto(stage.pageUrl);
  await other.getByRole("button", { name: "Open chat" }).click();
  await kept(other).nth(1).waitFor();
  stage.chat.state().isAway = false;
  for (const page of [visit.page, other]) {
    await expect.poll(() => page.locator(".message.assistant").count(), { timeout: 20_000 }).toBe(2);
    await expect.poll(() => kept(page).count(), { timeout: 20_000 }).toBe(0);
  }
  expect(sent()).toEqual(["Is there vegan food?", "And on Monday?"]);
});

test("a tab that dies in the middle of an answer leaves its message to the other tab, under its id", async () => {
  const visit = await stage.visit();
  stage.chat.state().pauseMs = 1_000;
  await visit.launcher.click();
  await visit.say("Is there vegan food?");
  await visit.answers.getByText("Yes").waitFor();
  const other = await visit.page.context().newPage();
  await other.goto(stage.pageUrl);
  await other.getByRole("button", { name: "Open chat" }).click();
  await kept(other).waitFor();
  stage.chat.state().pauseMs = 0;
  await visit.page.close();
  await other.locator(".message.assistant").getByText("Sunday").waitFor();
  expect(ids().size).toBe(1);
  expect(await other.locator(".message.user").count()).toBe(1);
});

const obstacles = {
  "that is forbidden": () => {
    Object.defineProperty(window, "indexedDB", {
      get: () => {
        throw new DOMException("The operation is insecure.", "SecurityError");
      },
    });
  },
  "that is full": () => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  },
  "that says nothing": () => {
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
  },
};

test.each(Object.entries(obstacles))(
  "STORE-092 with a database %s, what waits is kept in memory and sent once",
  async (_, obstacle) => {
    const visit = await stage.visit();
    await visit.page.addInitScript(obstacle);
    await visit.page.reload();
    await visit.launcher.click();
    await visit.page.getByRole("button", { name: "When are you open?" }).waitFor();
    await writeOffline(visit, "Is there vegan food?");
    stage.chat.state().isAway = false;
    await visit.answers.getByText("Sunday").waitFor();
    expect(sent()).toEqual(["Is there vegan food?"]);
    expect(visit.complaints).toEqual([]);
  },
);

const cors = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };

test.each([
  ["fails", { status: 503, body: "{}" }],
  ["answers with what is no answer", { status: 200, contentType: "text/event-stream", body: "event: delta\ndata: {" }],
])("STORE-101 while the server %s, a message is kept, and backed up once at the server", async (_, answer) => {
  const visit = await stage.visit();
  const backups: string[] = [];
  await visit.page.route("**/api/chat", (route) => route.fulfill({ ...answer, headers: cors }));
  await visit.page.route("**/api/chat/queue", (route) => {
    if (route.request().method() === "POST") backups.push(route.request().postData() ?? "");
    return route.fulfill({ status: 200, headers: cors, body: "{}" });
  });
  await visit.launcher.click();
  await visit.say("Is there vegan food?");
  await kept(visit.page).waitFor();
  await expect.poll(() => backups.length, { timeout: 10_000 }).toBe(1);
  await visit.page.unroute("**/api/chat");
  await visit.answers.getByText("Sunday").waitFor();
  const [message] = JSON.parse(backups[0] ?? "{}").messages;
  const [arrived] = stage.chat.sent();
  expect(message).toMatchObject({ value: "Is there vegan food?", key: arrived?.body.clientMessageId });
  expect(backups).toHaveLength(1);
});
