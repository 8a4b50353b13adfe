import { attribute, type Element, inlineText, isElement, type Node, outermost, textOf } from "./dom";

/** A thing of schema.org: its types without their prefix, and what is told of it. */
export type Thing = { types: string[]; of: Record<string, unknown> };

const MAX_THINGS = 500;
const MAX_DEPTH = 12;

/** What a page tells machines, as JSON-LD, microdata or RDFa; only the outermost things of which something is known. */
export function thingsOf(elements: Element[], isKnown: (types: string[]) => boolean): Thing[] {
  const scripts = elements.filter((each) => each.name === "script" && /ld\+json/i.test(attribute(each, "type")));
  const roots = [...scripts.map((script) => parsed(textOf(script))), ...itemsOf(elements)];
  const found: Thing[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (depth > MAX_DEPTH || found.length >= MAX_THINGS || typeof value !== "object" || value === null) return;
    const types = Array.isArray(value) ? [] : typesOf(value);
    if (isKnown(types)) found.push({ types, of: { ...value } });
    else for (const inner of Object.values(value)) visit(inner, depth + 1);
  };
  for (const root of roots) visit(root, 0);
  return found;
}

const typesOf = (value: object): string[] =>
  "@type" in value ? [value["@type"]].flat().map((type) => String(type).split(/[/#:]/).at(-1) ?? "") : [];

const OPENING = /^\s*(?:<!--|(?:\/\/|\/\*)?\s*<!\[CDATA\[(?:\*\/)?)/;
const CLOSING = /\s*(?:(?:-->|(?:\/\/|\/\*)?\s*\]\]>(?:\*\/)?|;)\s*)+$/;

/** JSON as people write it: within comments, with line breaks in its strings, with a semicolon at its end. */
function parsed(text: string): unknown {
  const json = text.replace(OPENING, "").replace(CLOSING, "");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows them nowhere but between its parts.
  for (const attempt of [json, json.replace(/[\x00-\x1f]+/g, " ").replace(/,\s*([}\]])/g, "$1")]) {
    try {
      return JSON.parse(attempt);
    } catch {}
  }
  return null;
}

type Dialect = { scope: string; type: string; property: string };
const DIALECTS: Dialect[] = [
  { scope: "itemscope", type: "itemtype", property: "itemprop" },
  { scope: "typeof", type: "typeof", property: "property" },
];

/** Microdata and RDFa in the shape of JSON-LD. */
function itemsOf(elements: Element[]): unknown[] {
  return DIALECTS.flatMap((dialect) => {
    const items = outermost(elements.filter(({ attribs }) => dialect.scope in attribs));
    return items.slice(0, MAX_THINGS).map((item) => itemOf(item, dialect, 0));
  });
}

function itemOf(item: Element, dialect: Dialect, depth: number): Record<string, unknown> {
  const thing: Record<string, unknown> = { "@type": attribute(item, dialect.type).trim().split(/\s+/) };
  if (depth <= MAX_DEPTH) for (const child of item.children) collect(child, thing, dialect, depth);
  return thing;
}

function collect(node: Node, thing: Record<string, unknown>, dialect: Dialect, depth: number): void {
  if (!isElement(node)) return;
  const isScope = dialect.scope in node.attribs;
  const names = attribute(node, dialect.property).split(/\s+/).filter(Boolean);
  const value = names.length === 0 ? null : isScope ? itemOf(node, dialect, depth + 1) : propertyOf(node);
  for (const name of names.map((each) => each.split(":").at(-1) ?? "")) {
    thing[name] = name in thing ? [thing[name], value].flat() : value;
  }
  if (!isScope) for (const child of node.children) collect(child, thing, dialect, depth);
}

function propertyOf(element: Element): string {
  const { content, datetime, href, value } = element.attribs;
  return (content ?? datetime ?? value ?? (element.name === "link" ? href : undefined) ?? inlineText(element)).trim();
}
