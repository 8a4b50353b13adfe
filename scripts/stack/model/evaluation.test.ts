import OpenAI from "openai";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Case, cases, pages } from "./evaluation.fixture";
import { startModel } from "./server";

let model: Awaited<ReturnType<typeof startModel>>;
let client: OpenAI;

beforeAll(async () => {
  model = await startModel({ port: 0, apiKey: "key" });
  client = new OpenAI({ apiKey: "key", baseURL: model.url });
});
afterAll(() => model.close());

async function ask({ language, question }: Case): Promise<string> {
  const sources = Object.entries(pages[language]).map(
    ([id, { title, text }]) => `<source id="${id}" title="${title}" url="https://example.com/${id}">${text}</source>`,
  );
  const { choices } = await client.chat.completions.create({
    model: "omniops-extractive",
    messages: [
      { role: "system", content: `Answer from the sources.\nLanguage: ${language}\n${sources.join("\n")}` },
      { role: "user", content: question },
    ],
  });
  return choices[0]?.message.content ?? "";
}

/** What went wrong, one line a question. */
async function failures(asked: Case[], isRight: (answer: string, each: Case) => boolean): Promise<string[]> {
  const failed: string[] = [];
  for (const each of asked) {
    const answer = await ask(each);
    if (!isRight(answer, each)) failed.push(`${each.question} → ${answer}`);
  }
  return failed;
}

test("of twelve questions that a page answers, ten are answered from that page", async () => {
  const answerable = cases.filter(({ page }) => page !== null);
  const failed = await failures(answerable, (answer, { page }) => answer.includes(`[${page}]`));
  expect(failed.length, failed.join("\n")).toBeLessThanOrEqual(answerable.length / 6);
});

test("of twelve questions that no page answers, eleven are declined in one sentence without a source", async () => {
  const unanswerable = cases.filter(({ page }) => page === null);
  const declined = /^(?:I don't know|No lo sé|Das weiß ich nicht)[^.]*\.$/;
  const failed = await failures(unanswerable, (answer) => declined.test(answer));
  expect(failed.length, failed.join("\n")).toBeLessThanOrEqual(unanswerable.length / 12);
});
