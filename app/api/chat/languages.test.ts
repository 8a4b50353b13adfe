import { afterAll, beforeAll, expect, test } from "vitest";
import { updateConfig } from "@/lib/accounts/service";
import { wordsIn } from "@/lib/assistant/messages";
import { getSession } from "@/lib/conversations/session";
import { Browser, newReadSite } from "@/scripts/stack/chat-testing";
import { startTestStack, type TestStack } from "@/scripts/stack/testing";

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

type Config = Parameters<typeof updateConfig>[1];

/** A visitor of a business with these settings. */
async function newVisit(config: Config = { languageMode: "auto" }, plan: "basic" | "premium" = "premium") {
  const { site, customer } = await newReadSite(stack, [
    { path: "/hours", title: "Hours", passages: ["The restaurant is open from Tuesday to Sunday."] },
    { path: "/horario", title: "Horario", passages: ["El restaurante abre de martes a domingo."] },
  ]);
  await stack.sql("update public.customers set plan = $2 where id = $1", [customer.customerId, plan]);
  const { customerId, userId, db } = customer;
  await updateConfig({ db, customerId, actor: { type: "member", userId, role: "owner" } }, config);
  const browser = new Browser(site);
  const { body } = await browser.start();
  return { browser, started: body };
}

const SPANISH = "¿Abre el restaurante los domingos?";
const ENGLISH = "Is the restaurant open on Sundays?";
const GERMAN = "An welchen Tagen hat das Restaurant geöffnet?";

test("SESS-101 SESS-125 auto: the first message decides the language, and the session keeps it", async () => {
  const { browser } = await newVisit();
  const first = (await browser.send(SPANISH)).body;
  expect(first).toMatchObject({ language: "es", languageMode: "auto", languageChanged: false });
  expect(first.message).toMatch(/El restaurante abre/);
  const later = (await browser.send(ENGLISH, { conversationId: first.conversationId })).body;
  expect(later).toMatchObject({ language: "es", languageChanged: false });
});

test("SESS-125 auto: an override changes the language for good", async () => {
  const { browser } = await newVisit();
  const first = (await browser.send(SPANISH)).body;
  const { conversationId } = first;
  const changed = (await browser.send(ENGLISH, { conversationId, languageOverride: "en" })).body;
  expect(changed).toMatchObject({ language: "en", languageChanged: true });
  expect((await browser.send(SPANISH, { conversationId })).body).toMatchObject({
    language: "en",
    languageChanged: false,
  });
});

test("SESS-125 allowed: what is not in the list gets the default language, written or picked", async () => {
  const { browser } = await newVisit({
    languageMode: "allowed",
    allowedLanguages: ["en", "es"],
    defaultLanguage: "en",
  });
  expect((await browser.send(GERMAN)).body).toMatchObject({ language: "en", allowedLanguages: ["en", "es"] });
  expect((await browser.send(GERMAN, { languageOverride: "de" })).body.language).toBe("en");
  expect((await browser.send(GERMAN, { languageOverride: "es" })).body.language).toBe("es");
});

test("SESS-120 SESS-124 a basic plan speaks its default language alone, whatever is set, written or picked", async () => {
  const { browser, started } = await newVisit({ languageMode: "auto", defaultLanguage: "es" }, "basic");
  const single = { language: "es", languageMode: "single", allowedLanguages: ["es"] };
  expect(started).toMatchObject({ ...single, site: { languages: ["es"] } });
  expect((await browser.send(ENGLISH)).body).toMatchObject(single);
  expect((await browser.send(ENGLISH, { languageOverride: "en" })).body).toMatchObject(single);
  expect((await browser.choose("en")).body).toMatchObject({ ...single, languageChanged: false });
});

test("SESS-107 SESS-109 SESS-110 SESS-111 SESS-112 a visitor picks a language, is told so in it, and is answered in it", async () => {
  const { browser, started } = await newVisit();
  const { status, body } = await browser.choose("es");
  expect(status).toBe(200);
  expect(body).toEqual({
    language: "es",
    languageMode: "auto",
    allowedLanguages: ["en", "es", "pt-BR", "de"],
    languageChanged: true,
    message: { role: "system", content: wordsIn("es").languageSet },
  });
  await expect.poll(async () => (await getSession(started.session.id))?.metadata.preferredLanguage).toBe("es");
  const { body: answer } = await browser.send("Hello!");
  expect(answer).toMatchObject({ language: "es", message: wordsIn("es").hello });
  const { body: again } = await browser.start({ sessionToken: browser.token });
  expect(again).toMatchObject({ language: "es", session: { metadata: { language: "es", preferredLanguage: "es" } } });
  expect(await browser.choose("not a tag")).toMatchObject({ status: 400 });
});

test("SESS-126 the model is told the language, and the assistant's own words are in it", async () => {
  const { browser } = await newVisit();
  const { body } = await browser.send("¿Quién ganó el mundial de ajedrez de 1972?");
  expect(body.message).toBe(`${wordsIn("es").dontKnow} ${wordsIn("es").person}`);
});
