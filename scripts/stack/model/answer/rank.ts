import type { Vectorizer } from "@/scripts/stack/model/vectorizer";
import { hasWanted, type Question } from "./question";
import type { Source } from "./sources";
import { coverage, type Term, termsOf } from "./terms";
import { type Unit, unitsOf } from "./units";

/** A unit and how well it answers: `own` and `context` are the shares of the question's weight that it covers. */
export type Candidate = { unit: Unit; own: number; context: number; meaning: number; fits: boolean; score: number };

const MAX_EMBEDDED = 24;

type Context = { terms: Term[]; units: { unit: Unit; terms: Term[]; heading: Term[] }[] };

/** Every unit of the sources, best answer first. */
export async function rank(question: Question, sources: Source[], vectorizer: Vectorizer): Promise<Candidate[]> {
  const candidates = sources.flatMap((source) => {
    const context = read(source, question.isEnglish);
    return context.units.map(({ unit, terms, heading }, index) =>
      judge(question, context, index, { unit, terms, heading }),
    );
  });
  candidates.sort((left, right) => right.score - left.score);
  if (question.isEnglish) await addMeaning(question, candidates.slice(0, MAX_EMBEDDED), vectorizer);
  return candidates.sort((left, right) => right.score - left.score);
}

function read(source: Source, isEnglish: boolean): Context {
  const units = unitsOf(source).map((unit) => ({
    unit,
    terms: termsOf(unit.text, isEnglish),
    heading: termsOf(unit.heading, isEnglish),
  }));
  return {
    terms: termsOf(`${source.title} ${decodeURIComponent(source.url).replace(/[-_/]/g, " ")}`, isEnglish),
    units,
  };
}

function judge(
  question: Question,
  context: Context,
  index: number,
  { unit, terms, heading }: Context["units"][number],
): Candidate {
  const near = [
    ...heading,
    ...context.terms,
    ...(context.units[index - 1]?.terms ?? []),
    ...(context.units[index + 1]?.terms ?? []),
  ];
  let own = 0;
  let around = 0;
  let total = 0;
  for (const wanted of question.terms) {
    const covered = coverage(wanted, terms);
    own += wanted.weight * covered;
    around += wanted.weight * Math.max(covered, 0.8 * coverage(wanted, near));
    total += wanted.weight;
  }
  own /= total || 1;
  const reach = around / (total || 1);
  const fits = hasWanted(unit.text, question.wanted);
  const score = 0.5 * own + 0.3 * reach + (question.wanted && fits ? 0.15 : 0) - (/\?\s*$/.test(unit.text) ? 0.3 : 0);
  return { unit, own, context: reach, meaning: 0, fits, score };
}

async function addMeaning(question: Question, candidates: Candidate[], vectorizer: Vectorizer) {
  const texts = candidates.map(({ unit }) =>
    (unit.heading ? `${unit.heading}: ${unit.text}` : unit.text).slice(0, 300),
  );
  const [asked, ...vectors] = await vectorizer.embed([question.text, ...texts]);
  for (const [index, candidate] of candidates.entries()) {
    const vector = vectors[index];
    if (!asked || !vector) continue;
    candidate.meaning = Math.max(
      0,
      vector.reduce((sum, value, at) => sum + value * (asked[at] ?? 0), 0),
    );
    candidate.score += 0.3 * candidate.meaning;
  }
}
