import { sentencesOf } from "./sentences";
import type { Source } from "./sources";

/** A named value: a column of a table row. */
export type Cell = { name: string; value: string };

/** A piece of a source that can be quoted: a sentence, a list item or a table row, with the heading above it. */
export type Unit = {
  source: Source;
  /** Its place in the source; `block` counts the headings before it. */
  index: number;
  block: number;
  heading: string;
  text: string;
  /** The sentence before it in its paragraph, which it may lean on. */
  before: string;
  kind: "sentence" | "item" | "row";
  /** The columns of a row after the first, which names it. */
  cells: Cell[];
};

const ITEM = /^(?:[-*•–·▪◦]|\d{1,2}[.)])\s+/;
const FACT = /^[^:.!?;|]{2,50}: \S/; // "Parking: 70 spaces"
const PIPES = /\s*\|\s*/;
const RULE = /^[\s|:-]*$/;
const MARKED_HEADING = /^#{1,6}\s+/;
const HOURS = /\d[:.h]\d|\d\s?(?:am|pm|a\.m|p\.m|uhr|h)\b|\d\s?[–—-]\s?\d|\d\s?[点时]/i;
const MAX_HEADING = 70;
const MAX_HEADING_WORDS = 10;

type Line = { kind: Unit["kind"] | "heading"; text: string; cells: Cell[] };

/** The units of a source in reading order. */
export function unitsOf(source: Source): Unit[] {
  const units: Unit[] = [];
  let heading = source.title.split(/\s[›>»|·—]\s/).at(-1) ?? "";
  let block = 0;
  for (const { kind, text, cells } of linesOf(source.text)) {
    if (kind === "heading") {
      heading = text;
      block++;
      continue;
    }
    const parts = kind === "sentence" ? sentencesOf(text) : [text];
    for (const [at, part] of parts.entries()) {
      units.push({ source, index: units.length, block, heading, text: part, before: parts[at - 1] ?? "", kind, cells });
    }
  }
  return units;
}

function linesOf(text: string): Line[] {
  const raw = joinWrapped(text.split("\n").map((line) => line.trim())).filter((line) => !RULE.test(line));
  const lines: Line[] = [];
  let columns: string[] | undefined;
  for (const [index, line] of raw.entries()) {
    const cells = line.split(PIPES).filter((cell, at, all) => cell || (at > 0 && at < all.length - 1));
    if (cells.length < 2 || !line.includes("|")) {
      columns = undefined;
      const last = lines.at(-1);
      const found = read(line, raw[index - 1], raw[index + 1]);
      if (last && describes(found, raw[index - 1])) last.text += ` – ${found.text}`;
      else lines.push(found);
    } else if (columns) lines.push(row(cells.map((value, at) => ({ name: columns?.[at] ?? "", value }))));
    else if (cells.some((cell) => /\d/.test(cell))) lines.push(row(cells.map((value) => ({ name: "", value }))));
    else columns = cells;
  }
  return lines;
}

// A sentence that was wrapped by hand goes on in lower case.
function joinWrapped(lines: string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const before = joined.at(-1);
    const goesOn = before && /[\p{Ll},]$/u.test(before) && /^\p{Ll}/u.test(line) && !ITEM.test(before);
    if (goesOn) joined[joined.length - 1] = `${before} ${line}`;
    else joined.push(line);
  }
  return joined;
}

function read(line: string, before: string | undefined, after: string | undefined): Line {
  const cells = namedCells(line);
  if (cells) return row(cells);
  if (MARKED_HEADING.test(line)) return { kind: "heading", text: line.replace(MARKED_HEADING, ""), cells: [] };
  if (after !== undefined && isHeading(line, before, after)) return { kind: "heading", text: line, cells: [] };
  if (ITEM.test(line)) return { kind: "item", text: line.replace(ITEM, ""), cells: [] };
  return { kind: FACT.test(line) && sentencesOf(line).length === 1 ? "item" : "sentence", text: line, cells: [] };
}

const BULLET = /^[-*•·▪◦–]\s/;
const ENDED = /[.!?…。！？؟:：]["”'’»)]?$/;

/** Whether a line says more about the list item before it, as a dish's ingredients do. */
function describes({ kind, text }: Line, before: string | undefined): boolean {
  return kind === "sentence" && before !== undefined && BULLET.test(before) && !ENDED.test(before) && !ENDED.test(text);
}

function isHeading(line: string, before = "", after = ""): boolean {
  const isShort = line.length <= MAX_HEADING && line.split(/\s+/).length <= MAX_HEADING_WORDS;
  if (!isShort || HOURS.test(line) || /[.!。！;:,…]$/.test(line) || BULLET.test(line) || /[·;|]|\p{Sc}|: /u.test(line))
    return false;
  const describesItem = BULLET.test(before) && (BULLET.test(after) || line.includes(", "));
  return !describesItem && /^["'“„«¿¡(]?[\p{Lu}\p{Lo}\p{N}]/u.test(line);
}

/** "Space: Weir Hall; Seated: 180" as cells; null for any other line. */
function namedCells(line: string): Cell[] | null {
  const cells: Cell[] = [];
  for (const part of line.split("; ")) {
    const [, name, value] = /^([^:.!?]{1,60}): (.+)$/.exec(part) ?? [];
    const last = cells.at(-1);
    if (name && value) cells.push({ name, value });
    else if (last) last.value += `; ${part}`;
    else cells.push({ name: "", value: part });
  }
  return cells.filter(({ name }) => name).length >= 2 ? cells : null;
}

function row(cells: Cell[]): Line {
  const [first, ...rest] = cells.filter(({ value }) => /[\p{L}\p{N}]/u.test(value));
  const told = rest.map(({ name, value }) => (name ? `${name}: ${value}` : value));
  return { kind: "row", text: [first?.value, told.join(", ")].filter(Boolean).join(" – "), cells: rest };
}
