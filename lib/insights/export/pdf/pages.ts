import PDFDocument from "pdfkit";
import { Fonts } from "./fonts";
import { isUndrawable, layOut } from "./lines";

const MARGIN = 50;
const LINE = 1.4;
const FOOT = 30;
const FOOT_SIZE = 8;

export type Style = { size: number; color: string; spaceBefore?: number; indent?: number };

/** Pages of text from top to bottom, in any script; what is full can be read while the rest is written. */
export class Pages {
  readonly #doc: PDFKit.PDFDocument;
  readonly #fonts = new Fonts();
  readonly #registered = new Set<string>();
  readonly #footOf: (page: number) => string;
  #y = MARGIN;
  #page = 1;
  /** Whether something was written as numbers, because no font has it. */
  hasUndrawable = false;

  constructor(title: string, footOf: (page: number) => string) {
    // No font to begin with: PDFKit's own can't leave Latin, and would have to be found on the disk.
    this.#doc = new PDFDocument({ size: "A4", margin: MARGIN, font: "", info: { Title: title, Creator: "Omniops" } });
    this.#footOf = footOf;
    this.#foot();
  }

  /** Writes a text below what is there; at least its first line stays together with `keep` more points. */
  write(text: string, { size, color, spaceBefore = 0, indent = 0 }: Style, keep = 0): void {
    const left = MARGIN + indent;
    const width = this.#doc.page.width - MARGIN - left;
    this.hasUndrawable ||= isUndrawable(text, this.#fonts);
    this.#y += spaceBefore;
    if (this.#y + size * LINE + keep > this.#end) this.#turn();
    for (const line of layOut(text, { fonts: this.#fonts, size, width })) {
      if (this.#y + size * LINE > this.#end) this.#turn();
      this.#draw(line, { x: line.isRightToLeft ? left + width - line.width : left, y: this.#y + size, size, color });
      this.#y += size * LINE;
    }
  }

  /** What was written since the last call and is on pages that are full. */
  read(): Buffer | null {
    return this.#doc.read();
  }

  /** The rest, once everything is written. */
  end(): AsyncIterable<Buffer> {
    this.#doc.end();
    return this.#doc;
  }

  get #end() {
    return this.#doc.page.height - MARGIN - FOOT / 2;
  }

  #turn(): void {
    this.#doc.addPage();
    this.#page++;
    this.#y = MARGIN;
    this.#foot();
  }

  #foot(): void {
    const [line] = layOut(this.#footOf(this.#page), { fonts: this.#fonts, size: FOOT_SIZE, width: 200 });
    const at = { x: MARGIN, y: this.#doc.page.height - FOOT, size: FOOT_SIZE, color: "#6b6862" };
    if (line) this.#draw(line, at);
  }

  #draw(
    { runs }: ReturnType<typeof layOut>[number],
    { x, y, size, color }: { x: number; y: number; size: number; color: string },
  ): void {
    let left = x;
    for (const { font, text, width } of runs) {
      const name = font.postscriptName;
      if (!this.#registered.has(name)) this.#doc.registerFont(name, font);
      this.#registered.add(name);
      // Naming features, even none, lets the font lay out the whole run rather than its words one by one.
      const options = { lineBreak: false, features: [], baseline: "alphabetic" } as const;
      this.#doc
        .font(name)
        .fontSize(size)
        .fillColor(color)
        .text(text, left, y, { ...options, features: [] });
      left += width;
    }
  }
}
