import { normalize } from "@/lib/knowledge/words/tokenize";
import type { Excerpt } from "./schema";
import { eachWord, wordsOf } from "./words";

const MAX_CHARS = 240;
/** How much is shown before the first word found, where a sentence is too long to be shown whole. */
const LEAD_CHARS = 60;

type Mark = [from: number, to: number];

const sentences = new Intl.Segmenter(undefined, { granularity: "sentence" });

/** The sentence of a text that has most of the words typed, with these marked; null where it has none. */
export function excerptOf(role: Excerpt["role"], text: string, typed: string): Excerpt | null {
  const words = [...new Set(wordsOf(typed).map((word) => word.text))];
  let best: { text: string; marks: Mark[]; count: number } | undefined;
  for (const { segment } of sentences.segment(text)) {
    const found = words.map((word) => marksOf(segment, word));
    const count = found.filter(({ length }) => length > 0).length;
    if (count > (best?.count ?? 0)) best = { text: segment, marks: merged(found.flat()), count };
  }
  return best ? { role, ...shortened(best.text, best.marks) } : null;
}

/** Where a word, or for scripts without spaces a run of letters, is written. */
function marksOf(text: string, wanted: string): Mark[] {
  return eachWord(text).flatMap(({ text: written, isRun, at }): Mark[] => {
    if (!isRun) return normalize(written).startsWith(wanted) ? [[at, at + written.length]] : [];
    return inRun(written, wanted).map(([from, to]): Mark => [at + from, at + to]);
  });
}

function inRun(run: string, wanted: string): Mark[] {
  let folded = "";
  const places: number[] = []; // Where in the run each letter of its folded form comes from.
  let at = 0;
  for (const letter of run) {
    const plain = normalize(letter);
    for (let unit = 0; unit < plain.length; unit++) places.push(at);
    folded += plain;
    at += letter.length;
  }
  places.push(at);
  const marks: Mark[] = [];
  for (let from = folded.indexOf(wanted); from >= 0; from = folded.indexOf(wanted, from + wanted.length)) {
    marks.push([places[from] ?? 0, places[from + wanted.length] ?? at]);
  }
  return marks;
}

function merged(marks: Mark[]): Mark[] {
  const result: Mark[] = [];
  for (const [from, to] of marks.sort(([a], [b]) => a - b)) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

function shortened(sentence: string, marks: Mark[]): Pick<Excerpt, "text" | "marks"> {
  const [first] = marks;
  const isLong = sentence.trimEnd().length > MAX_CHARS;
  const from = isLong && first ? Math.max(0, sentence.lastIndexOf(" ", first[0] - LEAD_CHARS) + 1) : 0;
  const cut = sentence.slice(from, from + MAX_CHARS).trimEnd();
  const isCut = from + cut.length < sentence.trimEnd().length;
  const lead = from > 0 ? "… " : "";
  const shift = lead.length - from;
  const shown = marks.filter(([, to]) => to <= from + cut.length);
  return {
    text: `${lead}${cut.toWellFormed()}${isCut ? " …" : ""}`,
    marks: shown.map(([a, b]): Mark => [a + shift, b + shift]),
  };
}
