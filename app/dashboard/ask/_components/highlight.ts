/** A part of a text; found, if a searched word stands there. */
export type Part = { text: string; isFound: boolean };

const BEFORE_FIRST = 60;

/** A text in parts, cut off at the front where its first hit comes late. */
export function highlight(text: string, query: string): Part[] {
  const words = query.normalize("NFC").split(/\s+/).filter(Boolean);
  if (words.length === 0) return [{ text, isFound: false }];
  const longestFirst = words.toSorted((a, b) => b.length - a.length).map(literal);
  const pattern = new RegExp(`(${longestFirst.join("|")})`, "giu");
  return fromFirstHit(text.normalize("NFC"), pattern)
    .split(pattern)
    .map((part, index) => ({ text: part, isFound: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}

function fromFirstHit(text: string, pattern: RegExp): string {
  const first = text.search(pattern);
  if (first <= BEFORE_FIRST * 2) return text;
  const begin = text.indexOf(" ", first - BEFORE_FIRST);
  return `… ${text.slice(begin < 0 || begin > first ? first : begin + 1)}`;
}

const literal = (word: string) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
