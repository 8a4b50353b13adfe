import { expect, test } from "vitest";
import { extractPage } from "./page";

const language = (html: string, contentLanguage = "") =>
  extractPage(html, "https://inn.example/", { contentLanguage }).language;
const german =
  "<p>Unser Gasthaus liegt direkt am Fluss und hat jeden Tag außer Montag von neun bis zweiundzwanzig Uhr geöffnet.</p>".repeat(
    6,
  );
const english =
  "<p>Our inn stands right by the river and is open every day but Monday from nine in the morning.</p>".repeat(6);

test.each([
  ["its html element", `<html lang="pt-br"><p>Sala</p>`, "pt-BR"],
  ["an underscore", `<html lang="de_DE"><p>Zimmer</p>`, "de-DE"],
  ["XHTML", `<html xml:lang="fr"><p>Salle</p>`, "fr"],
  ["http-equiv", `<meta http-equiv="Content-Language" content="nl, en"><p>Kamer</p>`, "nl"],
  ["og:locale", `<meta property="og:locale" content="es_ES"><p>Sala</p>`, "es-ES"],
])("a page says its language by %s", (_, html, tag) => {
  expect(language(html)).toBe(tag);
});

test("the server may say it too, and nonsense is no language", () => {
  expect(language("<p>Stanza</p>", "it")).toBe("it");
  expect(language(`<html lang="{{ locale }}"><p>?</p>`)).toBeNull();
});

test("a text that says nothing of its language speaks for itself", () => {
  expect(language(german)).toBe("de");
  expect(language(english)).toBe("en");
  expect(language(`<p>${"当店は年中無休で営業しております。".repeat(5)}</p>`)).toBe("ja");
  expect(language(`<p>${"ร้านอาหารของเราเปิดทุกวัน".repeat(5)}</p>`)).toBe("th");
});

test("a language that the text clearly isn't in is not believed, one that it may be in is", () => {
  expect(language(`<html lang="en"><p>${"当店は年中無休で営業しております。".repeat(5)}</p>`)).toBe("ja");
  expect(language(`<html lang="en">${german}`)).toBe("de");
  expect(language(`<html lang="de-AT">${german}`)).toBe("de-AT");
  expect(language(`<html lang="en-GB">${english}`)).toBe("en-GB");
  expect(language(`<html lang="zh-TW"><p>${"我們的餐廳每天早上九點營業。".repeat(5)}</p>`)).toBe("zh-TW");
});
