import { fold } from "@/scripts/stack/model/words";
import { conceptsOf } from "./concepts";

const WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const RANGE = /(\p{L}{2,})\.?\s*(?:[–—-]|to|through|until|bis|a|al|à|até|по|до|إلى|至|到)\s*(\p{L}{2,})/giu;

/** The days of the week that a text names only by a range: Monday to Thursday has a Tuesday. */
export function impliedDays(text: string): string[] {
  return [...fold(text).matchAll(RANGE)].flatMap(([, from = "", to = ""]) => {
    const first = dayOf(from);
    const last = dayOf(to);
    if (first < 0 || last < 0) return [];
    const length = ((last - first + WEEK.length) % WEEK.length) + 1;
    return Array.from({ length }, (_, step) => WEEK[(first + step) % WEEK.length] ?? "");
  });
}

function dayOf(word: string): number {
  const concepts = conceptsOf(word);
  return WEEK.findIndex((day) => concepts.has(day));
}
