import { isBoilerplate, type Scope } from "./boilerplate";
import { attribute, type Element, elementsOf, inlineText, isElement, type Node } from "./dom";
import { cellText, isData, tableLines } from "./tables";

/** A line of a page's text: a heading, paragraph, list item or table row, with the headings down to it. */
export type Block = {
  text: string;
  isHeading: boolean;
  headings: string[];
  /** Where it stands in a PDF, from 1 on. */
  page?: number;
  /** Whether all of it leads to other pages. */
  isLink?: true;
};

/** White space that is more than one space, or another. */
const WIDE = /[^\S ]\s*| \s+/g;

/** Text as Postgres and people take it: no broken characters, no runs of white space. */
export const clean = (text: string) => text.toWellFormed().replaceAll("\0", "").replace(WIDE, " ").trim();

/** The text of an element line by line, its furniture left out (see isBoilerplate). */
export function blocksOf(root: Element, scope: Scope): Block[] {
  const walk = new Walk(scope);
  walk.visit(root);
  walk.endTerms();
  return walk.blocks;
}

const BLOCK = new Set(
  `address article aside blockquote body caption center details dialog dir div fieldset figcaption figure footer form
  frameset header hgroup hr legend main menu nav noframes option p section summary table tbody td tfoot th thead tr`.split(
    /\s+/,
  ),
);
const HEADING = /^h([1-6])$/;
/** Below the headings of HTML, so that what is open there ends with its element. */
const OPENED_LEVEL = 7;
/** The sign by which headings link to themselves. */
const ANCHOR = /\s*¶$|\s+#$/;
/** Fewer letters are a label, a logo or an ornament. */
const INFORMATIVE = 24;
const FILE_NAME = /\.(?:jpe?g|png|gif|webp|avif|svg)$|^(?:img|dsc|image|photo|screenshot)[-_ ]?\d/i;

/** Goes through elements in order, gathers their text line by line, and remembers the headings above. */
class Walk {
  readonly blocks: Block[] = [];
  private line = "";
  /** How many links the walk is inside of, and what the current line holds of them and beside them. */
  private links = 0;
  private hasLink = false;
  private hasOwn = false;
  private prefix = "";
  /** What pictures on the current line show, to be said after it. */
  private pictures: string[] = [];
  /** The names that the next description explains. */
  private terms: string[] = [];
  private isDescribed = false;
  private readonly open: { level: number; text: string }[] = [];

  private readonly scope: Scope;

  constructor(scope: Scope) {
    this.scope = scope;
  }

  visit(node: Node): void {
    if (node.type === "text") this.text(node.data);
    if (isElement(node) && !isBoilerplate(node, this.scope)) this.element(node);
  }

  private text(data: string): void {
    this.line += data;
    if (this.links > 0) this.hasLink ||= data.trim() !== "";
    else this.hasOwn ||= data.trim() !== "";
  }

  private element(element: Element): void {
    const id = element.attribs.id;
    const label = id === undefined ? undefined : this.scope.panels.get(id);
    if (label === undefined || HEADING.test(element.name)) this.named(element);
    else this.panel(element, label);
  }

  private named(element: Element): void {
    const write = this.writers[element.name];
    if (write) write(element);
    else if (HEADING.test(element.name)) this.heading(element, Number(element.name[1]));
    else if (BLOCK.has(element.name)) this.block(element);
    else this.children(element);
  }

  private readonly writers: Record<string, (element: Element) => void> = {
    a: (element) => this.link(element),
    br: () => this.endLine(),
    pre: (element) => this.preformatted(element),
    table: (element) => (isData(element) ? this.table(element) : this.block(element)),
    details: (element) => this.details(element),
    ul: (element) => this.list(element),
    ol: (element) => this.list(element),
    li: (element) => this.item(element),
    dl: (element) => this.definitions(element),
    dt: (element) => this.term(element),
    dd: (element) => this.description(element),
    img: (element) => this.picture(attribute(element, "alt")),
    iframe: (element) => this.picture(attribute(element, "title")),
  };

  private link(element: Element): void {
    this.links++;
    this.children(element);
    this.links--;
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
    this.endPrefix();
    const text = clean(inlineText(element, true)).replace(ANCHOR, "");
    if (text) this.under(text, level);
  }

  private under(text: string, level: number): void {
    while ((this.open.at(-1)?.level ?? 0) >= level) this.open.pop();
    this.open.push({ level, text });
    this.add(text, true);
  }

  /** What a tab or an accordion shows stands under the words on its handle. */
  private panel(element: Element, label: string): void {
    const isNamed = label === "" || this.open.at(-1)?.text === label;
    this.opened(isNamed ? "" : label, () => this.named(element));
  }

  /** A question that opens: its summary is the heading of what it hides. */
  private details(element: Element): void {
    const summary = element.children.filter(isElement).find((child) => child.name === "summary");
    this.opened(summary ? clean(inlineText(summary, true)) : "", () => {
      for (const child of element.children) if (child !== summary) this.visit(child);
    });
  }

  /** Under a heading that, with those inside, ends with what it opens. */
  private opened(label: string, write: () => void): void {
    this.endLine();
    const above = [...this.open];
    if (label) this.under(label, OPENED_LEVEL + this.open.length);
    write();
    this.endLine();
    if (label) this.open.splice(0, this.open.length, ...above);
  }

  private list(element: Element): void {
    this.endLine();
    let number = Number.parseInt(attribute(element, "start"), 10) || 1;
    for (const child of element.children) {
      const isNumbered = element.name === "ol" && isElement(child) && child.name === "li";
      if (isNumbered && !isBoilerplate(child, this.scope)) this.item(child, `${number++}. `);
      else this.visit(child);
    }
    this.endLine();
  }

  private item(element: Element, prefix = "- "): void {
    this.endPrefix();
    this.prefix = prefix;
    this.children(element);
    this.endLine();
    this.prefix = "";
  }

  private definitions(element: Element): void {
    this.endPrefix();
    const outer = { terms: this.terms, isDescribed: this.isDescribed };
    this.terms = [];
    this.isDescribed = false;
    this.children(element);
    this.endTerms();
    Object.assign(this, outer);
  }

  /** A term stands before each of its descriptions on one line. */
  private term(element: Element): void {
    this.endLine();
    if (this.isDescribed) this.terms = [];
    this.isDescribed = false;
    const text = clean(inlineText(element, true)).replace(/:$/, "");
    if (text) this.terms.push(text);
  }

  private description(element: Element): void {
    this.endLine();
    this.prefix = this.terms.length > 0 ? `${this.terms.join(", ")}: ` : "";
    const count = this.blocks.length;
    this.children(element);
    this.endLine();
    this.prefix = "";
    this.isDescribed ||= this.blocks.length > count;
  }

  endTerms(): void {
    this.endLine();
    if (this.terms.length > 0 && !this.isDescribed) this.add(this.terms.join(", "), false);
    this.terms = [];
    this.isDescribed = false;
  }

  /** A term whose description does not begin with a line of text has a line of its own. */
  private endPrefix(): void {
    this.endLine();
    if (this.prefix.endsWith(": ")) this.add(this.prefix.trim(), false);
    this.prefix = "";
  }

  private preformatted(element: Element): void {
    this.endPrefix();
    for (const line of inlineText(element, true).split("\n")) {
      if (line.trim()) this.add(line.toWellFormed().replaceAll("\0", "").trimEnd(), false);
    }
  }

  private table(element: Element): void {
    this.endPrefix();
    const above = [...this.open];
    for (const caption of elementsOf(element, "caption")) this.add(cellText(caption), false);
    for (const { text, isTitle } of tableLines(element)) {
      if (isTitle) this.under(text, OPENED_LEVEL + above.length);
      else this.add(text, false);
    }
    this.open.splice(0, this.open.length, ...above);
  }

  private picture(words: string): void {
    const text = clean(words);
    if (text.replace(/\s/g, "").length >= INFORMATIVE && !FILE_NAME.test(text)) this.pictures.push(text);
  }

  endLine(): void {
    const text = clean(this.line);
    const isLink = this.hasLink && !this.hasOwn;
    this.line = "";
    this.hasLink = false;
    this.hasOwn = false;
    if (text) {
      this.add(this.prefix + text, false, isLink);
      this.prefix = "";
    }
    const pictures = this.pictures.splice(0);
    for (const picture of pictures) if (!text.includes(picture)) this.add(picture, false);
  }

  private add(text: string, isHeading: boolean, isLink = false): void {
    const headings = this.open.map((heading) => heading.text);
    if (text) this.blocks.push({ text, isHeading, headings, ...(isLink && { isLink }) });
  }
}
