import type { CheerioAPI } from "cheerio";
import { attribute, type Element, elementsOf, inlineText, isElement } from "./dom";

/** Never text: code, controls, and what is shown elsewhere. */
const SILENT = new Set(
  "head title script style noscript template svg math iframe object embed canvas video audio map button select input textarea label dialog".split(
    " ",
  ),
);
const FRAME = new Set(["nav", "footer", "aside"]);
const FRAME_ROLES = new Set([
  "navigation",
  "banner",
  "contentinfo",
  "complementary",
  "search",
  "dialog",
  "alertdialog",
  "menu",
  "menubar",
]);
const CONSENT = /(?:^|[-_\s])(?:cookie|cookies|consent|gdpr|ccpa|onetrust|cookiebot|cc-window)(?:$|[-_\s])/i;
const MENU =
  /(?:^|[-_\s])(?:nav|navbar|navigation|menu|sidebar|breadcrumbs?|footer|pagination|pager|share|social|skip-link|toc)(?:$|[-_\s])/i;
const LONGEST_BANNER = 1500;
const ENOUGH_TEXT = 200;

/** The elements that hold what a page is about. `isWhole` when there is none and it is the whole body. */
export function contentRoots($: CheerioAPI): { roots: Element[]; isWhole: boolean } {
  const body = $("body").get().filter(isElement);
  const whole = body.length > 0 ? body : wrapped($);
  for (const selector of ["main, [role=main]", "article", "[itemprop=articleBody], #content, #main-content"]) {
    const roots = outermost($(selector).get().filter(isElement));
    if (roots.length > 0 && isMost(roots, whole)) return { roots, isWhole: false };
  }
  return { roots: whole, isWhole: true };
}

/** A document without a body, as one element. */
const wrapped = ($: CheerioAPI) => $("<div></div>").append($.root().contents().clone()).get().filter(isElement);

const outermost = (elements: Element[]) =>
  elements.filter((element) => !elements.some((other) => other !== element && contains(other, element)));

function contains(ancestor: Element, element: Element): boolean {
  for (let above = element.parent; above; above = above.parent) if (above === ancestor) return true;
  return false;
}

function isMost(roots: Element[], whole: Element[]): boolean {
  const length = textLength(roots);
  return length >= ENOUGH_TEXT || length * 2 >= textLength(whole);
}

const textLength = (elements: Element[]) => elements.reduce((sum, element) => sum + dense(inlineText(element)), 0);
const dense = (text: string) => text.replace(/\s+/g, "").length;

/** Whether an element is furniture rather than text. In a whole body that takes more than in a page's main part. */
export function isBoilerplate(element: Element, isWhole: boolean): boolean {
  if (SILENT.has(element.name) || isHidden(element)) return true;
  const role = attribute(element, "role");
  const label = `${attribute(element, "class")} ${attribute(element, "id")}`;
  if (CONSENT.test(label) && dense(inlineText(element)) < LONGEST_BANNER) return true;
  if (element.name === "form") return elementsOf(element, "h1", "h2", "h3", "p", "main", "article").length === 0;
  if (element.name === "nav" || FRAME_ROLES.has(role)) return true;
  if (!isWhole) return FRAME.has(element.name) && isLinks(element);
  if (element.name === "header") return elementsOf(element, "h1").length === 0;
  return FRAME.has(element.name) || (MENU.test(label) && isLinks(element));
}

function isHidden(element: Element): boolean {
  const style = attribute(element, "style");
  return (
    "hidden" in element.attribs || attribute(element, "aria-hidden") === "true" || /display\s*:\s*none/i.test(style)
  );
}

/** Whether most of an element's text leads elsewhere. */
function isLinks(element: Element): boolean {
  const links = elementsOf(element, "a");
  return textLength(links) * 2 > dense(inlineText(element));
}
