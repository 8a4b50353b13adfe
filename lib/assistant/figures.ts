const NUMBER = /\p{Nd}+(?:[.,:’'\u00a0\u202f]\p{Nd}+)*/gu;
const LINK = /https?:\/\/[^\s)\]>"']+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu;

/** Whether every number, link and address in a sentence stands in the text, in this notation or another. */
export function hasFiguresOf(sentence: string, text: string): boolean {
  const links = [...sentence.matchAll(LINK)].map(([link]) => link.replace(/[.,;:!?]+$/u, ""));
  if (links.some((link) => !text.includes(link))) return false;
  const known = new Set(numbersIn(text).flatMap(({ value }) => value));
  return numbersIn(sentence.replace(LINK, " ")).every(({ value, after }) =>
    notations(value, after).some((notation) => known.has(notation)),
  );
}

function numbersIn(text: string) {
  const western = text.replace(/\p{Nd}/gu, westernDigit);
  return [...western.matchAll(NUMBER)].map((match) => ({
    value: canonical(match[0]),
    after: western.slice(match.index + match[0].length, match.index + match[0].length + 6),
  }));
}

/** "1,200" and "1.200" are 1200; "9:30", "9.30" and "09,30" are 9:30; "22:00" is 22. */
function canonical(number: string): string {
  const ungrouped = number.replace(/[.,’'\u00a0\u202f](?=\p{Nd}{3}(?:\P{Nd}|$))/gu, "");
  const parts = ungrouped.split(/\P{Nd}/u).map((part) => part.replace(/^0+(?=.)/u, ""));
  while (parts.length > 1 && parts.at(-1) === "0") parts.pop();
  return parts.join(":");
}

/** The number, and where it is an hour of the day, the same hour on the other clock. */
function notations(value: string, after: string): string[] {
  const [hour = "", ...rest] = value.split(":");
  const at = (changed: number) => [changed, ...rest].join(":");
  if (/^\s*p\.?\s?m/iu.test(after) && Number(hour) < 12) return [value, at(Number(hour) + 12)];
  if (/^\s*a\.?\s?m/iu.test(after) && Number(hour) === 12) return [value, at(0)];
  const isClock = rest.length > 0 || /^\s*(?:h\b|uhr|[時时点])/iu.test(after);
  return isClock && Number(hour) > 12 && Number(hour) <= 24 ? [value, at(Number(hour) - 12)] : [value];
}

// A block of ten digits starts at its zero in every script.
function westernDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}
