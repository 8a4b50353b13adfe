import { expect, test, vi } from "vitest";
import { success } from "@/lib/knowledge/crawl/outcome";
import { testEnvironment } from "@/lib/platform/test-environment";
import { batchOf } from "./batch";

// No Redis runs here: every page is the first to say what it says.
for (const [name, value] of Object.entries(testEnvironment)) vi.stubEnv(name, value);

const words = Array.from(
  { length: 60 },
  (_, index) => `word${String.fromCharCode(97 + (index % 26)).repeat(index + 1)}`,
);

const pageOf = (name: string, text: string) => ({
  ...{ ...success(200), url: `https://a.example/${name}`, processingTimeMs: 1, finishedAt: Date.now() },
  ...{ passages: [{ heading_path: [], content: text }] },
  told: { siteId: "site", title: name, language: "en", headings: [], text },
});

test("a page whose likeness breaks the thread is kept without, and those beside it have theirs", async () => {
  const broken = pageOf("broken", "Some words");
  const pages = [
    pageOf("one", words.join(" ")),
    { ...broken, told: { ...broken.told, text: null as unknown as string } },
  ];
  const batch = await batchOf([...pages, pageOf("other", words.toReversed().join(" "))], "job");
  expect(batch.records).toHaveLength(3);
  expect([...batch.likeness.keys()]).toEqual(["https://a.example/one", "https://a.example/other"]);
  expect((await batch.words)?.p_terms.split("|")).toHaveLength(3);
});
