import { isAskedBy, tells } from "./evidence";
import type { Candidate } from "./judge";
import type { Question } from "./question";
import { COVERED, coverage, termsOf } from "./terms";
import type { Unit } from "./units";

const MAX_SENTENCES = 3;
const MAX_CHARACTERS = 480;
const NEAR_BEST = 0.6; // How much less likely than the best another sentence may be, in log odds;
const NEAR_IN_SECTION = 1.2; // more, if it stands in the same section,
const NEAR_AND_WHOLE = 0.7; // or says all of several words that were asked, which leaves little to choose by;
const LOST = 0.4; // and how much less of any term it may say.

/** The best candidates as sentences, each with its citation. */
export function compose(candidates: Candidate[], question: Question): string {
  const [best] = candidates;
  if (!best) return "";
  const chosen = [best];
  for (const candidate of candidates.filter((each) => belongsTo(best, each))) {
    if (chosen.length === MAX_SENTENCES) break;
    const length = chosen.reduce((sum, { unit }) => sum + unit.text.length, candidate.unit.text.length);
    const isRepeated = chosen.some(({ unit }) => unit.text === candidate.unit.text);
    if (length <= MAX_CHARACTERS && !isRepeated) chosen.push(candidate);
  }
  const units = inReadingOrder(chosen.map(({ unit }) => unit));
  return units.map((unit, index) => `${sentence(unit, units[index - 1], question)} [${unit.source.id}]`).join(" ");
}

/** Whether another quote may stand beside the best: more of its section, or one nearly as good that says as much. */
function belongsTo(best: Candidate, other: Candidate): boolean {
  const isSection = isSameSection(best.unit, other.unit);
  if (isSection && best.heading > best.text) return saysAsMuch(best, other);
  if (isSection) return other.score >= best.score - NEAR_IN_SECTION;
  const near = saysAll(other) ? NEAR_AND_WHOLE : NEAR_BEST;
  return other.score >= best.score - near && saysAsMuch(best, other) && !leansBack(other.unit.text);
}

const saysAll = ({ covered }: Candidate) => covered.length > 1 && covered.every(({ text }) => text > COVERED);

const saysAsMuch = (best: Candidate, other: Candidate) =>
  best.covered.every((covered, index) => (other.covered[index]?.own ?? 0) >= covered.own - LOST);

const isSameSection = (left: Unit, right: Unit) => left.source === right.source && left.block === right.block;

// The best source first, and within a source as it was written.
function inReadingOrder(units: Unit[]): Unit[] {
  const sources = units.map(({ source }) => source);
  return units.toSorted(
    (left, right) => sources.indexOf(left.source) - sources.indexOf(right.source) || left.index - right.index,
  );
}

const BACKWARD =
  /^(?:it|they|this|these|those|then|otherwise|after that|above that|without (?:it|them)|esto|esta|estos|después|entonces|isto|isso|depois|dies[er]?|danach|dann|damit|dafür|sonst|ça|cela|ils|elles|ensuite|essi|questo|poi|это|они|затем|然后|这)(?!\p{L})/iu;

/** Whether a sentence needs the one before it to be understood. */
const leansBack = (text: string) => BACKWARD.test(text);

function sentence(unit: Unit, before: Unit | undefined, question: Question): string {
  const follows = before !== undefined && isSameSection(before, unit);
  const isFollowing = follows && before.index === unit.index - 1;
  const lead = unit.before && leansBack(unit.text) && !isFollowing ? `${unit.before} ` : "";
  const plain = clean(lead + (unit.kind === "row" ? rowText(unit, question) : unit.text));
  const told = !follows && needsHeading(unit, plain, question) ? `${headingText(unit.heading)}: ${plain}` : plain;
  if (/[.!?…。！？؟]["”'’»)]?$/.test(told)) return told;
  return `${told.replace(/[,;:]$/, "")}${/\p{Script=Han}/u.test(told) ? "。" : "."}`;
}

const clean = (text: string) =>
  text
    .replace(/\*\*|__|`/g, "")
    .replace(/\s+/g, " ")
    .trim();

const headingText = (heading: string) => clean(heading).replace(/^\d+[.)]\s+|[:：]$/g, "");

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
    const isAsked = given.some((term) => [...term.concepts].some((concept) => isAskedBy(concept, wanted)));
    return column && (isAsked || terms.some((term) => coverage(term, given) > COVERED));
  });
  const isTold = asked.some(({ value }) => tells(value, wanted));
  const chosen = isTold ? asked : cells.filter((cell) => asked.includes(cell) || (wanted && tells(cell.value, wanted)));
  const told = (chosen.length > 0 ? chosen : cells).map((cell) =>
    cell.name ? `${cell.name}: ${cell.value}` : cell.value,
  );
  return told.length > 0 ? `${name} – ${told.join(", ")}` : name;
}
