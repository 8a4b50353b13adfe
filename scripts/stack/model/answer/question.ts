import { isEnglish } from "@/scripts/stack/model/language";
import { isAskedBy, type Wanted, wantedBy } from "./evidence";
import { questionTerms, type Term } from "./terms";

/** `isAsking` marks a word like "price", which an answer with a price need not repeat. */
export type QuestionTerm = Term & { isAsking: boolean };

export type Question = { text: string; isEnglish: boolean; terms: QuestionTerm[]; wanted: Wanted | null };

const FEW = 2; // Terms that a question needs to stand alone.
const FOLLOW_UP =
  /^[¿\s]*(?:and|what about|how about|y|qué tal|e|und|wie (?:ist|sieht) es mit|et|а|و|那|那么)(?!\p{L})/iu;
const BORROWED = 0.6;
const ASKING = 0.25; // The weight left to words like "price" where a price itself answers.

/** What is asked. A question too short to stand alone borrows the words of the one before. */
export function readQuestion(text: string, before: string | undefined): Question {
  const own = understand(text);
  const isFollowUp = own.terms.length < FEW || (FOLLOW_UP.test(text) && own.terms.length < 2 * FEW);
  if (!before || !isFollowUp) return own;
  const earlier = understand(before);
  const isReplaced = (term: Term) => own.terms.some((other) => other.stem === term.stem || isSameKind(other, term));
  return {
    text: `${before} ${text}`,
    isEnglish: own.isEnglish || earlier.isEnglish,
    terms: [
      ...own.terms,
      ...earlier.terms.filter((term) => !isReplaced(term)).map((term) => ({ ...term, weight: term.weight * BORROWED })),
    ],
    wanted: own.wanted ?? earlier.wanted,
  };
}

const DAYS = new Set([
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
  "weekend",
  "holiday",
]);

// "And on Sundays?" asks about another day, not about both.
function isSameKind(left: Term, right: Term): boolean {
  const isDay = ({ concepts }: Term) => [...concepts].some((concept) => DAYS.has(concept));
  return isDay(left) && isDay(right);
}

function understand(text: string): Question {
  const english = isEnglish(text);
  const wanted = wantedBy(text);
  const terms: QuestionTerm[] = [];
  for (const term of questionTerms(text, english)) {
    const isAsking = [...term.concepts].some((concept) => isAskedBy(concept, wanted));
    const said = terms.find((other) => !isAsking && [...term.concepts].some((concept) => other.concepts.has(concept)));
    if (said)
      said.weight = Math.max(said.weight, term.weight); // "Wheelchair accessible" is one thing.
    else terms.push({ ...term, isAsking, weight: isAsking ? term.weight * ASKING : term.weight });
  }
  return { text, isEnglish: english, terms, wanted };
}
