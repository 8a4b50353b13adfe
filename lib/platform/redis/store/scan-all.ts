import { integer, parseOptions } from "./arguments";
import { globMatcher } from "./glob";
import type { Reply } from "./reply";

/** HSCAN, SSCAN and ZSCAN answer a whole collection at once, as Redis does for small ones. */
export function scanAll(elements: string[][], cursor: string, words: string[]): Reply {
  integer(cursor);
  const options = parseOptions(words, { MATCH: 1, COUNT: 1 });
  const matches = globMatcher(options.get("MATCH")?.[0] ?? "*");
  return ["0", elements.filter(([name = ""]) => matches(name)).flat()];
}
