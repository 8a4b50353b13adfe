import { randomUUID } from "node:crypto";
import { CheerioCrawler, Configuration, LogLevel, log, RequestQueue } from "@crawlee/cheerio";
import { canonicalUrl, mayBePage } from "@/lib/knowledge/crawl/urls";
import { extractPage } from "@/lib/knowledge/extract/page";
import { splitIntoPassages } from "@/lib/knowledge/extract/passages";

/**
 * Reads a site with crawlee, its queue in memory: it fetches, parses and follows links, and our code takes the text out
 * of the document that it parsed. Links are spelt as we spell them, so that it reads the same pages and no picture.
 * Gives how many pages had text.
 */
export async function withCrawlee(siteUrl: string, parallel: number): Promise<number> {
  log.setLevel(LogLevel.OFF);
  let pages = 0;
  const config = new Configuration({ persistStorage: false });
  const crawler = new CheerioCrawler(
    {
      requestQueue: await RequestQueue.open(randomUUID(), { config }),
      minConcurrency: parallel,
      maxConcurrency: parallel,
      respectRobotsTxtFile: true,
      async requestHandler({ $, request, response, enqueueLinks }) {
        if (response.statusCode !== 200) return; // It hands over what is not found as if it were a page.
        const [document] = $.root().get();
        const { title, blocks, language } = extractPage(document ?? "", request.loadedUrl);
        pages += Math.min(splitIntoPassages(title, blocks, language).length, 1);
        await enqueueLinks({
          strategy: "same-origin",
          transformRequestFunction: (link) => {
            const url = canonicalUrl(link.url);
            return url && mayBePage(url) ? { ...link, url } : false;
          },
        });
      },
    },
    config,
  );
  await crawler.run([siteUrl]);
  return pages;
}
