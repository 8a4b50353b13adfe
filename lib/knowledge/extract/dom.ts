import type { ChildNode, Document, Element } from "domhandler";
import { parseDocument } from "htmlparser2";

export type { Document, Element } from "domhandler";
export type Node = ChildNode;

/** A page's source as a tree. */
export const parseHtml = (html: string): Document => parseDocument(bounded(html));

export const isElement = (node: Node): node is Element =>
  node.type === "tag" || node.type === "script" || node.type === "style";

export const attribute = (element: Element, name: string): string => element.attribs[name] ?? "";

/** The elements of these names inside `element`, in order; not those inside one that was found. */
export function elementsOf(element: Element, ...names: string[]): Element[] {
  const found: Element[] = [];
  const visit = (node: Element): void => {
    for (const child of node.children) {
      if (!isElement(child)) continue;
      if (names.includes(child.name)) found.push(child);
      else visit(child);
    }
  };
  visit(element);
  return found;
}

/** Whether an element stands in one of these. */
export function isWithin(element: Element, those: ReadonlySet<unknown>): boolean {
  for (let above = element.parent; above; above = above.parent) if (those.has(above)) return true;
  return false;
}

/** Those of the elements that stand in no other of them. */
export function outermost(elements: Element[]): Element[] {
  const all = new Set(elements);
  return elements.filter((element) => !isWithin(element, all));
}

const SILENT = new Set(
  "script style noscript template svg math select textarea datalist iframe object embed canvas video audio".split(" "),
);
const BREAKS = new Set("br p div li tr section ul ol dl dt dd blockquote pre hr h1 h2 h3 h4 h5 h6".split(" "));

/** What an element says, its parts on one line each; the words on buttons only where they are `withButtons`. */
export function inlineText(element: Element, withButtons = false): string {
  return element.children
    .map((child) => {
      if (child.type === "text") return child.data;
      if (!isElement(child) || isMute(child, withButtons)) return "";
      const text = inlineText(child, withButtons);
      return BREAKS.has(child.name) ? `\n${text}\n` : text;
    })
    .join("");
}

const isMute = (element: Element, withButtons: boolean) =>
  SILENT.has(element.name) || (element.name === "button" && !withButtons) || isHidden(element);

/** Whether an element is not shown; a search in the browser still opens what is `until-found`. */
export function isHidden(element: Element): boolean {
  const { hidden, style } = element.attribs;
  if (hidden !== undefined && hidden !== "until-found") return true;
  if (style !== undefined && /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)) return true;
  return attribute(element, "aria-hidden") === "true";
}

/** All the text below a node, also what is not shown. */
export const textOf = (node: { children: Node[] }): string =>
  node.children.map((child) => (child.type === "text" ? child.data : isElement(child) ? textOf(child) : "")).join("");

/** All elements below a node in order. A page is asked for many, and each selector would walk through all of it anew. */
export function allElements(root: { children: Node[] }): Element[] {
  const found: Element[] = [];
  const visit = (node: { children: Node[] }): void => {
    for (const child of node.children) {
      if (!isElement(child)) continue;
      found.push(child);
      visit(child);
    }
  };
  visit(root);
  return found;
}

/** What the first meta element says whose attribute (`name`, `property` or `http-equiv`) is this, in any case. */
export const metaContent = (elements: Element[], attributeName: string, value: string): string | undefined =>
  elements.find(({ name, attribs }) => name === "meta" && attribs[attributeName]?.toLowerCase() === value)?.attribs
    .content;

/** Whether one of the words of an attribute is this one, in any case. */
export const hasWord = (element: Element, name: string, word: string): boolean =>
  attribute(element, name).toLowerCase().split(/\s+/).includes(word);

/**
 * Ends a tree. Where much was alive when memory was short, V8 allocates lists of children in its old generation from then
 * on; unless they are emptied, each keeps its nodes until that is swept, and every collection before copies them all.
 */
export function takeApart(root: { children: Node[] }): void {
  for (const child of root.children) if (isElement(child)) takeApart(child);
  root.children = [];
}

const MAX_OPEN = 20_000;
const TAG = /<(\/?)([a-z][\w-]*)/gi;
/** Elements that need no end tag, or have none. */
const ENDLESS =
  /^(?:p|li|d[td]|t[drh]|thead|tbody|tfoot|option|optgroup|br|hr|img|input|meta|link|area|base|col|embed|source|track|wbr)$/i;

/**
 * A page's source; its bare text when it opens tens of thousands of elements and closes none, which no page does but
 * one that wants to stop its reader: the parser takes the square of their number.
 */
function bounded(html: string): string {
  if (html.length < MAX_OPEN * 3) return html;
  let open = 0;
  for (const [, end, name = ""] of html.matchAll(TAG)) {
    if (!ENDLESS.test(name)) open = end ? Math.max(open - 1, 0) : open + 1;
    if (open > MAX_OPEN) return html.replace(/<[^>]*>/g, " ");
  }
  return html;
}

const MAX_DEPTH = 400;

/** Makes what is nested deeper than any page needs flat, so that nothing that follows can run out of stack. */
export function flatten(root: { children: Node[] }, depth = 1): void {
  for (const child of root.children) {
    if (!isElement(child)) continue;
    if (depth > MAX_DEPTH) child.children = leaves(child);
    else flatten(child, depth + 1);
  }
}

/** The text below a node in order. */
function leaves(root: { children: Node[] }): Node[] {
  const found: Node[] = [];
  const waiting = [...root.children].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === "text") found.push(node);
    else if (isElement(node) && !SILENT.has(node.name))
      for (const child of node.children.toReversed()) waiting.push(child);
  }
  return found;
}
