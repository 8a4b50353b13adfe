import { expect, test, vi } from "vitest";
import { testEnvironment } from "@/lib/platform/test-environment";
import { sparseText } from "./sparse-text";
import { termPacks } from "./term-packs";
import { passageWords } from "./tokenize";
import { wordsApart } from "./words-apart";

for (const [name, value] of Object.entries(testEnvironment)) vi.stubEnv(name, value);

const passages = ["Roses are red.", "Das Café hat Rosen."].map((content) => ({ heading_path: ["Garden"], content }));

test("words that are written in the thread are those of this one, whoever else asks meanwhile", async () => {
  const vectors = passages.map(({ content }) => passageWords(content, "Garden"));
  const [words, alone] = await Promise.all([wordsApart(passages), wordsApart(passages.slice(0, 1))]);
  expect(words).toEqual({ p_terms: sparseText(vectors), p_packs: termPacks(vectors) });
  expect(alone.p_terms).toBe(sparseText(vectors.slice(0, 1)));
});

test("a thread that breaks leaves nobody waiting, and another one takes its place", async () => {
  const broken = [{ heading_path: [], content: null as unknown as string }];
  await expect(wordsApart(broken)).rejects.toThrow("has ended");
  expect((await wordsApart(passages)).p_terms).toContain("}/100000000|{");
});
