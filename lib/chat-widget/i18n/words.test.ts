import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { speechOf } from "@/lib/chat-widget/files/words";
import { liveWords } from "@/lib/chat-widget/live/words";
import { notSaved } from "@/lib/chat-widget/reactions/words";
import { type Locale, localeOf } from "./locale";
import type { Words } from "./words";

const folder = new URL("./languages/", import.meta.url);
const files = await readdir(folder);
const load = async (file: string): Promise<Words> => (await import(new URL(file, folder).pathname)).default;
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

test("BASE-009 the widget speaks 12 languages", () => {
  expect(files).toHaveLength(12);
});

test.each(files)("BASE-009 every text of %s has the names of the English one", async (file) => {
  const [english, words] = await Promise.all([load("en.ts"), load(file)]);
  expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
  for (const [key, text] of Object.entries(words)) {
    expect(text.trim(), key).not.toBe("");
    expect(placeholders(text), key).toEqual(placeholders(english[key as keyof Words]));
  }
});

const onDemand = {
  persons: liveWords,
  files: (locale: Locale) => speechOf(locale).words,
  reactions: (locale: Locale) => ({ notSaved: notSaved(locale) }),
};
const said = files.flatMap((file) => Object.entries(onDemand).map(([of, wordsIn]) => [file, of, wordsIn] as const));

test.each(said)("BASE-009 what %s says of %s has the names of the English words", async (file, _, wordsIn) => {
  const locale = (localeOf(file.replace(".ts", "")) ?? "") as Locale;
  const english: Record<string, string> = wordsIn("en");
  for (const [key, text] of Object.entries(wordsIn(locale))) {
    expect(text?.trim(), key).toBeTruthy();
    expect(placeholders(text), key).toEqual(placeholders(english[key] ?? ""));
  }
});

test.each([
  ["pt", "pt-BR"],
  ["zh-TW", "zh"],
  ["DE-at", "de"],
  ["sv", undefined],
])("the language tag %s is spoken as %s", (tag, locale) => {
  expect(localeOf(tag)).toBe(locale);
});
