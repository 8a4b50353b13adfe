import type { PdfItem } from "./file-worker";

/** A line of a PDF page as it is seen: `x` to `end` across, `y` growing upwards. */
export type Line = { text: string; x: number; end: number; y: number; size: number; font: string; page: number };

/** Wider gaps, in letters' heights, part the cells of a row or two columns. */
const CELL_GAP = 2;
const WORD_GAP = 0.18;
const MIN_COLUMN_LINES = 6;
const MIN_COLUMN_LETTERS = 18;
const WIDE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** The lines of a page in the order in which they are read: column after column, and each from top to bottom. */
export function linesOf(items: PdfItem[], page: number): Line[] {
  const upright = items.filter((item) => !item.isTurned && item.str.trim());
  const turned = items.filter((item) => item.isTurned && item.str.trim());
  const pieces = rowsOf(upright).flatMap((row) => piecesOf(row, page));
  const gutter = gutterOf(pieces);
  const ordered = gutter === null ? pieces : byColumns(pieces, gutter);
  return [...joinRows(ordered), ...turned.map((item) => lineOf([item], page))];
}

/** Items on one base line, the topmost first. */
function rowsOf(items: PdfItem[]): PdfItem[][] {
  const rows: PdfItem[][] = [];
  for (const item of items.toSorted((a, b) => b.y - a.y)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && Math.abs(first.y - item.y) < Math.min(first.size, item.size) * 0.5) row.push(item);
    else rows.push([item]);
  }
  return rows.map((row) => row.toSorted((a, b) => a.x - b.x));
}

/** A row cut where its gaps are wide. */
function piecesOf(row: PdfItem[], page: number): Line[] {
  const pieces: PdfItem[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const item of row) {
    const piece = pieces.at(-1);
    if (piece && item.x - end <= item.size * CELL_GAP) piece.push(item);
    else pieces.push([item]);
    end = Math.max(end, item.x + item.width);
  }
  return pieces.map((piece) => lineOf(piece, page));
}

function lineOf(items: PdfItem[], page: number): Line {
  const isRtl = items.filter(({ dir }) => dir === "rtl").length * 2 > items.length;
  const ordered = isRtl ? items.toReversed() : items;
  const longest = ordered.toSorted((a, b) => b.str.length - a.str.length)[0];
  const text = ordered.reduce((line, item, index) => line + glue(ordered[index - 1], item, isRtl) + item.str, "");
  return {
    text: text
      .replace(/\s*(?:\.\s?){4,}\s*/g, " | ")
      .replace(/\s+/g, " ")
      .trim(),
    x: Math.min(...items.map(({ x }) => x)),
    end: Math.max(...items.map(({ x, width }) => x + width)),
    y: longest?.y ?? 0,
    size: Math.round((longest?.size ?? 0) * 10) / 10,
    font: longest?.font ?? "",
    page,
  };
}

function glue(before: PdfItem | undefined, item: PdfItem, isRtl: boolean): string {
  if (!before) return "";
  const gap = isRtl ? before.x - item.x - item.width : item.x - before.x - before.width;
  const isWide = WIDE.test(before.str.slice(-1)) && WIDE.test(item.str.slice(0, 1));
  return gap > item.size * (isWide ? 1 : WORD_GAP) ? " " : "";
}

/** Where a page is parted into two columns of running text, if it is. */
function gutterOf(pieces: Line[]): number | null {
  const [left, right] = [Math.min(...pieces.map(({ x }) => x)), Math.max(...pieces.map(({ end }) => end))];
  const candidates = pieces
    .map(({ x }) => x - 1)
    .filter((x) => x > left + (right - left) * 0.3 && x < left + (right - left) * 0.7);
  for (const x of new Set(candidates.map(Math.round))) {
    const sides = [pieces.filter(({ end }) => end <= x), pieces.filter((piece) => piece.x >= x)];
    const crossing = pieces.length - sides.flat().length;
    if (sides.every(isColumn) && crossing * 4 < pieces.length) return x;
  }
  return null;
}

const isColumn = (lines: Line[]) =>
  lines.length >= MIN_COLUMN_LINES &&
  lines.reduce((sum, { text }) => sum + text.length, 0) / lines.length >= MIN_COLUMN_LETTERS;

/** What stands across both columns parts what is above it from what is below. */
function byColumns(pieces: Line[], gutter: number): Line[] {
  const ordered: Line[] = [];
  let band: Line[] = [];
  const endBand = () => {
    ordered.push(...band.filter(({ end }) => end <= gutter), ...band.filter(({ x }) => x >= gutter));
    band = [];
  };
  for (const piece of pieces) {
    if (piece.x < gutter && piece.end > gutter) {
      endBand();
      ordered.push(piece);
    } else band.push(piece);
  }
  endBand();
  return ordered;
}

/** Neighbours on one base line are the cells of a row. */
function joinRows(pieces: Line[]): Line[] {
  const lines: Line[] = [];
  for (const piece of pieces) {
    const before = lines.at(-1);
    const isSame =
      before && Math.abs(before.y - piece.y) < Math.min(before.size, piece.size) * 0.5 && piece.x >= before.end;
    if (isSame) lines[lines.length - 1] = { ...before, text: `${before.text} | ${piece.text}`, end: piece.end };
    else lines.push(piece);
  }
  return lines;
}
