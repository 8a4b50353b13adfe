import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type LocalSite, startLocalSite } from "@/scripts/stack/local-site";
import { apiClient, type Bench, type BenchStack, mean, quantile, readWhole, type Table } from "./bench";

const FOLDERS = ["data/xquad", "../shared/data/xquad", "../../shared/data/xquad"];
const LANGUAGES = ["ar", "de", "en", "es", "ru", "zh"];

const Articles = z.array(
  z.object({
    title: z.string(),
    paragraphs: z.array(z.object({ context: z.string(), questions: z.array(z.object({ question: z.string() })) })),
  }),
);

type Question = { text: string; url: string };

/** Publishes the paragraphs of XQuAD as websites, has them read, and asks the questions through the API. */
export const search: Bench = {
  description: "Finding the page that answers a question: XQuAD in six languages, through the product",
  openSites: (firstPort) =>
    Promise.all(LANGUAGES.map((language, index) => publish(language, firstPort === 0 ? 0 : firstPort + index))),
  run: async (stack, sites) => {
    const table: Table = {};
    for (const [index, language] of LANGUAGES.entries()) {
      const site = sites[index];
      if (site) table[language] = await measure(stack, site, language);
    }
    const rows = Object.values(table);
    const columns = Object.keys(rows[0] ?? {});
    const average = columns.map((column) => [column, mean(rows.map((row) => row[column] ?? Number.NaN))]);
    return { ...table, average: Object.fromEntries(average) };
  },
};

function articlesOf(language: string): z.infer<typeof Articles> {
  const folder = [process.env.XQUAD_DIR ?? "", ...FOLDERS].find((each) => existsSync(join(each, `${language}.json`)));
  if (folder === undefined) throw new Error("XQuAD is not here. Set XQUAD_DIR to the folder of its JSON files.");
  return Articles.parse(JSON.parse(readFileSync(join(folder, `${language}.json`), "utf8")));
}

const pathOf = (article: number, paragraph: number) => `/${article + 1}/${paragraph + 1}`;

function publish(language: string, port: number): Promise<LocalSite> {
  const pages: Record<string, string> = {};
  for (const [a, { title, paragraphs }] of articlesOf(language).entries()) {
    for (const [p, { context }] of paragraphs.entries()) {
      pages[pathOf(a, p)] = html(language, title.replaceAll("_", " "), `<p>${escaped(context)}</p>`);
    }
  }
  const links = Object.keys(pages).map((path) => `<li><a href="${path}">${path}</a></li>`);
  pages["/"] = html(language, "Contents", `<ul>${links.join("")}</ul>`);
  return startLocalSite(pages, port);
}

const html = (language: string, title: string, body: string) =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body><main>${body}</main></body></html>`;

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function questionsOf(language: string, site: LocalSite): Question[] {
  return articlesOf(language).flatMap(({ paragraphs }, a) =>
    paragraphs.flatMap(({ questions }, p) =>
      questions.map(({ question }) => ({ text: question, url: new URL(pathOf(a, p), site.url).href })),
    ),
  );
}

async function measure(stack: BenchStack, site: LocalSite, language: string): Promise<Record<string, number>> {
  const { siteId, apiKey } = await stack.newCustomer(`XQuAD ${language}`, site.url);
  const call = apiClient(stack, apiKey);
  const job = await readWhole(call, siteId);
  const ranks: number[] = [];
  const times: number[] = [];
  for (const { text, url } of questionsOf(language, site)) {
    const started = performance.now();
    const { results } = await call<{ results: { url: string }[] }>("POST", "search", { query: text, limit: 10 });
    times.push(performance.now() - started);
    ranks.push([...new Set(results.map((result) => result.url))].indexOf(url));
  }
  return {
    "hit@1": mean(ranks.map((rank) => Number(rank === 0))),
    "hit@5": mean(ranks.map((rank) => Number(rank >= 0 && rank < 5))),
    "nDCG@10": mean(ranks.map((rank) => (rank < 0 ? 0 : 1 / Math.log2(rank + 2)))),
    "p50 ms": quantile(times, 0.5),
    "p95 ms": quantile(times, 0.95),
    questions: ranks.length,
    pages: job.successful_pages,
    "read pages/s": Number(job.pages_per_second),
  };
}
