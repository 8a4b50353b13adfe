import { type CheerioAPI, load } from "cheerio";
import { directivesOf } from "@/lib/knowledge/crawl/directives";
import { canonicalUrl } from "@/lib/knowledge/crawl/urls";
import { type Block, blocksOf, clean } from "./blocks";
import { contentRoots, panelsOf } from "./boilerplate";
import { attribute, bounded, flatten, isElement } from "./dom";
import { contactBlocks } from "./footer";
import { declaredLanguage, languageOf } from "./language";
import { problemOf } from "./problem";
import { structuredBlocks } from "./structured";

/** What a page says to a reader, and to a robot. */
export type PageText = {
  title: string;
  description: string;
  language: string | null;
  blocks: Block[];
  links: string[];
  canonical: string | null;
  isNoindex: boolean;
  /** Why what there is to read is not what people see here, as a sentence; null for nearly all pages. */
  problem: string | null;
};

/** A page's source, or the document that was parsed from it. */
type Html = Parameters<typeof load>[0];

type Options = {
  /** Where a site begins: the foot of that page speaks for all of them. */
  isStart?: boolean;
  /** The header Content-Language. */
  contentLanguage?: string;
};

/** Reads a page: its main text in order with nothing of it lost, and where it links to. */
export function extractPage(
  html: Html,
  url: string,
  { isStart = false, contentLanguage = "" }: Options = {},
): PageText {
  const $ = load(typeof html === "string" ? bounded(html) : html, { xml: { xmlMode: false, decodeEntities: true } });
  for (const root of $.root().get()) flatten(root);
  const robots = $("meta[name=robots i], meta[name=omniopsbot i]")
    .map((_, meta) => $(meta).attr("content"))
    .get()
    .join(",");
  const { isNoindex, isNofollow } = directivesOf(robots);
  const base = URL.parse($("base[href]").attr("href") ?? "", url)?.href ?? url;
  const { roots, isWhole } = contentRoots($);
  const scope = { isWhole, panels: panelsOf($) };
  const shown = roots.flatMap((root) => blocksOf(root, scope));
  const told = isStart ? [...shown, ...contactBlocks($, shown)] : shown;
  const language = languageOf(declaredLanguage($, contentLanguage), told);
  const blocks = [...told, ...structuredBlocks($, told, language)];
  const title = titleOf($, blocks);
  return {
    title,
    description: clean(
      $("meta[name=description i]").attr("content") ?? $("meta[property='og:description']").attr("content") ?? "",
    ),
    language,
    blocks,
    links: isNofollow ? [] : linksOf($, base),
    canonical: canonicalOf($, base),
    isNoindex,
    problem: problemOf($, title, blocks),
  };
}

/** A text file as a page: its paragraphs. */
export function extractText(text: string, title: string): PageText {
  const paragraphs = text
    .split(/\n\s*\n/)
    .map(clean)
    .filter(Boolean);
  const blocks = paragraphs.map((paragraph) => ({ text: paragraph, isHeading: false, headings: [] }));
  return {
    title,
    description: "",
    language: languageOf(null, blocks),
    blocks,
    links: [],
    canonical: null,
    isNoindex: false,
    problem: null,
  };
}

function titleOf($: CheerioAPI, blocks: Block[]): string {
  const named = [
    $("title:not(svg title)").first().text(),
    $("meta[property='og:title']").attr("content") ?? "",
    $("h1").first().text(),
  ];
  return named.map(clean).find(Boolean) ?? blocks[0]?.text.slice(0, 80) ?? "";
}

function canonicalOf($: CheerioAPI, base: string): string | null {
  const href = $("link[rel~=canonical i]").attr("href");
  return href ? canonicalUrl(href, base) : null;
}

function linksOf($: CheerioAPI, base: string): string[] {
  const links = new Set<string>();
  // The same page in another language is a page of its own.
  for (const element of $("a[href], area[href], frame[src], iframe[src], link[hreflang][href][rel~=alternate i]")
    .get()
    .filter(isElement)) {
    if (/\b(?:nofollow|ugc|sponsored)\b/i.test(attribute(element, "rel"))) continue;
    const link = canonicalUrl(attribute(element, "href") || attribute(element, "src"), base);
    if (link) links.add(link);
  }
  return [...links];
}
