import { float, formatFloat, integer, type Options, oneOf, pairs, parseOptions, sliceOf } from "./arguments";
import { type Commands, command, type Database, growing } from "./command";
import { RedisError, type Reply, syntaxError } from "./reply";
import { scanAll } from "./scan-all";
import { type By, between, rangeBy } from "./score-range";
import { type Scored, SortedSetValue } from "./sorted-set";

export const sortedSets: Commands = {
  ZADD: growing(-4, add),
  ZINCRBY: growing(4, (db, key, by, member) => {
    const set = db.keys.obtain(key, SortedSetValue);
    const score = sum(set.score(member), float(by));
    set.set(member, score);
    return formatFloat(score);
  }),
  ZSCORE: command(3, (db, key, member) => scoreReply(db.keys.read(key, SortedSetValue)?.score(member))),
  ZMSCORE: command(-3, (db, key, ...members) => {
    const set = db.keys.read(key, SortedSetValue);
    return members.map((member) => scoreReply(set?.score(member)));
  }),
  ZCARD: command(2, (db, key) => db.keys.read(key, SortedSetValue)?.size ?? 0),
  ZREM: command(-3, (db, key, ...members) => removeMembers(db, key, members)),
  ZRANK: command(3, (db, key, member) => db.keys.read(key, SortedSetValue)?.rank(member) ?? null),
  ZREVRANK: command(3, (db, key, member) => {
    const set = db.keys.read(key, SortedSetValue);
    const rank = set?.rank(member);
    return set && rank !== undefined ? set.size - 1 - rank : null;
  }),
  ZCOUNT: command(4, (db, key, min, max) => between(ordered(db, key), "BYSCORE", min, max).length),
  ZLEXCOUNT: command(4, (db, key, min, max) => between(ordered(db, key), "BYLEX", min, max).length),
  ZRANGE: command(-4, range),
  ZREVRANGE: command(-4, (db, key, start, stop, ...words) => range(db, key, start, stop, "REV", ...words)),
  ZRANGEBYSCORE: command(-4, (db, key, min, max, ...words) => range(db, key, min, max, "BYSCORE", ...words)),
  ZREVRANGEBYSCORE: command(-4, (db, key, max, min, ...words) => range(db, key, max, min, "BYSCORE", "REV", ...words)),
  ZRANGEBYLEX: command(-4, (db, key, min, max, ...words) => range(db, key, min, max, "BYLEX", ...words)),
  ZREMRANGEBYSCORE: command(4, (db, key, min, max) =>
    removeMembers(db, key, names(between(ordered(db, key), "BYSCORE", min, max))),
  ),
  ZREMRANGEBYLEX: command(4, (db, key, min, max) =>
    removeMembers(db, key, names(between(ordered(db, key), "BYLEX", min, max))),
  ),
  ZREMRANGEBYRANK: command(4, (db, key, start, stop) => {
    const all = ordered(db, key);
    return removeMembers(db, key, names(all.slice(...sliceOf(all.length, start, stop))));
  }),
  ZPOPMIN: command(-2, (db, key, count) => popMembers(db, key, ordered(db, key), count)),
  ZPOPMAX: command(-2, (db, key, count) => popMembers(db, key, ordered(db, key).toReversed(), count)),
  ZUNIONSTORE: growing(-4, unionStore),
  ZSCAN: command(-3, (db, key, cursor, ...words) => {
    const elements = ordered(db, key).map(({ member, score }) => [member, formatFloat(score)]);
    return scanAll(elements, cursor, words);
  }),
};

const ordered = (db: Database, key: string) => db.keys.read(key, SortedSetValue)?.ordered ?? [];
const names = (found: readonly Scored[]) => found.map(({ member }) => member);
const scoreReply = (score: number | undefined) => (score === undefined ? null : formatFloat(score));

function sum(old = 0, by: number): number {
  const score = old + by;
  if (Number.isNaN(score)) throw new RedisError("ERR resulting score is not a number (NaN)");
  return score;
}

function add(db: Database, key: string, ...words: string[]): Reply {
  const flags = words.findIndex((word) => !/^(nx|xx|gt|lt|ch|incr)$/i.test(word));
  const options = parseOptions(words.slice(0, flags), { NX: 0, XX: 0, GT: 0, LT: 0, CH: 0, INCR: 0 });
  oneOf(options, "NX", "XX");
  oneOf(options, "NX", "GT", "LT");
  const given = words.slice(flags);
  if (given.length === 0 || given.length % 2) throw syntaxError();
  const entries = pairs(given, "zadd").map(([score, member]) => ({ score: float(score), member }));
  if (options.has("INCR") && entries.length > 1) {
    throw new RedisError("ERR INCR option supports a single increment-element pair");
  }
  const set = db.keys.obtain(key, SortedSetValue);
  const outcomes = entries.map((entry) => addOne(set, entry, options));
  if (options.has("INCR")) return scoreReply(outcomes[0]?.score);
  const counted = options.has("CH") ? ["added", "changed"] : ["added"];
  return outcomes.filter(({ effect }) => counted.includes(effect)).length;
}

type Outcome = { effect: "added" | "changed" | "none"; score?: number };

function addOne(set: SortedSetValue, { member, score: given }: Scored, options: Options): Outcome {
  const old = set.score(member);
  const score = options.has("INCR") ? sum(old, given) : given;
  if (old === undefined) {
    if (options.has("XX")) return { effect: "none" };
    set.set(member, score);
    return { effect: "added", score };
  }
  const isRefused = options.has("NX") || (options.has("GT") && score <= old) || (options.has("LT") && score >= old);
  if (isRefused) return { effect: "none" };
  set.set(member, score);
  return { effect: score === old ? "none" : "changed", score };
}

function range(db: Database, key: string, start: string, stop: string, ...words: string[]): Reply {
  const options = parseOptions(words, { BYSCORE: 0, BYLEX: 0, REV: 0, WITHSCORES: 0, LIMIT: 2 });
  const by = oneOf(options, "BYSCORE", "BYLEX") as By | undefined;
  if (options.has("LIMIT") && !by) throw syntaxError();
  const found = rangeBy(ordered(db, key), { by, start, stop, isReversed: options.has("REV") });
  const [offset = 0, count = -1] = (options.get("LIMIT") ?? []).map(integer);
  const page = found.slice(offset, count < 0 ? undefined : offset + count);
  return flat(page, options.has("WITHSCORES"));
}

const flat = (found: readonly Scored[], withScores: boolean): string[] =>
  found.flatMap(({ member, score }) => (withScores ? [member, formatFloat(score)] : [member]));

function removeMembers(db: Database, key: string, members: string[]): number {
  const set = db.keys.change(key, SortedSetValue);
  return members.filter((member) => set?.delete(member)).length;
}

function popMembers(db: Database, key: string, inOrder: readonly Scored[], count = "1"): Reply {
  const taken = inOrder.slice(0, Math.max(0, integer(count)));
  removeMembers(db, key, names(taken));
  return flat(taken, true);
}

function unionStore(db: Database, to: string, count: string, ...words: string[]): Reply {
  const amount = integer(count);
  if (amount < 1) throw new RedisError("ERR at least 1 input key is needed for 'zunionstore' command");
  if (amount > words.length) throw syntaxError();
  const options = parseOptions(words.slice(amount), { WEIGHTS: amount, AGGREGATE: 1 });
  const weights = (options.get("WEIGHTS") ?? []).map(float);
  const combine = aggregate(options.get("AGGREGATE")?.[0] ?? "SUM");
  const union = new SortedSetValue();
  const weighted = words.slice(0, amount).flatMap((key, index) => weigh(ordered(db, key), weights[index] ?? 1));
  for (const { member, score } of weighted) {
    const old = union.score(member);
    union.set(member, old === undefined ? score : combine(old, score));
  }
  if (union.size > 0) db.keys.put(to, union);
  else db.keys.remove(to);
  return union.size;
}

const weigh = (scored: readonly Scored[], weight: number) =>
  scored.map(({ member, score }) => ({ member, score: score * weight }));

function aggregate(name: string): (a: number, b: number) => number {
  const how = { SUM: sum, MIN: Math.min, MAX: Math.max }[name.toUpperCase()];
  if (!how) throw syntaxError();
  return how;
}
