import { createHash } from "node:crypto";
import type { PageText } from "@/lib/knowledge/extract/page";
import { getRedisClientWithFallback } from "@/lib/platform/redis/redis";
import { ttl } from "@/lib/platform/redis/ttl";

/** Fewer different words don't tell two pages apart. */
const MIN_WORDS = 30;

/**
 * The page that said the same before, in the same reading of a site: the same words under the same title and headings,
 * whatever their order, markup and number, as with printing versions and sorted lists. A name or a price that differs is
 * another word, so products stay apart. Null when this page is the first; it is then the one that others are like.
 * Redis alone knows: without it a page may be stored twice, and pages that are equal to the letter are still stored once.
 */
export async function pageLike(text: PageText, url: string, jobId: string): Promise<string | null> {
  const words = wordsOf(text);
  if (words.length < MIN_WORDS) return null;
  const headings = text.blocks.filter(({ isHeading }) => isHeading).map((block) => block.text);
  const said = JSON.stringify([jobId, text.title, text.language, [...new Set(headings)].sort(), words]);
  const key = `content:hash:${createHash("sha256").update(said).digest("hex")}`;
  const first = await getRedisClientWithFallback()
    .set(key, url, { nx: true, get: true, ex: ttl("contentHash") })
    .catch(() => null);
  return typeof first === "string" && first !== "OK" && first !== url ? first : null;
}

function wordsOf({ blocks }: PageText): string[] {
  const words = blocks.flatMap((block) => block.text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
  return [...new Set(words)].sort();
}
