import { createHash } from "node:crypto";
import { getRedisClientWithFallback } from "@/lib/platform/redis/redis";
import { ttl } from "@/lib/platform/redis/ttl";

/**
 * The pages that said the same before in the same reading of a site, by the URL of the page that is not the first; all
 * other pages given are then the ones that others are like. Redis alone knows; without it, record_scrape_urls finds
 * them by their likeness.
 */
export async function pagesLike(pages: { url: string; said: string }[], jobId: string): Promise<Map<string, string>> {
  if (pages.length === 0) return new Map();
  const pipeline = getRedisClientWithFallback().pipeline();
  for (const { url, said } of pages) {
    const key = `content:hash:${createHash("sha256").update(`${jobId} ${said}`).digest("hex")}`;
    pipeline.set(key, url, { nx: true, get: true, ex: ttl("contentHash") });
  }
  const firsts = await pipeline.exec<unknown[]>().catch(() => []);
  const alike = pages.flatMap(({ url }, index) => {
    const first = firsts[index];
    return typeof first === "string" && first !== "OK" && first !== url ? [[url, first] as const] : [];
  });
  return new Map(alike);
}
