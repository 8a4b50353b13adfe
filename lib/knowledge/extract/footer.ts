import { type Block, blocksOf } from "./blocks";
import { type Element, hasWord, outermost } from "./dom";

const TIME = /\b(?:[01]?\d|2[0-4])[:.h][0-5]\d\b|\b\d{1,2}\s?(?:am|pm|a\.m\.|p\.m\.|uhr|h)\b|\d{1,2}\s?[時点點时시]/i;
const PHONE = /(?:\+|\b00?)[1-9][\d\s()./-]{5,}\d|\(\d{2,5}\)\s?\d[\d\s./-]{4,}\d|\b0\d{1,4}[\s./-]\d[\d\s./-]{3,}\d/;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
const POSTCODE = /\b[A-Z]{0,2}-?\d{4,5}\s+\p{Lu}|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b[A-Z]{2}\s\d{5}\b|〒\d{3}/u;
const CONTACT = [TIME, PHONE, EMAIL, POSTCODE];
const LONGEST = 200;
const COPYRIGHT = /©|\(c\)\s*\d{4}|copyright|all rights reserved/i;

/**
 * When and how a business can be reached, as the foot of its page says it and nothing of `shown` does: each group of
 * lines under one heading that holds a time, a telephone number, an address or an e-mail address.
 */
export function contactBlocks(elements: Element[], shown: Block[]): Block[] {
  const known = new Set(shown.map(({ text }) => text));
  return outermost(elements.filter(isFooter))
    .flatMap((footer) => groupsOf(footer))
    .filter((group) => group.some(({ text }) => CONTACT.some((pattern) => pattern.test(text))))
    .flatMap((group) => group.filter(({ text }) => !known.has(text)));
}

const isFooter = (element: Element) =>
  element.name === "footer" ||
  element.attribs.role === "contentinfo" ||
  element.attribs.id === "footer" ||
  hasWord(element, "class", "footer");

/** Lines of a footer by the heading that they stand under. */
function groupsOf(footer: Element): Block[][] {
  const inner = { ...footer, name: "div", attribs: {} };
  const lines = blocksOf(inner as Element, { isWhole: false, panels: new Map() });
  const told = lines.filter(({ text }) => text.length <= LONGEST && !COPYRIGHT.test(text));
  const byHeading = Map.groupBy(told, ({ headings }) => headings.join("\n"));
  return [...byHeading].flatMap(([heading, group]) => (heading ? [group] : group.map((line) => [line])));
}
