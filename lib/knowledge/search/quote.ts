import { type QueryTerms, queryTerms } from "@/lib/knowledge/words/tokenize";
import type { Quote } from "./schema";
import { areAlike, type Unit, unitsOf } from "./units";

/** How long a quote gets, in letters; one ideograph says as much as two. */
const MAX = 320;
const MIN = 60;
/** What is worth less than this share of the question's rarest word is not marked: "the" says nothing. A long word does. */
const WORTH_MARKING = 0.35;
const LONG = 6;
/** What a word is worth that no passage holds, as a share of the rarest one: it is misspelt, or written otherwise. */
const UNKNOWN = 0.7;

const IDEOGRAPHS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu;
/** What ends like a sentence, but is an initial or a short form: "Dr.", "z. B.". */
const SHORT_FORM = /(?:^|[\s(])(?:\p{L}|\p{Lu}\p{L}{1,2})\.\s*$/u;

const sizeOf = (text: string) => text.length + (text.match(IDEOGRAPHS)?.length ?? 0);

type Asked = Unit & { weight: number };
type Span = { start: number; end: number };
/** A sentence, or a piece of one that is too long to quote whole, with the asked units that it holds. */
type Sentence = Span & { size: number; holds: Set<Asked> };

/**
 * Quotes passages for a question: of each the few whole sentences that hold most of what was asked, with the places of
 * the matching words in them. `weights` are what search_passages says the question's terms are worth.
 */
export function quoter(question: string, { terms }: QueryTerms, weights: readonly number[]): (text: string) => Quote {
  const asked = weigh(unitsOf(question), new Map(terms.map((term, index) => [term, weights[index] ?? 0])));
  const enough = WORTH_MARKING * Math.max(...asked.map(({ weight }) => weight), 0);
  return (text) => {
    const found = unitsOf(text).flatMap((unit) => {
      const matches = asked.filter((each) => areAlike(each, unit));
      return matches.map((match) => ({ unit, match }));
    });
    const sentences = sentencesOf(text).map((sentence): Sentence => {
      const inside = found.filter(({ unit }) => unit.start >= sentence.start && unit.end <= sentence.end);
      return {
        ...sentence,
        size: sizeOf(text.slice(sentence.start, sentence.end)),
        holds: new Set(inside.map(({ match }) => match)),
      };
    });
    const { start, end } = bestOf(sentences);
    const says = ({ form, weight }: Asked) => weight >= enough || form.length >= LONG;
    const marked = found.filter(({ unit, match }) => says(match) && unit.start >= start && unit.end <= end);
    const marks = merge(marked.map(({ unit }) => ({ start: unit.start - start, end: unit.end - start })));
    return { text: text.slice(start, end), marks };
  };
}

/** Each unit once, with what its rarest term is worth. */
function weigh(units: Unit[], worth: ReadonlyMap<number, number>): Asked[] {
  const distinct = [...new Map(units.map((unit) => [unit.form, unit])).values()];
  const known = distinct.map((unit) => Math.max(...queryTerms(unit.form).terms.map((term) => worth.get(term) ?? 0), 0));
  const most = Math.max(...known, 0) || 1;
  return distinct.map((unit, index) => ({ ...unit, weight: known[index] || UNKNOWN * most }));
}

type Window = { sentences: Sentence[]; size: number; worth: number };

/** The neighbouring sentences that hold most of what was asked: the fewest that do, but not a heading alone. */
function bestOf(sentences: Sentence[]): Span {
  const holding = [...sentences.keys()].filter((index) => sentences[index]?.holds.size);
  const windows = (holding.length > 0 ? holding : [0]).flatMap((first) => windowsFrom(sentences.slice(first)));
  const best = windows.reduce<Window | undefined>(
    (kept, next) => (kept && !isBetter(next, kept) ? kept : next),
    undefined,
  );
  return { start: best?.sentences[0]?.start ?? 0, end: best?.sentences.at(-1)?.end ?? 0 };
}

function isBetter(one: Window, other: Window): boolean {
  if (one.worth !== other.worth) return one.worth > other.worth;
  return other.size < MIN ? one.size > other.size : one.size >= MIN && one.size < other.size;
}

/** The first sentence alone, and with ever more of those after it that fit into a quote. */
function windowsFrom(sentences: Sentence[]): Window[] {
  const windows: Window[] = [];
  for (const sentence of sentences) {
    const before = windows.at(-1);
    const size = (before?.size ?? 0) + sentence.size;
    if (before && size > MAX) break;
    const inside = [...(before?.sentences ?? []), sentence];
    const held = [...new Set(inside.flatMap(({ holds }) => [...holds]))];
    windows.push({ sentences: inside, size, worth: held.reduce((sum, { weight }) => sum + weight, 0) });
  }
  return windows;
}

/** The sentences of a text, without the spaces around them. A line ends a sentence. */
function sentencesOf(text: string): Span[] {
  const lines = [...text.matchAll(/[^\n]+/g)].map(({ 0: line, index }) => ({ start: index, end: index + line.length }));
  return lines
    .flatMap((line) => joinShortForms(text, segments(text, line, "sentence")))
    .flatMap((sentence) => (sizeOf(text.slice(sentence.start, sentence.end)) > MAX ? cut(text, sentence) : [sentence]))
    .map((span) => trim(text, span))
    .filter(({ start, end }) => end > start);
}

function segments(text: string, { start, end }: Span, granularity: "sentence" | "word"): Span[] {
  const found = new Intl.Segmenter(undefined, { granularity }).segment(text.slice(start, end));
  return [...found].map(({ segment, index }) => ({ start: start + index, end: start + index + segment.length }));
}

function joinShortForms(text: string, sentences: Span[]): Span[] {
  return sentences.reduce<Span[]>((all, sentence) => {
    const last = all.at(-1);
    if (last && SHORT_FORM.test(text.slice(last.start, last.end))) last.end = sentence.end;
    else all.push({ ...sentence });
    return all;
  }, []);
}

/** A sentence of any length as pieces between words. */
function cut(text: string, sentence: Span): Span[] {
  return segments(text, sentence, "word").reduce<Span[]>((all, word) => {
    const last = all.at(-1);
    if (last && sizeOf(text.slice(last.start, word.end)) <= MAX) last.end = word.end;
    else all.push({ ...word });
    return all;
  }, []);
}

function trim(text: string, { start, end }: Span): Span {
  const inside = text.slice(start, end);
  return { start: end - inside.trimStart().length, end: start + inside.trimEnd().length };
}

/** Places that touch or overlap as one. */
function merge(spans: Span[]): Span[] {
  return spans.reduce<Span[]>((all, span) => {
    const last = all.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else all.push({ ...span });
    return all;
  }, []);
}
