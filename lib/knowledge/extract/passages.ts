import type { Block } from "./blocks";

/** A piece of a page that can be found and quoted. */
export type Passage = { headingPath: string[]; content: string };

/** Sizes in letters; one ideograph says as much as two letters. */
const WHOLE = 1800;
const TARGET = 1100;
const MAX = 1500;
const MIN = 250;
const IDEOGRAPHS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu;

/**
 * Splits a page into passages, in order and without losing a character: a short page stays whole, a longer one breaks
 * before headings, else between lines, else between sentences, and inside a sentence only when it alone is too long.
 */
export function splitIntoPassages(title: string, blocks: Block[], language: string | null): Passage[] {
  const total = blocks.reduce((sum, block) => sum + sizeOf(block.text), 0);
  const lines = blocks.flatMap((block) => shorten(block, total > WHOLE ? MAX : WHOLE, language));
  const groups = total > WHOLE ? group(lines) : lines.length > 0 ? [lines] : [];
  return groups.map((lines) => ({ headingPath: pathOf(title, lines), content: join(lines) }));
}

type Line = Block & { size: number; isContinued: boolean };

const sizeOf = (text: string) => text.length + (text.match(IDEOGRAPHS)?.length ?? 0);

function group(lines: Line[]): Line[][] {
  const groups: Line[][] = [];
  let current: Line[] = [];
  let size = 0;
  for (const [index, line] of lines.entries()) {
    const isFull = size + line.size > MAX || size >= TARGET;
    const isNewTopic = line.isHeading && size >= MIN;
    const isHeld = current.length > 0 && current.every((each) => each.isHeading); // A heading never stands alone.
    if (current.length > 0 && !isHeld && (isFull || isNewTopic)) {
      groups.push(current);
      current = [];
      size = 0;
    }
    current.push(line);
    size += line.size;
    if (index === lines.length - 1) groups.push(current);
  }
  return mergeLast(groups);
}

/** A scrap at the end of a page goes to what stands before it. */
function mergeLast(groups: Line[][]): Line[][] {
  const last = groups.at(-1);
  const before = groups.at(-2);
  if (!last || !before || total(last) >= MIN || total(last) + total(before) > MAX + MIN) return groups;
  return [...groups.slice(0, -2), [...before, ...last]];
}

const total = (lines: Line[]) => lines.reduce((sum, line) => sum + line.size, 0);

const join = (lines: Line[]) =>
  lines.reduce((text, line, index) => text + (index > 0 && !line.isContinued ? "\n" : "") + line.text, "").trim();

/** From the title down to the headings that all lines of a passage stand under. */
function pathOf(title: string, lines: Line[]): string[] {
  const [first, ...rest] = lines.map((line) => line.headings);
  const shared = (first ?? []).filter((heading, depth) => rest.every((path) => path[depth] === heading));
  const path = [title, ...shared].filter((heading, depth, path) => heading && heading !== path[depth - 1]);
  return [...path, ...pagesOf(lines)];
}

/** Where in a PDF to look for a passage. */
function pagesOf(lines: Line[]): string[] {
  const pages = lines.flatMap(({ page }) => page ?? []);
  const [first, last] = [pages[0], pages.at(-1)];
  if (first === undefined) return [];
  return [first === last ? `Page ${first}` : `Pages ${first}–${last}`];
}

/** A block as lines of at most `max`. */
function shorten(block: Block, max: number, language: string | null): Line[] {
  const pieces = split(block.text, max, ["sentence", "word", "grapheme"], language);
  return pieces.map((text, index) => ({ ...block, text, size: sizeOf(text), isContinued: index > 0 }));
}

function split(
  text: string,
  max: number,
  units: Intl.SegmenterOptions["granularity"][],
  language: string | null,
): string[] {
  const [unit, ...finer] = units;
  if (sizeOf(text) <= max || !unit) return [text];
  const segments = new Intl.Segmenter(language ?? undefined, { granularity: unit }).segment(text);
  const parts = [...segments].flatMap(({ segment }) => split(segment, max, finer, language));
  return pack(parts, max);
}

/** Neighbours put together as long as they fit. */
function pack(parts: string[], max: number): string[] {
  const packed: string[] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const part of parts) {
    const more = sizeOf(part);
    if (size + more > max) packed.push(part);
    else packed[packed.length - 1] += part;
    size = size + more > max ? more : size + more;
  }
  return packed;
}
