import { tells } from "./evidence";
import type { Passage, ReadUnit } from "./passages";
import type { Question, QuestionTerm } from "./question";
import { COVERED, coverage, type Term } from "./terms";
import type { Unit } from "./units";

/** How far a term of the question is covered by the unit's text, by its heading, by both with the title, and by all around. */
type Covered = { term: QuestionTerm; text: number; heading: number; own: number; reach: number };

/** A unit and how well it answers. */
export type Candidate = {
  unit: Unit;
  covered: Covered[];
  /** The shares of the question's weight that its text and its heading cover. */
  text: number;
  heading: number;
  /** Whether it has what is asked for: a price, a time. */
  fits: boolean;
  /** The log of the odds that it answers. */
  score: number;
};

// Fitted by logistic regression on questions with known answers: at 0 a unit is as likely right as wrong.
const ENGLISH = { bias: -4.2, own: 3.7, reach: 2.1, heading: 0.9, missing: -3.1 };
const OTHER = { bias: -3.5, own: 3.9, reach: 3.6, heading: 1.1, missing: -2.1 };
const FITS = 0.6;
const REPLY = 0.8;
const NUMBER = 0.5;
const BESIDE = -0.4;
const QUESTION = -2;
const FOREIGN = -1;
const SCRAP = -0.8;
const SCRAP_LENGTH = 12;
const TEASER = /^(?:[^\s,\d]+(?: [^\s,\d]+)?, )+[^\s,\d]+ [^\s,\d]+ [^\s,\d]+[.]?$/u; // "Parking, dogs, allergies and delivery."

// How much a term counts that stands not in the unit itself but near it.
const HEADING = 0.95;
const OWN_TITLE = 0.55;
const TITLE = 0.85;
const NEAR = 0.8;
const PASSAGE = 0.6;
const ASKED = 0.9; // A price covers the word "price".

/** Weighs a unit by its words and its surroundings, without its meaning. */
export function judge(question: Question, passage: Passage, read: ReadUnit): Candidate {
  const fits = tells(read.unit.text, question.wanted);
  const reply = replyShare(question, read);
  const covered = question.terms.map((term) => cover(term, passage, read, { fits, reply }));
  const words = covered.filter(({ term }) => !term.isNumber);
  const total = words.reduce((sum, { term }) => sum + term.weight, 0) || 1;
  const share = (value: (each: Covered) => number) =>
    words.reduce((sum, each) => sum + each.term.weight * value(each), 0) / total;

  const { bias, ...weights } = question.isEnglish ? ENGLISH : OTHER;
  const heading = share((each) => each.heading);
  const score =
    bias +
    weights.own * share((each) => each.own) +
    weights.reach * share((each) => each.reach) +
    weights.heading * heading +
    weights.missing * share(({ reach }) => (reach < COVERED ? 1 : 0)) +
    (question.wanted && fits ? FITS : 0) +
    REPLY * (reply ?? 0) * heading +
    (isBeside(words) ? BESIDE : 0) +
    extras(covered, passage, read.unit);
  return { unit: read.unit, covered, text: share((each) => each.text), heading, fits, score };
}

/** Whether the unit is silent about the rarest word of the question, however much of the rest it says. */
function isBeside(words: Covered[]): boolean {
  const rarest = words.toSorted((left, right) => right.term.weight - left.term.weight)[0];
  return rarest !== undefined && rarest.own < COVERED;
}

/** For the answer on a list of questions: how much of the listed question is the one asked. Null for any other unit. */
function replyShare(question: Question, { unit, heading }: ReadUnit): number | null {
  if (!/[?？؟]$/.test(unit.heading)) return null;
  const weight = (terms: Term[]) => terms.reduce((sum, term) => sum + term.weight, 0);
  const shared = heading.filter((term) => coverage(term, question.terms) > COVERED);
  return weight(shared) / (weight(heading) || 1);
}

type Quote = { fits: boolean; reply: number | null };

function cover(term: QuestionTerm, passage: Passage, read: ReadUnit, { fits, reply }: Quote): Covered {
  const text = coverage(term, read.terms);
  const heading = coverage(term, read.heading) * (reply === null ? 1 : 0.7 + 0.3 * reply);
  const title = coverage(term, passage.title);
  const said = Math.max(text, HEADING * heading, fits && term.isAsking ? ASKED : 0);
  const around = Math.max(TITLE * title, NEAR * coverage(term, read.near), PASSAGE * coverage(term, passage.all));
  return { term, text, heading, own: Math.max(said, OWN_TITLE * title), reach: Math.max(said, around) };
}

function extras(covered: Covered[], { isForeign }: Passage, { text }: Unit): number {
  // "For 30 people": the asker's own number is seldom the page's, but telling where it is.
  const numbers = covered.reduce((sum, each) => sum + (each.term.isNumber ? each.text : 0), 0);
  const isQuestion = /[?？؟]$/.test(text);
  const isScrap = text.length < SCRAP_LENGTH || TEASER.test(text);
  return NUMBER * numbers + (isQuestion ? QUESTION : 0) + (isForeign ? FOREIGN : 0) + (isScrap ? SCRAP : 0);
}
