import { expect, test } from "vitest";
import { type Sentence, sentences, sentencesOf } from "./sentences";

async function* piecesOf(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function cut(text: string, size = 3): Promise<Sentence[]> {
  const found: Sentence[] = [];
  for await (const sentence of sentences(piecesOf(text, size))) found.push(sentence);
  return found;
}

const texts = async (text: string) => (await cut(text)).map((sentence) => sentence.text);

test.each([
  ["Open at 9. Closed on Mondays.", ["Open at 9.", "Closed on Mondays."]],
  ["It costs 4.90 euros, e.g. by card. Really?", ["It costs 4.90 euros, e.g. by card.", "Really?"]],
  ["1. Soup\n2. Bread", ["1. Soup", "2. Bread"]],
  ["周一关门。周二开门！", ["周一关门。", "周二开门！"]],
  ["هل هو مفتوح؟ نعم.", ["هل هو مفتوح؟", "نعم."]],
  ["No end", ["No end"]],
  ["  ", []],
])("%j is cut into whole sentences", async (text, expected) => {
  expect(await texts(text)).toEqual(expected);
});

test.each([1, 2, 7, 100])("where the network cuts a text makes no difference: pieces of %i", async (size) => {
  const text = "Dogs may come in. [1] They stay on the terrace [2, 3]. 狗可以进来。[1]谢谢。";
  expect(await cut(text, size)).toEqual([
    { lead: "", text: "Dogs may come in.", cited: ["1"] },
    { lead: " ", text: "They stay on the terrace.", cited: ["2", "3"] },
    { lead: " ", text: "狗可以进来。", cited: ["1"] },
    { lead: "", text: "谢谢。", cited: [] },
  ]);
});

test("a link is no citation", async () => {
  expect(await cut("See [1](https://example.com).")).toEqual([
    { lead: "", text: "See [1](https://example.com).", cited: [] },
  ]);
});

test("the sentences of a whole text are the text", () => {
  const text = "One sentence. Another one!\n\n- a list\n- of two";
  expect(sentencesOf(text).join("")).toBe(text);
  expect(sentencesOf(text)).toHaveLength(4);
});
