import type { Vectorizer } from "@/scripts/stack/model/vectorizer";
import { type Candidate, judge } from "./judge";
import { readPassages, weigh } from "./passages";
import type { Question } from "./question";
import type { Source } from "./sources";

const MAX_EMBEDDED = 24;
const MAX_CHARACTERS = 300;
const MEANING = 3; // Fitted with the weights in judge.ts.

/** Every unit of the sources, best answer first. */
export async function rank(question: Question, sources: Source[], vectorizer: Vectorizer): Promise<Candidate[]> {
  const passages = readPassages(sources, question);
  const weighed = weigh(question, passages);
  const candidates = passages.flatMap((passage) => passage.units.map((unit) => judge(weighed, passage, unit)));
  candidates.sort(byScore);
  if (!question.isEnglish) return candidates;
  const likely = candidates.slice(0, MAX_EMBEDDED);
  const meanings = await likenesses(question, likely, vectorizer);
  return likely
    .map((candidate, index) => ({ ...candidate, score: candidate.score + MEANING * (meanings[index] ?? 0) }))
    .sort(byScore);
}

const byScore = (left: Candidate, right: Candidate) => right.score - left.score;

/** How near each candidate's meaning is to the question's, from 0 to 1. */
async function likenesses(question: Question, candidates: Candidate[], vectorizer: Vectorizer): Promise<number[]> {
  const texts = candidates.map(({ unit }) => `${unit.heading}: ${unit.text}`.slice(0, MAX_CHARACTERS));
  const [asked, ...vectors] = await vectorizer.embed([question.text, ...texts]);
  return vectors.map((vector) => Math.max(0, asked ? dot(asked, vector) : 0));
}

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] ?? 0) * (right[index] ?? 0);
  return sum;
}
