import { expect, test } from "vitest";
import { smallTalk } from "./greeting";
import { wordsIn } from "./messages";

test.each([
  "Hi!",
  "hello there",
  "¡Hola! Buenos días 👋",
  "Olá",
  "Grüß Gott",
  "Привет!",
  "مرحبا",
  "你好",
  "おはようございます",
])("%s is a greeting", (message) => {
  expect(smallTalk(message, "en")).toBe(wordsIn("en").hello);
});

test.each([
  "Thanks!",
  "Thank you so much",
  "muchas gracias",
  "Vielen Dank!",
  "ok, thanks",
  "謝謝".replace("謝謝", "谢谢"),
  "ありがとうございます",
])("%s is thanks", (message) => {
  expect(smallTalk(message, "de")).toBe(wordsIn("de").thanks);
});

test.each(["Hi, when do you open?", "Hola, ¿hay menú?", "Good wines?", "hello world program", "?", "42"])(
  "%s is a question",
  (message) => {
    expect(smallTalk(message, "en")).toBeUndefined();
  },
);
