import { isEnglish } from "@/scripts/stack/model/language";
import { isAskedBy, type Wanted, wantedBy } from "./evidence";
import { questionTerms, type Term } from "./terms";

/** `isAsking` marks a word like "price", which an answer with a price need not repeat. */
export type QuestionTerm = Term & { isAsking: boolean };

export type Question = { text: string; isEnglish: boolean; terms: QuestionTerm[]; wanted: Wanted | null };

const FEW = 2; // Terms that a question needs to stand alone.
const FOLLOW_UP =
  /^[¿\s]*(?:and|what about|how about|y|qué tal|e|und|wie (?:ist|sieht) es mit|et|а|и|و|那|那么)(?![\p{L}'’])/iu;
const POINTS_BACK =
  /(?<!\p{L})(?:it|they|them|that|those|eso|esa|esos|isso|disso|das|davon|dafür|ça|cela|questo|это|он|она)(?!\p{L})/iu;
const BORROWED = 0.6;
const ASKING = 0.25; // The weight left to words like "price" where a price itself answers.

/**
 * How a message may be meant, likeliest first: by itself, or with the words of the question before it when it points
 * back ("And on Sundays?", "How much is it?") or is short.
 */
export function readings(text: string, before: string | undefined): Question[] {
  const own = understand(text);
  const subjects = own.terms.filter(({ isAsking }) => !isAsking).length;
  if (!before || subjects > 2 * FEW) return [own];
  const joined = join(own, understand(before));
  if (subjects === 0) return [joined];
  if (FOLLOW_UP.test(text) || (POINTS_BACK.test(text) && subjects <= FEW)) return [joined, own];
  return subjects < FEW ? [own, joined] : [own];
}

function join(own: Question, earlier: Question): Question {
  const isReplaced = (term: Term) => own.terms.some((other) => other.stem === term.stem || isSameKind(other, term));
  const borrowed = earlier.terms
    .filter((term) => !isReplaced(term))
    .map((term) => ({ ...term, weight: term.weight * BORROWED }));
  return {
    text: `${earlier.text} ${own.text}`,
    isEnglish: own.isEnglish || earlier.isEnglish,
    terms: [...own.terms, ...borrowed],
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
