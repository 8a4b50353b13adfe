import { RedisError, syntaxError } from "./reply";

/** An integer as Redis reads one: no plus sign, no leading zeros, no spaces. */
export function integer(text: string | undefined): number {
  const value = Number(text);
  if (text === undefined || !/^(0|-?[1-9]\d*)$/.test(text) || !Number.isSafeInteger(value)) {
    throw new RedisError("ERR value is not an integer or out of range");
  }
  return value;
}

/** A sum that stays exact; beyond 2^53 it is refused rather than rounded. */
export function exactSum(a: number, b: number): number {
  const sum = a + b;
  if (!Number.isSafeInteger(sum)) throw new RedisError("ERR increment or decrement would overflow");
  return sum;
}

export function float(text: string | undefined): number {
  const infinity = /^([+-]?)inf(inity)?$/i.exec(text ?? "");
  if (infinity) return infinity[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const value = Number(text);
  if (text === undefined || text.trim() !== text || text === "" || Number.isNaN(value)) {
    throw new RedisError("ERR value is not a valid float");
  }
  return value;
}

export function formatFloat(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "inf";
  return value === Number.NEGATIVE_INFINITY ? "-inf" : String(value);
}

/** The sum of two decimals as a person would write it: 0.1 + 0.2 is 0.3. */
export function decimalSum(a: number, b: number): string {
  const sum = a + b;
  if (!Number.isFinite(sum)) throw new RedisError("ERR increment would produce NaN or Infinity");
  return String(Number(sum.toPrecision(15)));
}

export type Options = Map<string, string[]>;

/** Reads words like `NX EX 10`; `operands` says how many values follow each word that is known. */
export function parseOptions(words: string[], operands: Record<string, number>): Options {
  const options: Options = new Map();
  for (let at = 0; at < words.length; ) {
    const word = words[at]?.toUpperCase() ?? "";
    const count = operands[word];
    if (count === undefined || at + count >= words.length) throw syntaxError();
    options.set(word, words.slice(at + 1, at + 1 + count));
    at += 1 + count;
  }
  return options;
}

/** The one of these words that was given, if any; two of them contradict each other. */
export function oneOf(options: Options, ...words: string[]): string | undefined {
  const given = words.filter((word) => options.has(word));
  if (given.length > 1) throw syntaxError();
  return given[0];
}

/** The moment that EX, PX, EXAT or PXAT names. */
export function deadline(options: Options, now: number, command: string): number | undefined {
  const word = oneOf(options, "EX", "PX", "EXAT", "PXAT");
  if (!word) return undefined;
  const amount = integer(options.get(word)?.[0]);
  if (amount <= 0) throw new RedisError(`ERR invalid expire time in '${command}' command`);
  const ms = word.startsWith("EX") ? amount * 1000 : amount;
  return word.endsWith("AT") ? ms : now + ms;
}

/** Redis' inclusive range, which may count from the end, as the bounds of a slice. */
export function sliceOf(length: number, start: string, stop: string): [from: number, to: number] {
  const absolute = (index: number) => (index < 0 ? length + index : index);
  return [Math.max(0, absolute(integer(start))), Math.max(0, absolute(integer(stop)) + 1)];
}

/** Arguments that come in pairs. */
export function pairs(words: string[], command: string): [string, string][] {
  if (words.length === 0 || words.length % 2) {
    throw new RedisError(`ERR wrong number of arguments for '${command}' command`);
  }
  return Array.from({ length: words.length / 2 }, (_, i) => [words[2 * i] ?? "", words[2 * i + 1] ?? ""]);
}
