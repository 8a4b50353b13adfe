import type { Source } from "./sources";

/** A piece of a source that can stand alone: a sentence, a list item or a table row, with the headings above it. */
export type Unit = { source: Source; index: number; text: string; heading: string; kind: "sentence" | "item" | "row" };

const ABBREVIATION =
  /(?:\b(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|st|no|approx|tel|art|incl|excl|ca|bzw|z\.b|d\.h|u\.a|usw|nr|inkl|evtl|sr|sra|p\.ej|ud|uds|aprox|núm|av|avda|pág|гг?|ул|т\.е|стр)|\b\p{L}|\b\d{1,2})\.$/iu;
const BREAK = /(?<=[.!?…][)"”'»]?)\s+(?=["'“„«¿¡([]?[\p{Lu}\p{Lo}\p{N}])|(?<=[。！？])|(?<=[؟।])\s*/u;
const ITEM = /^\s*(?:[-*•–·▪◦]|\d{1,2}[.)])\s+/;
const ROW = /^\s*\|.*\|\s*$|\t/;
const RULE = /^[\s|:-]+$/;
const HEADING = /^#{1,6}\s+/;
const MAX_HEADING = 80;

/** The units of a source in reading order. */
export function unitsOf(source: Source): Unit[] {
  const units: Unit[] = [];
  let heading = "";
  for (const { kind, text } of readTables(blocksOf(source.text))) {
    if (kind === "heading") heading = text;
    else {
      const texts = kind === "sentence" ? sentencesOf(text) : [text];
      for (const each of texts) units.push({ source, index: units.length, text: each, heading, kind });
    }
  }
  return units;
}

type Block = { kind: Unit["kind"] | "heading"; text: string };

function blocksOf(text: string): Block[] {
  const lines = linesOf(text).filter((line) => !RULE.test(line));
  return lines.map((line, index) => {
    if (HEADING.test(line)) return { kind: "heading", text: line.replace(HEADING, "").trim() };
    if (ROW.test(line)) return { kind: "row", text: line };
    if (ITEM.test(line)) return { kind: "item", text: line.replace(ITEM, "").trim() };
    const isLast = index === lines.length - 1;
    return { kind: isHeadingLike(line) && !isLast ? "heading" : "sentence", text: line.trim() };
  });
}

// A table's first row names the columns of the others.
function readTables(blocks: Block[]): Block[] {
  let columns: string[] | undefined;
  return blocks.flatMap((block) => {
    const cells = block.kind === "row" ? cellsOf(block.text) : undefined;
    const read = cells && columns ? [{ kind: block.kind, text: rowText(columns, cells) }] : [];
    columns = cells && (columns ?? cells);
    return cells ? read : [block];
  });
}

/** A paragraph's sentences. Abbreviations and initials don't end one. */
export function sentencesOf(paragraph: string): string[] {
  const sentences: string[] = [];
  let open = "";
  for (const part of paragraph.split(BREAK)) {
    open = open ? `${open} ${part}` : part;
    if (ABBREVIATION.test(open)) continue;
    sentences.push(open.trim());
    open = "";
  }
  return [...sentences, open.trim()].filter(Boolean);
}

// Hard-wrapped lines of one sentence are joined; whatever looks like a line of its own stays one.
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split("\n").map((line) => line.trimEnd())) {
    const before = lines.at(-1);
    if (before && line && /[\p{Ll},]$/u.test(before) && /^\p{Ll}/u.test(line) && !ROW.test(before))
      lines[lines.length - 1] = `${before} ${line}`;
    else lines.push(line);
  }
  return lines.filter((line) => line.trim());
}

const isHeadingLike = (line: string) =>
  line.length <= MAX_HEADING &&
  !/[.!。！;,…]$/.test(line.trim()) &&
  !/\d/.test(line) &&
  line.trim().split(/\s+/).length <= 9;

const cellsOf = (line: string) =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/\||\t/)
    .map((cell) => cell.trim());

function rowText(columns: string[], cells: string[]): string {
  const [first = "", ...rest] = cells;
  const named = rest.flatMap((cell, index) => (cell ? [label(columns[index + 1], cell)] : []));
  return named.length > 0 ? `${first}: ${named.join(", ")}` : first;
}

const label = (column: string | undefined, cell: string) => (column ? `${column} ${cell}` : cell);
