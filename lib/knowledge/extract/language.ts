import { eld } from "eld/extrasmall";
import type { Block } from "./blocks";
import { type Element, metaContent } from "./dom";

/** Enough text to tell a language by, and enough to contradict what a page says of itself. */
const SAMPLE = 1200;
const SOME_LETTERS = 40;
const MANY_LETTERS = 300;
/** How much better another language must fit than the one that was declared. */
const MARGIN = 0.12;

/** Scripts that one language owns, or nearly so, with those that write in them. Kana before Han, as Japanese has both. */
const SCRIPTS: [RegExp, string, RegExp][] = [
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/gu, "ja", /^ja/],
  [/\p{sc=Hangul}/gu, "ko", /^ko/],
  [/\p{sc=Han}/gu, "zh", /^(?:zh|yue|ja|ko)/],
  [/\p{sc=Thai}/gu, "th", /^th/],
  [/\p{sc=Lao}/gu, "lo", /^lo/],
  [/\p{sc=Khmer}/gu, "km", /^km/],
  [/\p{sc=Myanmar}/gu, "my", /^my/],
  [/\p{sc=Hebrew}/gu, "he", /^(?:he|iw|yi)/],
  [/\p{sc=Greek}/gu, "el", /^el/],
  [/\p{sc=Georgian}/gu, "ka", /^ka/],
  [/\p{sc=Armenian}/gu, "hy", /^hy/],
];
const BEYOND_LATIN = /[\u0370-\uffff]/g;
/** Languages so close that a guess between them says nothing against what is declared. */
const FAMILIES = [
  "no nb nn da sv",
  "ms id",
  "hr sr bs sl",
  "cs sk",
  "gl pt es ca",
  "ru uk be bg mk",
  "ar fa ur",
  "hi mr ne",
];

/** What a page says its language is. */
export function declaredLanguage(elements: Element[], contentLanguage: string): string | null {
  const attributesOf = (name: string) => elements.find((element) => element.name === name)?.attribs;
  const html = attributesOf("html");
  const told = [
    html?.lang,
    html?.["xml:lang"],
    attributesOf("body")?.lang,
    metaContent(elements, "http-equiv", "content-language"),
    contentLanguage,
    metaContent(elements, "property", "og:locale"),
  ];
  return told.map(tagOf).find((tag) => tag !== null) ?? null;
}

/** The first language that is named, in its one spelling. */
function tagOf(named: string | undefined): string | null {
  const first = named?.split(",")[0]?.trim().replace(/_/g, "-") ?? "";
  try {
    return Intl.getCanonicalLocales(first || [])[0] ?? null;
  } catch {
    return null;
  }
}

/** The language that a page declares unless its text clearly is in another; what the text speaks for if none is. */
export function languageOf(declared: string | null, blocks: Block[]): string | null {
  const sample = sampleOf(blocks);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < SOME_LETTERS) return declared;
  const isMostly = (pattern: RegExp) => (sample.match(pattern)?.length ?? 0) * 4 > letters;
  const script = isMostly(BEYOND_LATIN) ? SCRIPTS.find(([pattern]) => isMostly(pattern)) : undefined;
  if (script) return declared && script[2].test(declared) ? declared : script[1];
  const guess = eld.detect(sample);
  if (!guess.isReliable()) return declared;
  if (!declared) return guess.language;
  if (letters < MANY_LETTERS || isNear(guess.language, declared)) return declared;
  return scoreOf(guess, guess.language) - scoreOf(guess, baseOf(declared)) > MARGIN ? guess.language : declared;
}

const scoreOf = (guess: ReturnType<typeof eld.detect>, language: string) => guess.getScores()[language] ?? 0;

/** Running text tells a language better than headings and rows of tables, which often hold names. */
function sampleOf(blocks: Block[]): string {
  const texts = blocks.map(({ text }) => text);
  const prose = texts.filter((text) => text.length > 60);
  return (prose.length > 0 ? prose : texts).join(" ").slice(0, SAMPLE);
}

const baseOf = (tag: string) => tag.split("-")[0]?.toLowerCase() ?? "";

function isNear(guess: string, declared: string): boolean {
  const base = baseOf(declared);
  return guess === base || FAMILIES.some((family) => [guess, base].every((each) => family.split(" ").includes(each)));
}
