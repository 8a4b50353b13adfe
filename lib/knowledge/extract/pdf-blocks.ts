import { type Block, clean } from "./blocks";
import type { Line } from "./pdf-lines";

const HEADING_SIZE = 1.12;
const LONGEST_HEADING = 150;
const BULLET = /^(?:[•‣◦▪●○■–—*]|-\s|\(?\d{1,3}[.)]\s|[a-z]\)\s)/;
const SENTENCE_END = /[.!?:;。！？؟।…]["'”’)\]»]?$/u;
const WIDE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/u;

/** The paragraphs and headings that lines make up, in order. */
export function paragraphsOf(lines: Line[]): Block[] {
  const writer = new Writer(lines);
  for (const [index, line] of lines.entries()) writer.write(line, lines[index + 1]);
  return writer.blocks.map((block) => ({ ...block, text: clean(block.text) })).filter(({ text }) => text);
}

class Writer {
  readonly blocks: Block[] = [];
  private readonly body: number;
  private readonly bodyFont: string | undefined;
  /** The sizes of headings, the largest first. */
  private readonly sizes: number[];
  private readonly right: number;
  private readonly open: { level: number; text: string }[] = [];
  private before: { line: Line; level: number } | undefined;

  constructor(lines: Line[]) {
    this.body = mostCommon(lines, ({ size }) => size) ?? 0;
    const ofBody = lines.filter(({ size }) => size === this.body);
    this.bodyFont = mostCommon(ofBody, ({ font }) => font);
    this.sizes = [...new Set(lines.filter((line) => this.isBig(line)).map(({ size }) => size))].sort((a, b) => b - a);
    this.right = lines.reduce((right, { end }) => Math.max(right, end), 0);
  }

  private isBig({ size, text }: Line): boolean {
    return size >= this.body * HEADING_SIZE && text.length <= LONGEST_HEADING && /\p{L}/u.test(text);
  }

  private levelOf(line: Line, next: Line | undefined): number {
    if (this.isBig(line)) return this.sizes.indexOf(line.size) + 1;
    return line.font !== this.bodyFont && isBold(line, next, this.body) ? this.sizes.length + 1 : 0;
  }

  write(line: Line, next: Line | undefined): void {
    const level = this.levelOf(line, next);
    const last = this.blocks.at(-1);
    const goesOn = this.before?.level === level && continues(this.before.line, line, level, this.right);
    if (goesOn && last) this.goOn(last, line);
    else this.begin(line, level);
    this.before = { line, level };
  }

  private goOn(block: Block, { text }: Line): void {
    block.text = joined(block.text, text);
    const heading = this.open.at(-1);
    if (!block.isHeading || !heading) return;
    heading.text = block.text;
    block.headings = this.path();
  }

  private begin({ text, page }: Line, level: number): void {
    while (level > 0 && (this.open.at(-1)?.level ?? 0) >= level) this.open.pop();
    if (level > 0) this.open.push({ level, text });
    this.blocks.push({ text, isHeading: level > 0, headings: this.path(), page });
  }

  private path(): string[] {
    return this.open.map(({ text }) => text);
  }
}

/** A short line in a font of its own above others, as bold headings are. */
function isBold(line: Line, next: Line | undefined, body: number): boolean {
  if (!next || next.font === line.font || line.size < body || line.text.includes(" | ")) return false;
  return line.text.length < 80 && /^\p{Lu}|^\d|^\p{Lo}/u.test(line.text) && !/[.,;]$/.test(line.text);
}

/** Whether a line goes on with the paragraph or heading of the line before. */
function continues(before: Line, line: Line, level: number, right: number): boolean {
  if (Math.abs(before.size - line.size) > before.size * 0.1 || BULLET.test(line.text)) return false;
  if (before.text.includes(" | ") || line.text.includes(" | ")) return false;
  if (before.page !== line.page) return level === 0 && isOpen(before) && /^\p{Ll}|^\p{Lo}/u.test(line.text);
  const gap = before.y - line.y;
  if (gap > line.size * 1.75 || gap < -line.size * 3) return gap < 0 && isOpen(before) && /^\p{Ll}/u.test(line.text);
  if (level > 0) return before.font === line.font;
  const isShort = before.end < right - (right - before.x) * 0.25;
  return !isShort || /^\p{Ll}/u.test(line.text) || (isOpen(before) && /^\p{Lo}/u.test(line.text));
}

const isOpen = ({ text }: Line) => !SENTENCE_END.test(text);

function joined(text: string, more: string): string {
  if (/\p{L}[-\u2010\u00ad]$/u.test(text) && /^\p{Ll}/u.test(more)) return text.slice(0, -1) + more;
  const isWide = WIDE.test(text.slice(-1)) && WIDE.test(more.slice(0, 1));
  return `${text}${isWide ? "" : " "}${more}`;
}

/** What most letters have in common. */
function mostCommon<T>(lines: Line[], of: (line: Line) => T): T | undefined {
  const counts = new Map<T, number>();
  for (const line of lines) counts.set(of(line), (counts.get(of(line)) ?? 0) + line.text.length);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
