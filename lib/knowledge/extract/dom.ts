import type { CheerioAPI } from "cheerio";

export type Node = ReturnType<CheerioAPI["root"]>[number]["children"][number];
export type Element = Extract<Node, { name: string; attribs: object }>;

export const isElement = (node: Node): node is Element =>
  node.type === "tag" || node.type === "script" || node.type === "style";

export const attribute = (element: Element, name: string): string => element.attribs[name] ?? "";

/** The elements of these names inside `element`, in order; not those inside one that was found. */
export function elementsOf(element: Element, ...names: string[]): Element[] {
  return element.children.filter(isElement).flatMap((child) => {
    return names.includes(child.name) ? [child] : elementsOf(child, ...names);
  });
}

const SILENT = new Set([
  "script",
  "style",
  "noscript",
  "template",
  "svg",
  "math",
  "button",
  "select",
  "textarea",
  "iframe",
]);
const BREAKS = new Set(["br", "p", "div", "li", "tr", "section", "ul", "ol", "blockquote"]);

/** What an element says, its parts on one line each. */
export function inlineText(element: Element): string {
  return element.children
    .map((child) => {
      if (child.type === "text") return child.data;
      if (!isElement(child) || SILENT.has(child.name)) return "";
      return BREAKS.has(child.name) ? `\n${inlineText(child)}\n` : inlineText(child);
    })
    .join("");
}
