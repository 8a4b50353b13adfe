import { attribute, type Element, elementsOf, inlineText, isElement } from "./dom";

/** A line of a table: what it says, or a title over the rows below it. */
export type TableLine = { text: string; isTitle: boolean };

const MAX_COLUMNS = 100;
const MAX_SPAN = 1000;
const LONG_CELL = 600;

/** Whether a table holds data, rather than the layout of a page. */
export function isData(table: Element): boolean {
  if (["presentation", "none"].includes(attribute(table, "role"))) return false;
  if (elementsOf(table, "table").length > 0 || elementsOf(table, "h1", "h2", "h3").length > 0) return false;
  const rows = elementsOf(table, "tr");
  const cells = rows.flatMap((row) => elementsOf(row, "td", "th"));
  if (cells.some((cell) => cell.name === "th")) return true;
  const isLong = cells.some((cell) => inlineText(cell).length > LONG_CELL);
  return rows.length > 1 && cells.length > rows.length && !isLong && elementsOf(table, "ul", "ol").length === 0;
}

type Cell = { element: Element; text: string; isHeader: boolean };

/** Each row as a sentence of its own, "Header: cell; Header: cell", with what spans several rows or columns in each. */
export function tableLines(table: Element): TableLine[] {
  const reader = new RowReader();
  for (const row of gridOf(table)) reader.read(row);
  return reader.end().filter(({ text }) => text);
}

class RowReader {
  private readonly lines: TableLine[] = [];
  private headers: string[] = [];
  /** What the header rows just above say, should they turn out to be the last rows. */
  private pending: string[] = [];

  read(row: Row): void {
    const title = titleOf(row);
    if (title) this.lines.push({ text: title.text, isTitle: title.isHeader || isStrong(title.element) });
    else if (isHeaderRow(row)) this.header(row);
    else {
      this.lines.push({ text: rowText(row, this.headers), isTitle: false });
      this.pending = [];
    }
  }

  private header(row: Row): void {
    const above = this.pending.length > 0 ? this.headers : [];
    this.pending.push(rowText(row, this.pending.length > 0 ? [] : this.headers));
    this.headers = headersOf(row, above);
  }

  end(): TableLine[] {
    return [...this.lines, ...this.pending.map((text) => ({ text, isTitle: false }))];
  }
}

/** The names of the columns, after those of the header row above. */
const headersOf = (row: Row, above: string[]) => row.map((cell, column) => joined([above[column], cell?.text], " "));

type Row = (Cell | undefined)[];

/** The one cell that stands over all columns. */
function titleOf(row: Row): Cell | undefined {
  const [first] = row;
  return row.length > 1 && row.every((cell) => cell === first) ? first : undefined;
}

function isHeaderRow(row: Row): boolean {
  const told = row.filter((cell) => cell?.text);
  return row.length > 1 && told.length > 0 && told.every((cell) => cell?.isHeader);
}

const joined = (parts: (string | undefined)[], glue: string) => [...new Set(parts.filter(Boolean))].join(glue);

/** The cells by row and column; one that spans several stands in each. */
function gridOf(table: Element): Row[] {
  const rows = elementsOf(table, "tr");
  const grid: Row[] = rows.map(() => []);
  for (const [index, row] of rows.entries()) {
    const isHead = row.parent !== null && "name" in row.parent && row.parent.name === "thead";
    for (const element of elementsOf(row, "td", "th")) {
      const cell = { element, text: cellText(element), isHeader: element.name === "th" || isHead };
      place(grid, index, cell);
    }
  }
  return grid.filter((row) => row.length > 0);
}

function place(grid: Row[], index: number, cell: Cell): void {
  const row = grid[index] ?? [];
  let column = 0;
  while (row[column] !== undefined) column++;
  const width = Math.min(spanOf(cell.element, "colspan"), MAX_COLUMNS - column);
  const height = spanOf(cell.element, "rowspan");
  for (const below of grid.slice(index, index + height)) {
    for (let across = column; across < column + width; across++) below[across] ??= cell;
  }
}

function spanOf(element: Element, name: string): number {
  const span = Number.parseInt(attribute(element, name), 10);
  if (name === "rowspan" && span === 0) return MAX_SPAN;
  return span > 0 ? Math.min(span, MAX_SPAN) : 1;
}

function rowText(row: Row, headers: string[]): string {
  const cells = row.filter((cell, column) => cell !== undefined && row.indexOf(cell) === column);
  const [first, ...rest] = cells;
  if (headers.length === 0 && first?.isHeader && rest.length > 0) {
    const text = rest.map((cell) => cell?.text).filter(Boolean);
    return text.length > 0 ? `${first.text}: ${text.join("; ")}` : first.text;
  }
  const told = cells.map((cell) => {
    const names = joined(
      headers.filter((_, column) => row[column] === cell),
      ", ",
    );
    return cell?.text && names && names !== cell.text ? `${names}: ${cell.text}` : (cell?.text ?? "");
  });
  return told.filter(Boolean).join(headers.length > 0 ? "; " : " | ");
}

/** A cell's text on one line, what stands on lines of its own in it as a list. */
export function cellText(cell: Element): string {
  const lines = inlineText(cell)
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim());
  const hasList = elementsOf(cell, "li", "br").length > 0;
  const said = hasList
    ? lines
        .filter(Boolean)
        .join(", ")
        .replace(/([.,;:!?]),/g, "$1")
    : lines.join(" ");
  const text = said.toWellFormed().replaceAll("\0", "").replace(/\s+/g, " ").trim();
  return text || picturesOf(cell);
}

/** What the ticks and crosses of a cell without words stand for. */
const picturesOf = (cell: Element) =>
  elementsOf(cell, "img", "svg", "i", "span")
    .map((picture) => (attribute(picture, "alt") || attribute(picture, "aria-label")).trim())
    .filter(Boolean)
    .join(", ");

/** Whether all that a cell says is in bold. */
function isStrong(cell: Element): boolean {
  const parts = cell.children.filter((child) => isElement(child) || (child.type === "text" && child.data.trim()));
  return parts.length > 0 && parts.every((part) => isElement(part) && (part.name === "b" || part.name === "strong"));
}
