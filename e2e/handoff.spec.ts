import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Locator, type Page, type WebSocketRoute } from "@playwright/test";
import { loopback, runningPorts } from "@/scripts/stack/addresses";
import { type Customer, newMember, signIn } from "./customer";
import { test } from "./fixtures";
import { visitUrl } from "./site/server";
import type { StackUnderTest } from "./stack";
import { newVisitor } from "./visitor";

const question = "What does a full service cost?";
/** The page asks by itself at least so often for what it has not heard of. */
const LONGEST_GAP = { timeout: 45_000 };

/** A visitor's chat, open on the customer's website. */
async function chatOn(page: Page, stack: StackUnderTest, { siteKey }: Customer) {
  const { supabase } = await runningPorts(stack.dataDir);
  await page.goto(visitUrl(stack.siteUrl, stack.appUrl, siteKey, loopback(supabase).replace("http", "ws")));
  await page.getByRole("button", { name: "Open chat" }).click();
  const input = page.getByRole("textbox", { name: "Message" });
  await input.waitFor();
  return {
    input,
    panel: page.getByRole("dialog"),
    said: page.locator(".message .bubble"),
    answers: page.locator(".message.assistant .bubble"),
    lines: page.locator(".system"),
    say: async (text: string) => {
      await page.getByRole("button", { name: "Send" }).waitFor();
      await input.fill(text);
      await input.press("Enter");
    },
  };
}

async function askForPerson(page: Page, email: string) {
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await page.getByRole("button", { name: "Ask for a person" }).click();
  await page.getByLabel("E-mail for the reply").fill(email);
  await page.locator(".offer").getByRole("button", { name: "Ask for a person" }).click();
}

/** What a member has of an open conversation. */
const deskOf = (page: Page) => ({
  transcript: page.getByRole("list", { name: "Transcript" }),
  input: page.getByRole("textbox", { name: "Message to the visitor" }),
  takeOver: page.getByRole("button", { name: "Take over" }),
  handBack: page.getByRole("button", { name: "Hand back to the assistant" }),
  say: async (text: string) => {
    const input = page.getByRole("textbox", { name: "Message to the visitor" });
    await input.fill(text);
    await input.press("Enter");
  },
});

async function takeOverAs(page: Page, name: string) {
  const { takeOver, input } = deskOf(page);
  await takeOver.click();
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("button", { name: "Save and take over" }).click();
  await expect(input).toBeFocused();
}

/** Types until the other side shows that somebody does, for it shows that for seconds only. */
const typeUntil = (input: Locator, sign: Locator) =>
  expect(async () => {
    await input.press("x");
    await expect(sign).toBeVisible({ timeout: 2500 });
  }).toPass();

test("HIST-081 SYNC-008 STORE-140 a person takes over from the assistant, both see each other write, and it answers again afterwards", async ({
  page: member,
  browser,
  stack,
  readOwner,
}) => {
  test.setTimeout(120_000);
  await member.goto("/dashboard");
  await expect(member.locator("[data-live=live]")).toBeAttached();
  const visitor = await (await browser.newContext()).newPage();
  const chat = await chatOn(visitor, stack, readOwner);
  await chat.say(question);
  await expect(chat.answers.last()).toContainText("85 euros");
  await askForPerson(visitor, "sam@example.com");

  await member
    .getByRole("list", { name: "1 visitor is waiting for a person" })
    .getByRole("link", { name: question })
    .click();
  const desk = deskOf(member);
  await expect(member.getByText("This visitor waits for a person.")).toBeVisible();
  await expect(member.getByText("The visitor is on the page now.")).toBeVisible();
  await takeOverAs(member, "Ann");
  await expect(chat.lines.last()).toHaveText("Ann joined the conversation.");
  await expect(chat.panel.getByRole("heading", { name: "Ann" })).toBeVisible();

  await typeUntil(chat.input, member.getByText("The visitor is writing…"));
  await chat.say(question);
  await expect(desk.transcript.getByText(question, { exact: true })).toHaveCount(2);
  await typeUntil(desk.input, chat.panel.locator(".dots"));
  await desk.say("Hello Sam! It is 85 euros.");
  await expect(visitor.locator(".message.assistant").last()).toContainText("Ann");
  await expect(chat.answers.last()).toHaveText("Hello Sam! It is 85 euros.");
  await expect(chat.answers).toHaveCount(2); // The assistant has said nothing.
  await expect(desk.transcript.getByText("Hello Sam! It is 85 euros.")).toHaveCount(1);
  await expect(desk.transcript.getByText("Sending…")).toHaveCount(0);

  for (const each of [member, visitor]) {
    const { violations } = await new AxeBuilder({ page: each })
      .include(each === member ? "main" : "omniops-chat")
      .analyze();
    expect(violations).toEqual([]);
  }

  await desk.handBack.click();
  await expect(desk.takeOver).toBeVisible();
  await expect(chat.lines.last()).toHaveText("Ann left the conversation. The assistant answers again.");
  await chat.say("Do you repair electric bikes?");
  await expect(chat.answers).toHaveCount(3);
  await expect(desk.transcript.getByText("Do you repair electric bikes?", { exact: true })).toBeVisible();
  await visitor.context().close();
});

test("SYNC-007 SYNC-009 events that are dropped, doubled and out of order, and a lost connection, lose and repeat nothing", async ({
  page: member,
  browser,
  stack,
  readOwner,
}) => {
  test.setTimeout(150_000);
  const visitor = await (await browser.newContext()).newPage();
  const sockets = await disturb(visitor);
  const chat = await chatOn(visitor, stack, readOwner);
  await chat.say("Hello!");
  await expect(chat.answers).toHaveCount(1);
  await askForPerson(visitor, "sam@example.com");
  await expect(chat.lines).toHaveCount(1);

  await member.goto("/dashboard/conversations");
  await member.getByRole("link", { name: "Hello!" }).click();
  await takeOverAs(member, "Ann");
  const desk = deskOf(member);
  const texts = Array.from({ length: 9 }, (_, i) => `Message number ${i + 1}`);
  for (const text of texts) await desk.say(text);
  await expect(chat.answers.nth(9)).toHaveText("Message number 9", LONGEST_GAP);
  expect((await chat.answers.allTextContents()).slice(1)).toEqual(texts);

  for (const socket of sockets) await socket.close({ code: 4000, reason: "The network is gone" });
  await desk.say("Are you still there?");
  await expect(chat.answers.last()).toHaveText("Are you still there?", LONGEST_GAP);
  await chat.say("Yes");
  await expect(desk.transcript.getByText("Yes", { exact: true })).toBeVisible();
  await expect(chat.said).toHaveCount(13);
  await visitor.context().close();
});

/** Of each three events that the page is to hear, drops one, holds one back, and gives the third twice before that. */
async function disturb(page: Page): Promise<Set<WebSocketRoute>> {
  const sockets = new Set<WebSocketRoute>();
  await page.routeWebSocket(/realtime/, (socket) => {
    let events: (string | Buffer)[] = [];
    sockets.add(socket);
    socket.connectToServer().onMessage((message) => {
      if (!String(message).includes('"broadcast"')) return socket.send(message);
      events.push(message);
      if (events.length < 3) return;
      const [, held = "", doubled = ""] = events;
      for (const event of [doubled, doubled, held]) socket.send(event);
      events = [];
    });
  });
  return sockets;
}

test("HIST-085 a visitor's tabs and a member's browsers agree on what was said", async ({
  page: member,
  browser,
  stack,
  readOwner,
}) => {
  test.setTimeout(120_000);
  const visit = await browser.newContext();
  const [first, second] = [await visit.newPage(), await visit.newPage()];
  const chat = await chatOn(first, stack, readOwner);
  await chat.say("Hello!");
  await expect(chat.answers).toHaveCount(1);
  const other = await chatOn(second, stack, readOwner);
  await expect(other.said).toHaveCount(2);
  await other.say("Hello again!");
  await expect(chat.said).toHaveCount(4);

  await member.goto("/dashboard/conversations");
  await member.getByRole("link", { name: "Hello!" }).click();
  await takeOverAs(member, "Ann");
  const elsewhere: BrowserContext = await browser.newContext({ baseURL: stack.appUrl });
  await signIn(elsewhere, stack, readOwner);
  const phone = await elsewhere.newPage();
  await phone.goto(member.url());
  await deskOf(phone).say("Good morning!");
  for (const { answers } of [chat, other]) await expect(answers.last()).toHaveText("Good morning!", LONGEST_GAP);
  await expect(deskOf(member).transcript.getByText("Good morning!")).toHaveCount(1);
  await chat.say("Thanks");
  await expect(other.said).toHaveCount(6);
  for (const each of [member, phone]) {
    await expect(deskOf(each).transcript.getByText("Thanks", { exact: true })).toHaveCount(1);
  }
  await Promise.all([visit.close(), elsewhere.close()]);
});

test("SYNC-008 what a member can't send is kept in sight, and said once when it is sent again", async ({
  page,
  stack,
  readOwner,
}) => {
  const visitor = newVisitor(stack, readOwner);
  const { conversationId } = await visitor.say("Hello!");
  const address = `/dashboard/conversations/${conversationId}`;
  await page.goto(address);
  await takeOverAs(page, "Ann");
  const { transcript, say } = deskOf(page);
  await page.route(`**${address}`, (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await say("We open at nine.");
  await expect(transcript.getByText("We couldn't reach the server.")).toBeVisible();
  await page.unroute(`**${address}`);
  await transcript.getByRole("button", { name: "Try again" }).click();
  await expect(transcript.getByRole("article").last()).toContainText("We open at nine.");
  await expect(transcript.getByText("We open at nine.")).toHaveCount(1);
  expect((await visitor.history()).filter(({ content }) => content === "We open at nine.")).toHaveLength(1);
});

test("HIST-081 an admin takes a conversation over from another member, who sees it and may not answer any more", async ({
  page: ann,
  browser,
  stack,
  owner,
}) => {
  const visitor = newVisitor(stack, owner);
  const { conversationId } = await visitor.say("Hello!");
  const address = `/dashboard/conversations/${conversationId}`;
  await ann.goto(address);
  await takeOverAs(ann, "Ann");

  const elsewhere = await browser.newContext({ baseURL: stack.appUrl });
  await signIn(elsewhere, stack, await newMember(stack, owner, "Ben"));
  const ben = await elsewhere.newPage();
  await ben.goto(address);
  await expect(ben.getByText("Ann answers this visitor.")).toBeVisible();
  await ben.getByRole("button", { name: "Take over from Ann" }).click();
  await deskOf(ben).say("Ben here.");
  await expect(deskOf(ben).transcript.getByRole("article").last()).toContainText("Ben here.");

  await expect(ann.getByText("Ben answers this visitor.")).toBeVisible(LONGEST_GAP);
  await expect(deskOf(ann).input).toHaveCount(0);
  await expect(deskOf(ann).transcript.getByText("Ben here.")).toBeVisible();
  expect((await visitor.history()).at(-1)?.content).toBe("Ben here.");
  await elsewhere.close();
});
