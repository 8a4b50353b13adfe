import { directivesOf } from "@/lib/knowledge/crawl/directives";
import { canonicalUrl } from "@/lib/knowledge/crawl/urls";
import { type Block, blocksOf, clean } from "./blocks";
import { contentRoots, panelsOf } from "./boilerplate";
import {
  allElements,
  attribute,
  type Document,
  type Element,
  flatten,
  hasWord,
  isWithin,
  metaContent,
  parseHtml,
  takeApart,
  textOf,
} from "./dom";
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

type Options = {
  /** Where a site begins: the foot of that page speaks for all of them. */
  isStart?: boolean;
  /** The header Content-Language. */
  contentLanguage?: string;
};

/** Reads a page, its source or the tree of it: its main text in order with nothing lost, and where it links to. */
export function extractPage(html: string | Document, url: string, options: Options = {}): PageText {
  if (typeof html !== "string") return readDocument(html, url, options);
  const document = parseHtml(html);
  try {
    return readDocument(document, url, options);
  } finally {
    takeApart(document);
  }
}

function readDocument(document: Document, url: string, { isStart = false, contentLanguage = "" }: Options): PageText {
  flatten(document);
  const elements = allElements(document);
  const { isNoindex, isNofollow } = directivesOf(robotsOf(elements));
  const base = URL.parse(elements.find(isBase)?.attribs.href ?? "", url)?.href ?? url;
  const { roots, isWhole } = contentRoots(document, elements);
  const scope = { isWhole, panels: panelsOf(elements) };
  const shown = roots.flatMap((root) => blocksOf(root, scope));
  const told = isStart ? [...shown, ...contactBlocks(elements, shown)] : shown;
  const language = languageOf(declaredLanguage(elements, contentLanguage), told);
  const blocks = [...told, ...structuredBlocks(elements, told, language)];
  const title = titleOf(elements, blocks);
  return {
    title,
    description: clean(
      metaContent(elements, "name", "description") ?? metaContent(elements, "property", "og:description") ?? "",
    ),
    language,
    blocks,
    links: isNofollow ? [] : linksOf(elements, base),
    canonical: canonicalOf(elements, base),
    isNoindex,
    problem: problemOf(elements, title, blocks),
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

/** What a page asks of all robots, or of ours. */
const robotsOf = (elements: Element[]) =>
  elements
    .filter((each) => each.name === "meta" && /^(?:robots|omniopsbot)$/i.test(attribute(each, "name")))
    .map((meta) => attribute(meta, "content"))
    .join(",");

const isBase = ({ name, attribs }: Element) => name === "base" && "href" in attribs;

function titleOf(elements: Element[], blocks: Block[]): string {
  const pictures = new Set(elements.filter(({ name }) => name === "svg"));
  const title = elements.find((each) => each.name === "title" && !isWithin(each, pictures));
  const heading = elements.find(({ name }) => name === "h1");
  const named = [title && textOf(title), metaContent(elements, "property", "og:title"), heading && textOf(heading)];
  return named.map((name = "") => clean(name)).find(Boolean) ?? blocks[0]?.text.slice(0, 80) ?? "";
}

function canonicalOf(elements: Element[], base: string): string | null {
  const link = elements.find((each) => each.name === "link" && hasWord(each, "rel", "canonical"));
  return link?.attribs.href ? canonicalUrl(link.attribs.href, base) : null;
}

function linksOf(elements: Element[], base: string): string[] {
  const links = new Set<string>();
  for (const element of elements) {
    const target = targetOf(element);
    if (!target || /\b(?:nofollow|ugc|sponsored)\b/i.test(attribute(element, "rel"))) continue;
    const link = canonicalUrl(target, base);
    if (link) links.add(link);
  }
  return [...links];
}

/** The address that an element leads to or shows. */
function targetOf(element: Element): string | undefined {
  const { href, src, hreflang } = element.attribs;
  if (element.name === "a" || element.name === "area") return href;
  if (element.name === "frame" || element.name === "iframe") return src;
  // The same page in another language is a page of its own.
  return element.name === "link" && hreflang !== undefined && hasWord(element, "rel", "alternate") ? href : undefined;
}
