import { float, sliceOf } from "./arguments";
import { RedisError } from "./reply";
import { compareBytes, type Scored } from "./sorted-set";

export type By = "BYSCORE" | "BYLEX";

type Range = { by: By | undefined; start: string; stop: string; isReversed: boolean };

/** ZRANGE's members: by rank, score or name; from the far end when reversed. */
export function rangeBy(all: readonly Scored[], { by, start, stop, isReversed }: Range): readonly Scored[] {
  if (by) return isReversed ? between(all, by, stop, start).toReversed() : between(all, by, start, stop);
  const inOrder = isReversed ? all.toReversed() : all;
  return inOrder.slice(...sliceOf(all.length, start, stop));
}

/** The members whose score or name lies within the bounds. */
export function between(all: readonly Scored[], by: By, min: string, max: string): readonly Scored[] {
  if (by === "BYLEX") return all.filter(({ member }) => isWithinNames(member, min, max));
  const low = scoreBound(min);
  const high = scoreBound(max);
  return all.filter(({ score }) => low.allows(score - low.value) && high.allows(high.value - score));
}

function scoreBound(text: string) {
  const isExclusive = text.startsWith("(");
  try {
    const value = float(isExclusive ? text.slice(1) : text);
    // Infinity less itself is no number, but lies on the bound.
    return { value, allows: (over: number) => (isExclusive ? over > 0 : over >= 0 || Number.isNaN(over)) };
  } catch {
    throw new RedisError("ERR min or max is not a float");
  }
}

function isWithinNames(member: string, min: string, max: string): boolean {
  return nameBound(member, min, 1) && nameBound(member, max, -1);
}

function nameBound(member: string, bound: string, sign: 1 | -1): boolean {
  if (bound === "-") return sign === 1;
  if (bound === "+") return sign === -1;
  const order = sign * compareBytes(member, bound.slice(1));
  if (bound.startsWith("[")) return order >= 0;
  if (bound.startsWith("(")) return order > 0;
  throw new RedisError("ERR min or max not valid string range item");
}
