import { isBoilerplate } from "./boilerplate";
import { type Element, elementsOf, inlineText, isElement, type Node } from "./dom";

/** A line of a page's text: a heading, paragraph, list item or table row, with the headings down to it. */
export type Block = { text: string; isHeading: boolean; headings: string[] };

/** Text as Postgres and people take it: no broken characters, no runs of white space. */
export const clean = (text: string) => text.toWellFormed().replaceAll("\0", "").replace(/\s+/g, " ").trim();

/** The text of an element line by line, its furniture left out (see isBoilerplate for `isWhole`). */
export function blocksOf(root: Element, isWhole: boolean): Block[] {
  const walk = new Walk(isWhole);
  walk.visit(root);
  walk.endLine();
  return walk.blocks;
}

const BLOCK = new Set(
  `address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form
  header hgroup hr legend li main menu nav ol option p section summary table tbody td tfoot th thead tr ul`.split(
    /\s+/,
  ),
);
const HEADING = /^h([1-6])$/;
/** Below the headings of HTML, so that what is open there ends with its element. */
const SUMMARY_LEVEL = 7;

/** Goes through elements in order, gathers their text line by line, and remembers the headings above. */
class Walk {
  readonly blocks: Block[] = [];
  private line = "";
  private prefix = "";
  private readonly open: { level: number; text: string }[] = [];

  private readonly isWhole: boolean;

  constructor(isWhole: boolean) {
    this.isWhole = isWhole;
  }

  visit(node: Node): void {
    if (node.type === "text") this.line += node.data;
    if (isElement(node) && !isBoilerplate(node, this.isWhole)) this.element(node);
  }

  private element(element: Element): void {
    const level = Number(HEADING.exec(element.name)?.[1] ?? 0);
    if (level > 0) this.heading(element, level);
    else if (element.name === "br") this.endLine();
    else if (element.name === "pre") this.preformatted(element);
    else if (element.name === "table" && isData(element)) this.table(element);
    else if (element.name === "details") this.details(element);
    else if (element.name === "li") this.item(element);
    else if (element.name === "dt") this.term(element);
    else if (BLOCK.has(element.name)) this.block(element);
    else this.children(element);
  }

  private children(element: Element): void {
    for (const child of element.children) this.visit(child);
  }

  private block(element: Element): void {
    this.endLine();
    this.children(element);
    this.endLine();
  }

  private heading(element: Element, level: number): void {
    this.endLine();
    const text = clean(inlineText(element));
    if (!text) return;
    this.close(level);
    this.open.push({ level, text });
    this.add(text, true);
  }

  private close(level: number): void {
    while ((this.open.at(-1)?.level ?? 0) >= level) this.open.pop();
  }

  /** A question that opens: its summary is the heading of what it hides. */
  private details(element: Element): void {
    this.endLine();
    const depth = this.open.length;
    const [summary] = element.children.filter((child) => isElement(child) && child.name === "summary");
    if (summary && isElement(summary)) this.heading(summary, SUMMARY_LEVEL + depth);
    for (const child of element.children) if (child !== summary) this.visit(child);
    this.endLine();
    this.open.length = Math.min(this.open.length, depth);
  }

  private item(element: Element): void {
    this.endLine();
    this.prefix = "- ";
    this.children(element);
    this.endLine();
    this.prefix = "";
  }

  /** A term stands before its description on one line. */
  private term(element: Element): void {
    this.endLine();
    const text = clean(inlineText(element));
    if (text) this.prefix += `${text.replace(/:$/, "")}: `;
  }

  private preformatted(element: Element): void {
    this.endLine();
    for (const line of inlineText(element).split("\n")) if (line.trim()) this.add(line.toWellFormed().trimEnd(), false);
  }

  private table(element: Element): void {
    this.endLine();
    for (const caption of elementsOf(element, "caption")) this.add(clean(inlineText(caption)), false);
    for (const row of tableRows(element)) this.add(row, false);
  }

  endLine(): void {
    const text = clean(this.line);
    this.line = "";
    if (!text) return;
    this.add(this.prefix + text, false);
    this.prefix = "";
  }

  private add(text: string, isHeading: boolean): void {
    if (text) this.blocks.push({ text, isHeading, headings: this.open.map((heading) => heading.text) });
  }
}

/** Whether a table holds data, rather than the layout of a page. */
function isData(table: Element): boolean {
  if (elementsOf(table, "table").length > 0 || elementsOf(table, "h1", "h2", "h3", "ul", "ol").length > 0) return false;
  return elementsOf(table, "th").length > 0 || elementsOf(table, "tr").length > 1;
}

/** Each row as a sentence of its own: "Header: cell; Header: cell". */
function tableRows(table: Element): string[] {
  const rows = elementsOf(table, "tr").map((row) => elementsOf(row, "td", "th"));
  const [first = []] = rows;
  const hasHeader = rows.length > 1 && first.length > 1 && first.every((cell) => cell.name === "th");
  const header = hasHeader ? first.map(cellText) : [];
  return rows.slice(hasHeader ? 1 : 0).map((cells) => rowText(cells, header));
}

function rowText(cells: Element[], header: string[]): string {
  const [first, ...rest] = cells;
  const isNamed = header.length === 0 && first?.name === "th" && rest.length > 0;
  if (isNamed) return `${cellText(first)}: ${rest.map(cellText).filter(Boolean).join("; ")}`;
  const parts = cells.map((cell, column) => ({ name: header[column] ?? "", text: cellText(cell) }));
  const told = parts.filter(({ text }) => text).map(({ name, text }) => (name ? `${name}: ${text}` : text));
  return told.join(header.length > 0 ? "; " : " | ");
}

const cellText = (cell: Element) => clean(inlineText(cell));
