import { createHash } from "node:crypto";
import type { Block } from "@/lib/knowledge/extract/blocks";
import type { PageText } from "@/lib/knowledge/extract/page";
import type { Likeness } from "@/lib/knowledge/jobs/queue";
import { isAsciiLetter } from "@/lib/knowledge/tokenize";
import { getRedisClientWithFallback } from "@/lib/platform/redis/redis";
import { ttl } from "@/lib/platform/redis/ttl";
import { withoutStamps } from "./stamps";

/** Fewer different words don't tell two pages apart. */
const MIN_WORDS = 30;
/** Fewer different words, or a price beside them: then every single one matters. */
const MIN_WORDS_FOR_MORE = 80;
/** Bands of so many minima of the words' hashes: pages with 96 % of their words in common share one nearly always. */
const BANDS = 5;
const ROWS = 3;
const WORD = /[\p{L}\p{M}\p{N}]+|\p{Sc}/gu;
const ASCII = /^[\0-\x7f]*$/;
const PRICE_SIGN = /\p{Sc}/u;
/** What numbers are prices with, beside the signs. */
const CURRENCIES = new Set(
  `aed chf cny czk dkk dollar dollars eur euro euros gbp inr jpy kr kč nok pln pound pounds rub sar sek try usd zł руб
  рублей złotych 元 円 원`
    .split(/\s+/)
    .map((word) => hash(word)),
);

/**
 * What a page says without what changes by itself (see withoutStamps) and without lists of links to other pages, in two
 * parts: `frame` must be equal for two pages to be alike, `words` may be nearly so. The frame holds what tells products
 * and places apart: title, language, headings and all numbers. `words` are the different ones as rising hashes.
 */
type Said = { frame: string; words: Int32Array };

/** Null for a page of few words. */
function saidBy(text: PageText, now: number): Said | null {
  const blocks = withoutLinkLists(text.blocks);
  const written = blocks.map((block) => block.text).join("\n\n"); // Nothing that is taken out goes over two lines.
  const told = withoutStamps(written.toLowerCase(), now);
  const words = wordsOf(told);
  if (words.length < MIN_WORDS) return null;
  const headings = blocks
    .filter(({ isHeading }) => isHeading)
    .map((block) => withoutStamps(block.text.toLowerCase(), now));
  const frame = [withoutStamps(text.title.toLowerCase(), now), text.language, [...new Set(headings)].sort()];
  const numbers = numbersIn(told);
  const isPriced = () => PRICE_SIGN.test(told) || words.some((word) => CURRENCIES.has(word));
  const isExact = words.length < MIN_WORDS_FOR_MORE || (numbers.length > 0 && isPriced());
  return { frame: JSON.stringify([...frame, numbers, isExact ? [...words] : null]), words };
}

/** The different words of a text as hashes, rising. */
function wordsOf(told: string): Int32Array {
  const words = new Set<number>();
  for (const line of told.split("\n")) {
    if (ASCII.test(line)) eachAsciiWord(line, (word) => words.add(word));
    else for (const word of line.match(WORD) ?? []) words.add(hash(word));
  }
  return Int32Array.from(words).sort();
}

/** Tells `found` the hash of each word as WORD finds them, letter by letter: several times as fast. */
function eachAsciiWord(line: string, found: (word: number) => void): void {
  for (let from = 0, to = 0; from < line.length; from = to + 1) {
    to = from;
    while (isAsciiLetter(line.charCodeAt(to))) to++;
    if (to > from) found(hash(line, 0, from, to));
    if (line[to] === "$") found(hash("$"));
  }
}

/** Prices, times, sizes and the ends of article numbers, whole. */
const numbersIn = (told: string): string[] =>
  (told.match(/[\d\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]\S*/g) ?? [])
    .map((part) => part.replace(/[^\p{L}\p{N}]+$/u, ""))
    .sort();

/** Lists whose every line is a link, and the headings above them, unless they are much of what the page says. */
function withoutLinkLists(blocks: Block[]): Block[] {
  const isLink = blocks.map((block) => block.isLink === true);
  for (let index = blocks.length - 2; index >= 0; index--) {
    if (blocks[index]?.isHeading && isLink[index + 1]) isLink[index] = true;
  }
  const sizeOf = (wanted: boolean) =>
    blocks.reduce((sum, { text }, index) => sum + (isLink[index] === wanted ? text.length : 0), 0);
  return sizeOf(true) * 2 > sizeOf(false) ? blocks : blocks.filter((_, index) => !isLink[index]);
}

/**
 * By what other pages of its site that say (nearly) the same are found, null for a page of few words. `said` is equal for
 * the same words in the same frame, whatever their order, markup and number, as with printing versions and sorted lists.
 * `bands` and `words` are for record_scrape_urls: MinHash over the words, whose bands are salted with site and frame so
 * that they meet in equal frames alone, and the words to compare, all as 32-bit hashes.
 */
export function likenessOf(text: PageText, siteId: string, now = Date.now()): Likeness | null {
  const told = saidBy(text, now);
  if (!told) return null;
  const { frame, words } = told;
  const said = createHash("sha256").update(frame).update(words).digest("hex");
  const salt = hash(frame, hash(siteId));
  const bands = Array.from({ length: BANDS }, (_, band) => {
    let key = mix(salt ^ (band + 1));
    for (let row = 0; row < ROWS; row++) key = mix(key ^ minimum(words, mix((band * ROWS + row + 1) * 0x9e3779b1)));
    return key;
  });
  return { said, bands: `{${bands}}`, words: `{${words}}` };
}

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

/** The least of the hashes after one of many ways to shuffle them. */
function minimum(hashes: Int32Array, way: number): number {
  let least = 0x7fffffff;
  for (const each of hashes) {
    const shuffled = mix(each ^ way);
    if (shuffled < least) least = shuffled;
  }
  return least;
}

/** FNV-1a of a part of a text, spread over all 32 bits. */
function hash(text: string, seed = 0, from = 0, to = text.length): number {
  let value = seed ^ 0x811c9dc5;
  for (let index = from; index < to; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return mix(value);
}

/** Murmur's finalizer. */
function mix(value: number): number {
  const once = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
