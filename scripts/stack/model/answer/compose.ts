import { tells } from "./evidence";
import type { Question } from "./question";
import type { Candidate } from "./rank";
import { coverage, termsOf } from "./terms";
import type { Unit } from "./units";

const MAX_SENTENCES = 3;
const MAX_CHARACTERS = 480;
const NEAR_BEST = 0.7; // As much less likely than the best as a second sentence may be, in log odds.

/** The best candidates as sentences, each with its citation. */
export function compose(candidates: Candidate[], question: Question): string {
  const [best] = candidates;
  if (!best) return "";
  const chosen = [best];
  for (const candidate of candidates.slice(1)) {
    if (chosen.length === MAX_SENTENCES || candidate.score < best.score - NEAR_BEST) break;
    const length = chosen.reduce((sum, { unit }) => sum + unit.text.length, candidate.unit.text.length);
    const isRepeated = chosen.some(({ unit }) => unit.text === candidate.unit.text);
    if (length <= MAX_CHARACTERS && !isRepeated) chosen.push(candidate);
  }
  return inReadingOrder(chosen.map(({ unit }) => unit))
    .map((unit) => `${sentence(unit, question)} [${unit.source.id}]`)
    .join(" ");
}

// The best source first, and within a source as it was written.
function inReadingOrder(units: Unit[]): Unit[] {
  const sources = units.map(({ source }) => source);
  return units.toSorted(
    (left, right) => sources.indexOf(left.source) - sources.indexOf(right.source) || left.index - right.index,
  );
}

function sentence(unit: Unit, question: Question): string {
  const plain = clean(unit.kind === "row" ? rowText(unit, question) : unit.text);
  const led = needsHeading(unit, plain, question)
    ? `${clean(unit.heading).replace(/^\d+[.)]\s+|[:：]$/g, "")}: ${plain}`
    : plain;
  if (/[.!?…。！？؟]["”'’»)]?$/.test(led)) return led;
  return `${led.replace(/[,;:]$/, "")}${/\p{Script=Han}/u.test(led) ? "。" : "."}`;
}

const clean = (text: string) =>
  text
    .replace(/\*\*|__|`/g, "")
    .replace(/\s+/g, " ")
    .trim();

/** Whether a quoted line would be a riddle without the heading it stood under. */
function needsHeading({ kind, heading, text }: Unit, plain: string, { terms, isEnglish }: Question): boolean {
  if (kind === "sentence" || !heading || /[?？؟]$/.test(heading) || plain.includes(heading)) return false;
  const [said, above] = [termsOf(text, isEnglish), termsOf(heading, isEnglish)];
  return terms.some((term) => coverage(term, above) > coverage(term, said));
}

/** The row's name with the columns that the question is about, or with all of them. */
function rowText({ text, cells }: Unit, { terms, isEnglish, wanted }: Question): string {
  const [name = ""] = text.split(" – ");
  const asked = cells.filter(({ name: column }) => {
    const given = termsOf(column, isEnglish);
    return column && terms.some((term) => coverage(term, given) > 0.5);
  });
  const isTold = asked.some(({ value }) => tells(value, wanted));
  const chosen = isTold ? asked : cells.filter((cell) => asked.includes(cell) || (wanted && tells(cell.value, wanted)));
  const told = (chosen.length > 0 ? chosen : cells).map(({ name: column, value }) =>
    column ? `${column}: ${value}` : value,
  );
  return told.length > 0 ? `${name} – ${told.join(", ")}` : name;
}
