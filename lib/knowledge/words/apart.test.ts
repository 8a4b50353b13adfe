import { readdirSync, readFileSync } from "node:fs";
import { getPriority } from "node:os";
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
  const text = "The miller lives by the river and tells whoever comes by what he has seen there. ".split("");
  const pages = [text, text.toReversed(), []].map((letters) => ({
    siteId: "site",
    title: "The mill",
    language: "en",
    headings: [],
    text: letters.map((letter) => letter.repeat(2)).join(" "),
  }));
  const likeness = await apart("likeness", pages);
  expect(likeness).toEqual(pages.map((page) => likenessOf(page)));
});

test.runIf(process.platform === "linux")("the thread gives way to the one that answers visitors", async () => {
  await apart("words", passages);
  // The 19th field of what Linux tells of a thread, of which the second may hold spaces.
  const niceness = readdirSync("/proc/self/task").map((thread) =>
    Number(readFileSync(`/proc/self/task/${thread}/stat`, "utf8").split(") ").at(-1)?.split(" ")[16]),
  );
  expect(niceness.filter((nice) => nice > getPriority())).toHaveLength(1);
});

test("a thread that breaks leaves nobody waiting, and another one takes its place", async () => {
  const broken = [{ heading_path: [], content: null as unknown as string }];
  await expect(apart("words", broken)).rejects.toThrow("has ended");
  expect((await apart("words", passages)).p_terms).toContain("}/100000000|{");
});
