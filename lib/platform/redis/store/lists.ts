import { integer, parseOptions, sliceOf } from "./arguments";
import { type Commands, command, type Database, growing } from "./command";
import { OK, RedisError, type Reply, syntaxError } from "./reply";
import { ListValue } from "./values";

type End = "LEFT" | "RIGHT";

export const lists: Commands = {
  LPUSH: growing(-3, (db, key, ...items) => push(db, key, "LEFT", items)),
  RPUSH: growing(-3, (db, key, ...items) => push(db, key, "RIGHT", items)),
  LPUSHX: growing(-3, (db, key, ...items) => (db.keys.read(key, ListValue) ? push(db, key, "LEFT", items) : 0)),
  RPUSHX: growing(-3, (db, key, ...items) => (db.keys.read(key, ListValue) ? push(db, key, "RIGHT", items) : 0)),
  LPOP: command(-2, (db, key, count) => popReply(db, key, "LEFT", count)),
  RPOP: command(-2, (db, key, count) => popReply(db, key, "RIGHT", count)),
  LLEN: command(2, (db, key) => db.keys.read(key, ListValue)?.size ?? 0),
  LRANGE: command(4, (db, key, start, stop) => {
    const items = db.keys.read(key, ListValue)?.items ?? [];
    return items.slice(...sliceOf(items.length, start, stop));
  }),
  LINDEX: command(3, (db, key, index) => db.keys.read(key, ListValue)?.items.at(integer(index)) ?? null),
  LTRIM: command(4, (db, key, start, stop) => {
    const list = db.keys.change(key, ListValue);
    if (!list) return OK;
    const [from, to] = sliceOf(list.size, start, stop);
    list.splice(to, list.size);
    list.splice(0, from);
    return OK;
  }),
  LSET: command(4, (db, key, index, item) => {
    const list = db.keys.change(key, ListValue);
    if (!list) throw new RedisError("ERR no such key");
    const at = integer(index) < 0 ? list.size + integer(index) : integer(index);
    if (at < 0 || at >= list.size) throw new RedisError("ERR index out of range");
    list.splice(at, 1, [item]);
    return OK;
  }),
  LREM: command(4, removeItems),
  LINSERT: growing(5, (db, key, where, pivot, item) => {
    const offset = ["BEFORE", "AFTER"].indexOf(where.toUpperCase());
    if (offset < 0) throw syntaxError();
    const list = db.keys.change(key, ListValue);
    if (!list) return 0;
    const at = list.items.indexOf(pivot);
    if (at < 0) return -1;
    list.splice(at + offset, 0, [item]);
    return list.size;
  }),
  LPOS: command(-3, position),
  LMOVE: growing(5, (db, from, to, pop, add) => move(db, from, to, end(pop), end(add))),
  RPOPLPUSH: growing(3, (db, from, to) => move(db, from, to, "RIGHT", "LEFT")),
};

function end(word: string): End {
  const upper = word.toUpperCase();
  if (upper === "LEFT" || upper === "RIGHT") return upper;
  throw syntaxError();
}

function push(db: Database, key: string, at: End, items: string[]): number {
  const list = db.keys.obtain(key, ListValue);
  if (at === "LEFT") list.splice(0, 0, items.toReversed());
  else list.splice(list.size, 0, items);
  return list.size;
}

function pop(list: ListValue, at: End, count: number): string[] {
  if (at === "LEFT") return list.splice(0, count);
  return list.splice(Math.max(0, list.size - count), count).reverse();
}

function popReply(db: Database, key: string, at: End, count: string | undefined): Reply {
  const wanted = count === undefined ? 1 : integer(count);
  if (wanted < 0) throw new RedisError("ERR value is out of range, must be positive");
  const list = db.keys.change(key, ListValue);
  if (!list) return null;
  const items = pop(list, at, wanted);
  return count === undefined ? (items[0] ?? null) : items;
}

function move(db: Database, from: string, to: string, popAt: End, pushAt: End): Reply {
  const source = db.keys.change(from, ListValue);
  if (!source) return null;
  db.keys.read(to, ListValue);
  const [item = ""] = pop(source, popAt, 1);
  push(db, to, pushAt, [item]);
  return item;
}

function removeItems(db: Database, key: string, count: string, item: string): number {
  const limit = integer(count);
  const list = db.keys.change(key, ListValue);
  if (!list) return 0;
  const found = list.items.flatMap((each, index) => (each === item ? [index] : []));
  const fromEnd = limit < 0 ? found.toReversed() : found;
  const doomed = limit === 0 ? found : fromEnd.slice(0, Math.abs(limit));
  for (const index of doomed.toSorted((a, b) => b - a)) list.splice(index, 1);
  return doomed.length;
}

function position(db: Database, key: string, item: string, ...words: string[]): Reply {
  const options = parseOptions(words, { RANK: 1, COUNT: 1, MAXLEN: 1 });
  const rank = integer(options.get("RANK")?.[0] ?? "1");
  if (rank === 0) throw new RedisError("ERR RANK can't be zero");
  const items = db.keys.read(key, ListValue)?.items ?? [];
  const inOrder = items.map((each, index) => ({ each, index }));
  if (rank < 0) inOrder.reverse();
  const span = inOrder.slice(0, integer(options.get("MAXLEN")?.[0] ?? "0") || undefined);
  const found = span.filter(({ each }) => each === item).slice(Math.abs(rank) - 1);
  const indexes = found.map(({ index }) => index);
  const count = options.get("COUNT")?.[0];
  return count === undefined ? (indexes[0] ?? null) : indexes.slice(0, integer(count) || undefined);
}
