import { expect, test, vi } from "vitest";
import { testEnvironment } from "@/lib/platform/test-environment";
import { apart } from "./apart";
import { likenessOf } from "./likeness";
import { sparseText } from "./sparse-text";
import { termPacks } from "./term-packs";
import { passageWords } from "./tokenize";

for (const [name, value] of Object.entries(testEnvironment)) vi.stubEnv(name, value);

const passages = ["Roses are red.", "Das Café hat Rosen."].map((content) => ({ heading_path: ["Garden"], content }));

test("words that are written in the thread are those of this one, whoever else asks meanwhile", async () => {
  const vectors = passages.map(({ content }) => passageWords(content, "Garden"));
  const [words, alone] = await Promise.all([apart("words", passages), apart("words", passages.slice(0, 1))]);
  expect(words).toEqual({ p_terms: sparseText(vectors), p_packs: termPacks(vectors) });
  expect(alone.p_terms).toBe(sparseText(vectors.slice(0, 1)));
});

test("so is the likeness of pages, one by one", async () => {
  const words = Array.from({ length: 40 }, (_, index) => "word".repeat(index + 1));
  const pages = [words, words.slice(1), words.slice(0, 3)].map((each) => ({
    ...{ siteId: "site", title: "The mill", language: "en", headings: [] },
    text: each.join(" "),
  }));
  const likeness = await apart("likeness", pages);
  expect(likeness).toEqual(pages.map((page) => likenessOf(page)));
  expect(likeness.map((each) => each?.words.split(",").length)).toEqual([40, 39, undefined]);
});

test("a thread that breaks leaves nobody waiting, and another one takes its place", async () => {
  const broken = [{ heading_path: [], content: null as unknown as string }];
  await expect(apart("words", broken)).rejects.toThrow("has ended");
  expect((await apart("words", passages)).p_terms).toContain("}/100000000|{");
});
