const SUFFIXES =
  `izations ization ations ation ements ement ments ment ities ility ness tions tion sions sion ings ing ies ied ers er ed
  ly es s ity able ible e y`.split(/\s+/);

/** An English word without its ending, so that "cancel", "cancelled" and "cancellation" are one. */
export function englishStem(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  const suffix = SUFFIXES.find(
    (ending) => word.endsWith(ending) && word.length - ending.length >= shortestStem(ending),
  );
  const isPlain = !suffix || (suffix === "s" && word.endsWith("ss"));
  const stem = (isPlain ? word : word.slice(0, -suffix.length)).replace(/([^aeious])\1$/, "$1");
  return stem.length > 4 ? stem.replace(/[eiy]$/, "") : stem;
}

// "Business" is no form of "bus", "hiring" one of "hire".
const shortestStem = (ending: string) => (ending.length > 3 ? 4 : 3);

/** An Arabic word without its article, conjunctions and commonest endings. */
export function arabicStem(word: string): string {
  const bare = word.length > 4 ? word.replace(/^(?:و|ف)?(?:ال|بال|كال|لل|وال)|^[وبلك](?=.{4})/, "") : word;
  return bare.length > 4 ? bare.replace(/(?:ات|ون|ين|ها|هم|كم|نا|ه|ي)$/, "") : bare;
}

/** How surely two English stems are of one word: "allerg" and "allergic" are, "held" and "help" are not. */
export function englishLikeness(wanted: string, given: string): number {
  const shared = sharedPrefix(wanted, given);
  return shared >= 5 && shared >= Math.max(wanted.length, given.length) * 0.7 ? 0.9 : 0;
}

/** How surely two folded words of any language are forms of one word: 1 for the same, 0 for strangers. */
export function likeness(wanted: string, given: string): number {
  if (wanted === given) return 1;
  const shorter = Math.min(wanted.length, given.length);
  const longer = Math.max(wanted.length, given.length);
  if (shorter < 4 || /\d/.test(wanted + given)) return 0;
  const shared = sharedPrefix(wanted, given);
  if (shared >= 4 && shared >= longer * 0.6) return 0.9;
  if (shared >= 3 && shared >= longer - 1) return 0.9;
  return shorter >= 5 && given.includes(wanted) ? 0.7 : 0; // A German compound with the word in it.
}

function sharedPrefix(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  return length;
}
