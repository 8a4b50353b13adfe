import { createHash } from "node:crypto";
import type { Block } from "@/lib/knowledge/extract/blocks";
import type { PageText } from "@/lib/knowledge/extract/page";
import { withoutStamps } from "./stamps.ts";
import { isAsciiLetter } from "./tokenize.ts";

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

/** What a page of a site says, without lists of links to other pages. */
export type Told = { siteId: string; title: string; language: string | null; headings: string[]; text: string };

/** What there is to compare of a page. */
export function toldBy({ title, language, blocks }: PageText, siteId: string): Told {
  const own = withoutLinkLists(blocks);
  const headings = own.filter(({ isHeading }) => isHeading).map(({ text }) => text);
  const text = own.map((block) => block.text).join("\n\n"); // No stamp goes over two lines.
  return { siteId, title, language, headings, text };
}

/** A page's hash, and 32-bit hashes as Postgres writes arrays. */
export type Likeness = { said: string; bands: string; words: string };

/**
 * By what other pages of its site that say (nearly) the same are found, null for a page of few words. `said` is equal for
 * the same words in the same frame, whatever their order, markup and number, as with printing versions and sorted lists.
 * `bands` and `words` are for record_scrape_urls: MinHash over the words, whose bands are salted with site and frame so
 * that they meet in equal frames alone, and the words to compare, all as 32-bit hashes.
 */
export function likenessOf(told: Told, now = Date.now()): Likeness | null {
  const compared = comparedOf(told, now);
  if (!compared) return null;
  const { frame, words } = compared;
  const said = createHash("sha256").update(frame).update(words).digest("hex");
  const salt = hash(frame, hash(told.siteId));
  const bands = Array.from({ length: BANDS }, (_, band) => {
    let key = mix(salt ^ (band + 1));
    for (let row = 0; row < ROWS; row++) key = mix(key ^ minimum(words, mix((band * ROWS + row + 1) * 0x9e3779b1)));
    return key;
  });
  return { said, bands: `{${bands}}`, words: `{${words}}` };
}

/**
 * What a page says without what changes by itself (see withoutStamps), in two parts: `frame` must be equal for two pages to
 * be alike, `words` may be nearly so. The frame holds what tells products and places apart: title, language, headings and
 * all numbers. `words` are the different ones as rising hashes.
 */
type Compared = { frame: string; words: Int32Array };

/** Null for a page of few words. */
function comparedOf(told: Told, now: number): Compared | null {
  const [text = "", title, ...headings] = [told.text, told.title, ...told.headings].map((each) =>
    withoutStamps(each.toLowerCase(), now),
  );
  const words = wordsOf(text);
  if (words.length < MIN_WORDS) return null;
  const numbers = numbersIn(text);
  const isPriced = () => PRICE_SIGN.test(text) || words.some((word) => CURRENCIES.has(word));
  const isExact = words.length < MIN_WORDS_FOR_MORE || (numbers.length > 0 && isPriced());
  const frame = [title, told.language, [...new Set(headings)].sort(), numbers, isExact ? [...words] : null];
  return { frame: JSON.stringify(frame), words };
}

/** The different words of a text as hashes, rising. */
function wordsOf(text: string): Int32Array {
  const words = new Set<number>();
  for (const line of text.split("\n")) {
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
const numbersIn = (text: string): string[] =>
  (text.match(/[\d\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]\S*/g) ?? [])
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
