import type { Vectorizer } from "@/scripts/stack/model/vectorizer";
import { tells } from "./evidence";
import type { Question } from "./question";
import type { Source } from "./sources";
import { coverage, type Term, termsOf } from "./terms";
import { type Unit, unitsOf } from "./units";

/** A unit and how well it answers. `own` and `reach` are the shares of the question's weight that it and its surroundings cover. */
export type Candidate = {
  unit: Unit;
  own: number;
  reach: number;
  /** The share that the heading alone covers. */
  heading: number;
  /** The terms of the question that nothing around the unit covers. */
  missing: Term[];
  meaning: number;
  fits: boolean;
  /** The log of the odds that the unit answers. */
  score: number;
};

// Fitted by logistic regression, so that a score of 0 means as likely right as wrong.
const ENGLISH = { bias: -4.2, own: 3.7, reach: 2.1, heading: 0.9, meaning: 3, missing: -3.1 };
const OTHER = { bias: -3.7, own: 3.9, reach: 3.6, heading: 1.1, meaning: 0, missing: -2.1 };
const FITS = 0.6;
const REPLY = 0.8; // What answers a question on a list of questions, by how much that question is this one.
const SHORT = 12;

const MAX_EMBEDDED = 24;
const HEADING = 0.95;
const TITLE = 0.85;
const NEIGHBOUR = 0.8;
const PASSAGE = 0.6;
const COVERED = 0.5;
const ASKED = 0.8; // A price covers the word "price".
const OWN_TITLE = 0.55;

type Read = { unit: Unit; terms: Term[]; heading: Term[] };
type Context = { title: Term[]; all: Term[]; units: Read[] };

/** Every unit of the sources, best answer first. */
export async function rank(question: Question, sources: Source[], vectorizer: Vectorizer): Promise<Candidate[]> {
  const contexts = sources.map((source) => read(source, question.isEnglish));
  const weighed = weigh(question, contexts);
  const candidates = contexts.flatMap((context) =>
    context.units.map((unit, index) => judge(weighed, context, unit, index)),
  );
  candidates.sort(byScore);
  if (question.isEnglish) await addMeaning(question, candidates.slice(0, MAX_EMBEDDED), vectorizer);
  return candidates.sort(byScore);
}

const byScore = (left: Candidate, right: Candidate) => right.score - left.score;

function read(source: Source, isEnglish: boolean): Context {
  const headings = new Map<string, Term[]>();
  const units = unitsOf(source).map((unit) => {
    const heading = headings.get(unit.heading) ?? termsOf(unit.heading, isEnglish);
    headings.set(unit.heading, heading);
    return { unit, terms: termsOf(unit.text, isEnglish), heading };
  });
  const title = termsOf(`${source.title} ${pathOf(source.url)}`, isEnglish);
  return { title, all: units.flatMap(({ terms, heading }) => [...terms, ...heading]), units };
}

// What half of the sources speak of says little about which sentence is meant.
function weigh(question: Question, contexts: Context[]): Question {
  const units = contexts.flatMap((context) => context.units);
  const terms = question.terms.map((term) => {
    const count = units.filter((unit) => coverage(term, unit.terms) > COVERED).length;
    const rarity = count > 0 && units.length > 1 ? Math.log(units.length / count) / Math.log(units.length) : 1;
    return { ...term, weight: term.weight * (0.4 + 0.6 * rarity) };
  });
  return { ...question, terms };
}

function pathOf(url: string): string {
  try {
    return decodeURIComponent(new URL(url).pathname).replace(/[-_/.]/g, " ");
  } catch {
    return "";
  }
}

function judge(question: Question, context: Context, { unit, terms, heading }: Read, index: number): Candidate {
  const near = [context.units[index - 1], context.units[index + 1]]
    .filter((other) => other?.unit.block === unit.block)
    .flatMap((other) => other?.terms ?? []);
  const fits = tells(unit.text, question.wanted);
  const shares = { own: 0, reach: 0, heading: 0 };
  const missing: Term[] = [];
  for (const wanted of question.terms) {
    const above = coverage(wanted, heading);
    const said = Math.max(coverage(wanted, terms), HEADING * above, fits && wanted.isAsking ? ASKED : 0);
    const titled = coverage(wanted, context.title);
    const around = Math.max(
      said,
      TITLE * titled,
      NEIGHBOUR * coverage(wanted, near),
      PASSAGE * coverage(wanted, context.all),
    );
    shares.own += wanted.weight * Math.max(said, OWN_TITLE * titled);
    shares.reach += wanted.weight * around;
    shares.heading += wanted.weight * above;
    if (around < COVERED) missing.push(wanted);
  }
  const total = question.terms.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const missed = missing.reduce((sum, { weight }) => sum + weight, 0) / total;
  const candidate = {
    unit,
    own: shares.own / total,
    reach: shares.reach / total,
    heading: shares.heading / total,
    meaning: 0,
    fits,
  };
  return { ...candidate, missing, score: scoreOf(candidate, question, missed) };
}

function scoreOf(candidate: Omit<Candidate, "score" | "missing">, question: Question, missing: number): number {
  const { own, reach, heading, meaning, fits, unit } = candidate;
  const weights = question.isEnglish ? ENGLISH : OTHER;
  const isQuestion = /[?？؟]\s*$/.test(unit.text);
  const isReply = /[?？؟]$/.test(unit.heading);
  return (
    weights.bias +
    weights.own * own +
    weights.reach * reach +
    weights.heading * heading +
    weights.meaning * meaning +
    weights.missing * missing +
    (question.wanted && fits ? FITS : 0) +
    (isReply ? REPLY * heading : 0) -
    (isQuestion ? 2 : 0) -
    (unit.text.length < SHORT ? 0.5 : 0)
  );
}

async function addMeaning(question: Question, candidates: Candidate[], vectorizer: Vectorizer) {
  const texts = candidates.map(({ unit }) => `${unit.heading}: ${unit.text}`.slice(0, 300));
  const [asked, ...vectors] = await vectorizer.embed([question.text, ...texts]);
  for (const [index, candidate] of candidates.entries()) {
    const vector = vectors[index];
    if (!asked || !vector) continue;
    candidate.meaning = Math.max(0, dot(asked, vector));
    candidate.score += ENGLISH.meaning * candidate.meaning;
  }
}

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] ?? 0) * (right[index] ?? 0);
  return sum;
}
