import bidiFactory, { type EmbeddingLevels } from "bidi-js";
import type { Font } from "fontkit";
import type { Fonts } from "./fonts";

const bidi = bidiFactory();
const words = new Intl.Segmenter(undefined, { granularity: "word" });
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Characters that one font draws in one direction, as the font wants them. */
export type Run = { font: Font; text: string; width: number };

/** A line as it is drawn, from left to right. */
export type Line = { runs: Run[]; width: number; isRightToLeft: boolean };

/** A cluster of characters that is drawn as one, with its place in its paragraph. */
type Cluster = { text: string; font: Font; start: number; width: number };

/** The text in lines no wider than `width` at this size, with characters that no font has written as their numbers. */
export function layOut(text: string, { fonts, size, width }: { fonts: Fonts; size: number; width: number }): Line[] {
  return text
    .normalize("NFC")
    .split(/\r\n|[\n\r\u2028\u2029\v\f]/)
    .flatMap((paragraph) => layOutParagraph(drawable(paragraph, fonts), { fonts, size, width }));
}

/** Whether some of these characters can't be drawn. */
export const isUndrawable = (text: string, fonts: Fonts) => drawable(text, fonts) !== text;

/** The text with each cluster that no font has as numbers: [U+1F600]. */
function drawable(paragraph: string, fonts: Fonts): string {
  let font: Font | undefined;
  const shown = [...graphemes.segment(paragraph.replace(/\t/g, "    ").replace(/\p{Cc}/gu, ""))].map(({ segment }) => {
    const found = fonts.find(segment, font);
    if (!found) return `[${[...segment].map(asNumber).join(" ")}]`;
    font = found;
    return segment;
  });
  return shown.join("");
}

const asNumber = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

type Room = { fonts: Fonts; size: number; width: number };

function layOutParagraph(paragraph: string, room: Room): Line[] {
  const levels = bidi.getEmbeddingLevels(paragraph);
  const clusters = clustersOf(paragraph, room);
  const starts = breaks(paragraph);
  const lines: Cluster[][] = [[]];
  let used = 0;
  for (const word of wordsOf(clusters, starts)) {
    const width = sum(word);
    if (used + width > room.width && used > 0) {
      lines.push([]);
      used = 0;
    }
    for (const cluster of word) {
      if (used + cluster.width > room.width && used > 0 && width > room.width) {
        lines.push([]);
        used = 0;
      }
      lines.at(-1)?.push(cluster);
      used += cluster.width;
    }
  }
  return lines.map((line) => draw(trimmed(line), levels, room.size));
}

function clustersOf(paragraph: string, { fonts, size }: Room): Cluster[] {
  let font: Font | undefined;
  return [...graphemes.segment(paragraph)].flatMap(({ segment: text, index: start }) => {
    font = fonts.find(text, font);
    return font ? [{ text, font, start, width: widthOf(font, text, size) }] : [];
  });
}

const widths = new WeakMap<Font, Map<string, number>>();

/** In points. */
function widthOf(font: Font, text: string, size: number): number {
  const known = widths.get(font) ?? new Map<string, number>();
  widths.set(font, known);
  const width = known.get(text) ?? font.layout(text).advanceWidth;
  known.set(text, width);
  return (width * size) / font.unitsPerEm;
}

/** Where lines may begin: at each word that isn't punctuation, or behind a space. */
function breaks(paragraph: string): Set<number> {
  const starts = new Set<number>();
  let before = "";
  for (const { segment, index, isWordLike } of words.segment(paragraph)) {
    const isGlued =
      before !== "" && !/\s$/u.test(before) && (!isWordLike || /[\p{Ps}\p{Pi}\p{Sc}'’@#/.:_-]$/u.test(before));
    if (!isGlued && !/^\s/u.test(segment)) starts.add(index);
    before = segment;
  }
  return starts;
}

function* wordsOf(clusters: Cluster[], starts: Set<number>): Generator<Cluster[]> {
  let word: Cluster[] = [];
  for (const cluster of clusters) {
    if (starts.has(cluster.start) && word.length > 0) {
      yield word;
      word = [];
    }
    word.push(cluster);
  }
  if (word.length > 0) yield word;
}

const sum = (clusters: Cluster[]) =>
  clusters.slice(0, trimmed(clusters).length).reduce((total, { width }) => total + width, 0);

/** Without the spaces at the end, which may stick out. */
function trimmed(clusters: Cluster[]): Cluster[] {
  const last = clusters.findLastIndex(({ text }) => text.trim() !== "");
  return clusters.slice(0, last + 1);
}

/** The clusters in the order in which they are seen, joined to runs. */
function draw(clusters: Cluster[], levels: EmbeddingLevels, size: number): Line {
  const runs: (Cluster & { level: number })[] = [];
  for (const cluster of clusters) {
    const level = levels.levels[cluster.start] ?? 0;
    const last = runs.at(-1);
    if (last?.level === level && last.font === cluster.font) last.text += cluster.text;
    else runs.push({ ...cluster, level });
  }
  const shown = reordered(runs).map(({ font, text, level }): Run => {
    const seen = level % 2 === 1 ? asSeen(text) : text;
    return { font, text: seen, width: (font.layout(seen).advanceWidth * size) / font.unitsPerEm };
  });
  const width = shown.reduce((total, run) => total + run.width, 0);
  return { runs: shown, width, isRightToLeft: (levels.paragraphs[0]?.level ?? 0) % 2 === 1 };
}

/** Rule L2 of the Unicode bidirectional algorithm: from the highest level down, what is at least that high is turned. */
function reordered<T extends { level: number }>(runs: T[]): T[] {
  const order = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let start = 0; start < order.length; start++) {
      let end = start;
      while ((order[end]?.level ?? -1) >= level) end++;
      if (end > start) order.splice(start, end - start, ...order.slice(start, end).reverse());
      start = Math.max(start, end - 1);
    }
  }
  return order;
}

const TURNED_BY_FONT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** Text of a right-to-left run: with brackets mirrored, and turned where the font doesn't do so because of the script. */
function asSeen(text: string): string {
  const characters = [...graphemes.segment(text)].map(({ segment }) => bidi.getMirroredCharacter(segment) ?? segment);
  return (TURNED_BY_FONT.test(text) ? characters : characters.reverse()).join("");
}
