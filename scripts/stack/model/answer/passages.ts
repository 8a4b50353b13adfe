import { isEnglish } from "@/scripts/stack/model/language";
import type { Question } from "./question";
import type { Source } from "./sources";
import { COVERED, coverage, type Term, termsOf } from "./terms";
import { type Unit, unitsOf } from "./units";

/** A unit with its terms, those of its heading, and those of the units beside it in its section. */
export type ReadUnit = { unit: Unit; terms: Term[]; heading: Term[]; near: Term[] };

/** A source as the terms of its parts. */
export type Passage = { title: Term[]; all: Term[]; units: ReadUnit[]; isForeign: boolean };

/** Reads every source in the way of the question's language. */
export function readPassages(sources: Source[], question: Question): Passage[] {
  const passages = sources.map((source) => readPassage(source, question));
  const hasOwnLanguage = passages.some(({ isForeign }) => !isForeign);
  return passages.map((passage) => ({ ...passage, isForeign: passage.isForeign && hasOwnLanguage }));
}

function readPassage(source: Source, { isEnglish: english }: Question): Passage {
  const headings = new Map<string, Term[]>();
  const read = unitsOf(source).map((unit) => {
    const heading = headings.get(unit.heading) ?? termsOf(unit.heading, english);
    headings.set(unit.heading, heading);
    return { unit, heading, terms: termsOf(unit.text, english) };
  });
  const units = read.map((each, index) => {
    const beside = [read[index - 1], read[index + 1]].filter((other) => other?.unit.block === each.unit.block);
    return { ...each, near: beside.flatMap((other) => other?.terms ?? []) };
  });
  return {
    units,
    title: termsOf(`${source.title} ${pathOf(source.url)}`, english),
    all: units.flatMap(({ terms, heading }) => [...terms, ...heading]),
    isForeign: isEnglish(source.text) !== english,
  };
}

function pathOf(url: string): string {
  return decodeURIComponent(URL.parse(url)?.pathname ?? "").replace(/[-_/.]/g, " ");
}

/** The question with its terms weighed anew: what most units speak of says little about which one is meant. */
export function weigh(question: Question, passages: Passage[]): Question {
  const units = passages.flatMap((passage) => passage.units);
  const terms = question.terms.map((term) => {
    const count = units.filter((unit) => coverage(term, unit.terms) > COVERED).length;
    const rarity = count > 0 && units.length > 1 ? Math.log(units.length / count) / Math.log(units.length) : 1;
    return { ...term, weight: term.weight * (0.25 + 0.75 * rarity) };
  });
  return { ...question, terms };
}
