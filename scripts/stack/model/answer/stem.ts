const SUFFIXES = [
  "izations",
  "ization",
  "ations",
  "ation",
  "ements",
  "ement",
  "ments",
  "ment",
  "ities",
  "ility",
  "ness",
  "tions",
  "tion",
  "sions",
  "sion",
  "ings",
  "ing",
  "ies",
  "ied",
  "ers",
  "er",
  "ed",
  "ly",
  "es",
  "s",
  "al",
  "ity",
  "able",
  "ible",
  "e",
  "y",
];

/** An English word without its ending, so that "cancel", "cancelled" and "cancellation" are one. */
export function englishStem(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  let stem = word;
  for (const suffix of SUFFIXES) {
    if (stem.endsWith(suffix) && stem.length - suffix.length >= 3 && !(suffix === "s" && stem.endsWith("ss"))) {
      stem = stem.slice(0, -suffix.length);
      break;
    }
  }
  stem = stem.replace(/([^aeiouls])\1$|ll$/, (pair) => pair.charAt(0));
  return stem.length > 3 ? stem.replace(/[eiy]$/, "") : stem;
}

/** How surely two folded words are forms of one word: 1 for the same, 0 for strangers. */
export function likeness(left: string, right: string): number {
  if (left === right) return 1;
  const shorter = Math.min(left.length, right.length);
  const longer = Math.max(left.length, right.length);
  if (shorter < 3 || /\d/.test(left + right)) return 0;
  const shared = sharedPrefix(left, right);
  if (shared >= 4 && shared >= longer * 0.65) return 0.9;
  if (shared === shorter && shorter >= 3 && longer - shorter <= 2) return 0.9;
  if (shorter >= 5 && (left.includes(right) || right.includes(left))) return 0.7; // German compounds, Arabic articles.
  return 0;
}

function sharedPrefix(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  return length;
}
