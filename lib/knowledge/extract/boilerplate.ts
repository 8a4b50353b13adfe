import { type Document, Element } from "domhandler";
import { attribute, elementsOf, inlineText, isHidden, outermost } from "./dom";

/** How much of a page is read: its main part or the whole of it, and what it can open (see panelsOf). */
export type Scope = { isWhole: boolean; panels: ReadonlyMap<string, string> };

/** Never text: code, controls, and what is shown elsewhere. */
const SILENT = new Set(
  "head title script style noscript template svg math object embed canvas video audio map button select input textarea label legend dialog datalist".split(
    " ",
  ),
);
const FRAME = new Set(["nav", "footer", "aside"]);
const FRAME_ROLES = new Set(
  "navigation banner contentinfo complementary search dialog alertdialog menu menubar tablist tab listbox tooltip".split(
    " ",
  ),
);
/** Cookie banners by the names that the makers of consent managers and people give them. */
const CONSENT =
  /(?:^|[-_\s])(?:consent|gdpr|ccpa|onetrust|cookiebot|cc-window|cookies?-?(?:banner|bar|notice|popup|modal|overlay|message|info|law|wall|hint|layer|alert|policy-bar))(?:$|[-_\s])|cybotcookiebot|didomi|usercentrics|iubenda|borlabs|osano-cm|termly|qc-cmp|cky-/i;
const COOKIE = /(?:^|[-_\s])cookies?(?:$|[-_\s])/i;
const ABOUT_COOKIES =
  /consent|privacy|third.part|analytics|track|datenschutz|einwillig|zustimm|confidentialit|consentement|privacidad|consentimiento|riservatezza|we use cookies|プライバシー|隐私|隱私|конфиденц/i;
const MENU =
  /(?:^|[-_\s])(?:nav(?:bar|header|footer|links?|list|menu)?|navigation|menu|sidebar|breadcrumbs?|footer|pagination|pager|share|social|skip-?(?:link|to-content)|toc)(?:$|[-_\s])/i;
/** What leads elsewhere also when it stands in a page's main part. */
const WAY =
  /(?:^|[-_\s])(?:nav(?:bar|header|footer)|breadcrumbs?|pagination|pager|share|social|skip-?(?:link|to-content))(?:$|[-_\s])/i;
const PANEL = /accordion|collaps|faq|answer|expand|tab-?(?:pane|panel|content)|toggle-?(?:content|body)/i;
const PRICE = /[€$£¥₹₽₩]\s?\d|\d\s?(?:[€$£¥₹₽₩]|EUR|USD|CHF|kr\b|zł|円|元)/;
const LONGEST_BANNER = 1500;
const ENOUGH_TEXT = 200;

/** The elements that hold what a page is about. `isWhole` when there is none and it is the whole body. */
export function contentRoots(document: Document, elements: Element[]): { roots: Element[]; isWhole: boolean } {
  const body = elements.filter(({ name }) => name === "body");
  const whole = body.length > 0 ? body : [wrapped(document)];
  for (const isMain of MAIN_PARTS) {
    const roots = outermost(elements.filter(isMain));
    if (roots.length > 0 && isMost(roots, whole)) return { roots, isWhole: false };
  }
  return { roots: whole, isWhole: true };
}

/** How a page marks what it is about, the clearest sign first. */
const MAIN_PARTS: ((element: Element) => boolean)[] = [
  ({ name, attribs }) => name === "main" || attribs.role === "main",
  ({ name }) => name === "article",
  ({ attribs }) => attribs.itemprop === "articleBody" || attribs.id === "content" || attribs.id === "main-content",
];

/** A document without a body, as one element. */
const wrapped = (document: Document) => new Element("div", {}, document.children);

function isMost(roots: Element[], whole: Element[]): boolean {
  const length = textLength(roots);
  return length >= ENOUGH_TEXT || length * 2 >= textLength(whole);
}

const textLength = (elements: Element[]) => elements.reduce((sum, element) => sum + dense(inlineText(element)), 0);
const dense = (text: string) => text.replace(/\s+/g, "").length;

const HANDLES = ["aria-controls", "role", "data-toggle", "data-bs-toggle", "data-bs-target"];

/** The parts of a page that its tabs and accordions show and hide, by id, with what is written on their handles. */
export function panelsOf(elements: Element[]): Map<string, string> {
  const panels = new Map<string, string>();
  for (const handle of elements.filter(({ attribs }) => HANDLES.some((name) => name in attribs))) {
    const ids = idsOf(handle);
    const label = ids.length > 0 ? inlineText(handle, true).replace(/\s+/g, " ").trim() : "";
    for (const id of ids) if (!panels.has(id)) panels.set(id, label);
  }
  return panels;
}

/** What a handle opens: by the attribute for it, or by a link to a place on the page. */
function idsOf({ attribs }: Element): string[] {
  const { "aria-controls": controls, "data-bs-target": target = attribs.href ?? "" } = attribs;
  return (controls ?? (target.startsWith("#") ? target.slice(1) : "")).split(/\s+/).filter(Boolean);
}

/** Whether an element is furniture rather than text. In a whole body that takes more than in a page's main part. */
export function isBoilerplate(element: Element, scope: Scope): boolean {
  if (SILENT.has(element.name)) return !isShadowRoot(element);
  const role = attribute(element, "role");
  if (element.name === "nav" || FRAME_ROLES.has(role)) return true;
  if (isHidden(element) && !isPanel(element, scope)) return true;
  const label = `${attribute(element, "class")} ${attribute(element, "id")}`;
  if (label.length > 1 && (isConsent(element, label) || isMenu(element, label, scope.isWhole))) return true;
  if (element.name === "form") return elementsOf(element, "h1", "h2", "h3", "p", "main", "article").length === 0;
  if (!scope.isWhole) return FRAME.has(element.name) && isLinks(element);
  if (element.name === "header") return elementsOf(element, "h1").length === 0;
  return FRAME.has(element.name);
}

const isShadowRoot = (element: Element) => element.name === "template" && "shadowrootmode" in element.attribs;

/** What a tab or an accordion hides until someone asks for it. */
function isPanel(element: Element, { panels }: Scope): boolean {
  const names = `${attribute(element, "class")} ${attribute(element, "id")}`;
  const isOpened =
    attribute(element, "role") === "tabpanel" || panels.has(attribute(element, "id")) || PANEL.test(names);
  return isOpened && !isLinks(element);
}

function isConsent(element: Element, label: string): boolean {
  const isNamed = CONSENT.test(label);
  if (!isNamed && !COOKIE.test(label)) return false;
  const text = inlineText(element);
  if (dense(text) >= LONGEST_BANNER || elementsOf(element, "h1").length > 0) return false;
  return isNamed || ABOUT_COOKIES.test(text);
}

/** A menu of dishes is text, also when each of them is a link. */
const isMenu = (element: Element, label: string, isWhole: boolean) =>
  (isWhole ? MENU : WAY).test(label) && isLinks(element) && !PRICE.test(inlineText(element));

/** Whether most of an element's text leads elsewhere. */
function isLinks(element: Element): boolean {
  const links = elementsOf(element, "a");
  return textLength(links) * 2 > dense(inlineText(element));
}
