import { integer, oneOf, parseOptions } from "./arguments";
import { type Commands, command, type Database, growing } from "./command";
import { globMatcher } from "./glob";
import { OK, RedisError, type Reply, Status } from "./reply";
import { dump, restore } from "./values";

export const keys: Commands = {
  DEL: command(-2, remove),
  UNLINK: command(-2, remove),
  EXISTS: command(-2, countExisting),
  TOUCH: command(-2, countExisting),
  TYPE: command(2, (db, key) => new Status(db.keys.find(key)?.value.type ?? "none")),
  RENAME: command(3, (db, from, to) => {
    rename(db, from, to);
    return OK;
  }),
  RENAMENX: command(3, (db, from, to) => {
    if (db.keys.find(from) && db.keys.find(to)) return 0;
    rename(db, from, to);
    return 1;
  }),
  COPY: growing(-3, (db, from, to, ...words) => {
    const mayReplace = parseOptions(words, { REPLACE: 0 }).has("REPLACE");
    const source = db.keys.find(from);
    if (!source || (db.keys.find(to) && !mayReplace)) return 0;
    db.keys.put(to, restore(structuredClone(dump(source.value))), source.expiresAt);
    return 1;
  }),
  EXPIRE: command(-3, (db, key, seconds, ...words) => expire(db, key, db.now() + integer(seconds) * 1000, words)),
  PEXPIRE: command(-3, (db, key, ms, ...words) => expire(db, key, db.now() + integer(ms), words)),
  EXPIREAT: command(-3, (db, key, second, ...words) => expire(db, key, integer(second) * 1000, words)),
  PEXPIREAT: command(-3, (db, key, ms, ...words) => expire(db, key, integer(ms), words)),
  PERSIST: command(2, (db, key) => {
    if (timeLeft(db, key) < 0) return 0;
    db.keys.expireAt(key, Number.POSITIVE_INFINITY);
    return 1;
  }),
  TTL: command(2, (db, key) => {
    const ms = timeLeft(db, key);
    return ms < 0 ? ms : Math.round(ms / 1000);
  }),
  PTTL: command(2, timeLeft),
  KEYS: command(2, (db, pattern) => {
    const matches = globMatcher(pattern);
    return [...db.keys.live()].map(([key]) => key).filter(matches);
  }),
  SCAN: command(-2, scan),
  RANDOMKEY: command(1, (db) => {
    const all = [...db.keys.live()];
    return all[Math.floor(Math.random() * all.length)]?.[0] ?? null;
  }),
};

function remove(db: Database, ...names: string[]): number {
  return names.filter((key) => db.keys.remove(key)).length;
}

function countExisting(db: Database, ...names: string[]): number {
  return names.filter((key) => db.keys.find(key)).length;
}

function rename(db: Database, from: string, to: string) {
  const source = db.keys.find(from);
  if (!source) throw new RedisError("ERR no such key");
  const { value, expiresAt } = source;
  db.keys.remove(from);
  db.keys.put(to, value, expiresAt);
}

function expire(db: Database, key: string, at: number, words: string[]): number {
  const options = parseOptions(words, { NX: 0, XX: 0, GT: 0, LT: 0 });
  oneOf(options, "NX", "XX");
  oneOf(options, "NX", "GT", "LT");
  const entry = db.keys.find(key);
  if (!entry) return 0;
  const current = entry.expiresAt;
  const isPersistent = current === Number.POSITIVE_INFINITY;
  const isRefused =
    (options.has("NX") && !isPersistent) ||
    (options.has("XX") && isPersistent) ||
    (options.has("GT") && at <= current) ||
    (options.has("LT") && at >= current);
  if (isRefused) return 0;
  if (at <= db.now()) db.keys.remove(key);
  else db.keys.expireAt(key, at);
  return 1;
}

/** Milliseconds to live; -1 without a deadline, -2 without a key. */
function timeLeft(db: Database, key: string): number {
  const entry = db.keys.find(key);
  if (!entry) return -2;
  return entry.expiresAt === Number.POSITIVE_INFINITY ? -1 : entry.expiresAt - db.now();
}

/** The cursor is the id of the last key seen: whatever lived through the whole scan is returned, once. */
function scan(db: Database, cursor: string, ...words: string[]): Reply {
  const options = parseOptions(words, { MATCH: 1, COUNT: 1, TYPE: 1 });
  const after = integer(cursor);
  const count = integer(options.get("COUNT")?.[0] ?? "10");
  if (count < 1) throw new RedisError("ERR syntax error");
  const matches = globMatcher(options.get("MATCH")?.[0] ?? "*");
  const type = options.get("TYPE")?.[0]?.toLowerCase();
  const found: string[] = [];
  let seen = 0;
  for (const [key, { id, value }] of db.keys.live()) {
    if (id <= after) continue;
    if (matches(key) && (!type || value.type === type)) found.push(key);
    if (++seen === count) return [String(id), found];
  }
  return ["0", found];
}
