import { deadline, decimalSum, exactSum, float, integer, oneOf, pairs, parseOptions, sliceOf } from "./arguments";
import { type Commands, command, type Database, growing } from "./command";
import { OK, RedisError, type Reply } from "./reply";
import { StringValue } from "./values";

const EXPIRY = { EX: 1, PX: 1, EXAT: 1, PXAT: 1 };

export const strings: Commands = {
  GET: command(2, (db, key) => text(db, key)),
  SET: growing(-3, set),
  SETNX: growing(3, (db, key, value) => {
    if (db.keys.find(key)) return 0;
    db.keys.put(key, new StringValue(value));
    return 1;
  }),
  SETEX: growing(4, (db, key, seconds, value) => setUntil(db, key, value, "EX", seconds, "setex")),
  PSETEX: growing(4, (db, key, ms, value) => setUntil(db, key, value, "PX", ms, "psetex")),
  GETSET: growing(3, (db, key, value) => {
    const old = text(db, key);
    db.keys.put(key, new StringValue(value));
    return old;
  }),
  GETDEL: command(2, (db, key) => {
    const old = text(db, key);
    db.keys.remove(key);
    return old;
  }),
  GETEX: command(-2, (db, key, ...words) => {
    const options = parseOptions(words, { ...EXPIRY, PERSIST: 0 });
    oneOf(options, "PERSIST", ...Object.keys(EXPIRY));
    const value = text(db, key);
    const at = options.has("PERSIST") ? Number.POSITIVE_INFINITY : deadline(options, db.now(), "getex");
    if (at !== undefined) db.keys.expireAt(key, at);
    return value;
  }),
  MGET: command(-2, (db, ...keys) =>
    keys.map((key) => {
      const value = db.keys.find(key)?.value;
      return value instanceof StringValue ? value.text : null;
    }),
  ),
  MSET: growing(-3, (db, ...words) => setAll(db, pairs(words, "mset"))),
  MSETNX: growing(-3, (db, ...words) => {
    const entries = pairs(words, "msetnx");
    if (entries.some(([key]) => db.keys.find(key))) return 0;
    setAll(db, entries);
    return 1;
  }),
  APPEND: growing(3, (db, key, more) => {
    const value = db.keys.obtain(key, StringValue);
    value.text += more;
    return Buffer.byteLength(value.text);
  }),
  STRLEN: command(2, (db, key) => Buffer.byteLength(text(db, key) ?? "")),
  GETRANGE: command(4, (db, key, start, stop) => {
    const bytes = Buffer.from(text(db, key) ?? "");
    return bytes.subarray(...sliceOf(bytes.length, start, stop)).toString();
  }),
  SETRANGE: growing(4, setRange),
  INCR: growing(2, (db, key) => increment(db, key, 1)),
  DECR: growing(2, (db, key) => increment(db, key, -1)),
  INCRBY: growing(3, (db, key, by) => increment(db, key, integer(by))),
  DECRBY: growing(3, (db, key, by) => increment(db, key, -integer(by))),
  INCRBYFLOAT: growing(3, (db, key, by) => {
    const sum = decimalSum(float(text(db, key) ?? "0"), float(by));
    db.keys.obtain(key, StringValue).text = sum;
    return sum;
  }),
};

const text = (db: Database, key: string) => db.keys.read(key, StringValue)?.text ?? null;

function set(db: Database, key: string, value: string, ...words: string[]): Reply {
  const options = parseOptions(words, { ...EXPIRY, NX: 0, XX: 0, GET: 0, KEEPTTL: 0 });
  const condition = oneOf(options, "NX", "XX");
  oneOf(options, "KEEPTTL", ...Object.keys(EXPIRY));
  const old = options.has("GET") ? text(db, key) : null;
  const at = deadline(options, db.now(), "set");
  const current = db.keys.find(key);
  const isAllowed = !condition || (condition === "XX") === Boolean(current);
  if (isAllowed) db.keys.put(key, new StringValue(value), options.has("KEEPTTL") ? current?.expiresAt : at);
  if (options.has("GET")) return old;
  return isAllowed ? OK : null;
}

function setUntil(db: Database, key: string, value: string, word: "EX" | "PX", amount: string, name: string) {
  const options = new Map([[word, [amount]]]);
  db.keys.put(key, new StringValue(value), deadline(options, db.now(), name));
  return OK;
}

function setAll(db: Database, entries: [string, string][]) {
  for (const [key, value] of entries) db.keys.put(key, new StringValue(value));
  return OK;
}

const MAX_STRING_BYTES = 512 * 1024 * 1024;

function setRange(db: Database, key: string, offset: string, part: string): Reply {
  const start = integer(offset);
  if (start < 0) throw new RedisError("ERR offset is out of range");
  const old = Buffer.from(text(db, key) ?? "");
  if (part === "") return old.length;
  const added = Buffer.from(part);
  const length = Math.max(old.length, start + added.length);
  if (length > MAX_STRING_BYTES) throw new RedisError("ERR string exceeds maximum allowed size (proto-max-bulk-len)");
  const bytes = Buffer.alloc(length);
  old.copy(bytes);
  added.copy(bytes, start);
  db.keys.obtain(key, StringValue).text = bytes.toString();
  return length;
}

function increment(db: Database, key: string, by: number): number {
  const sum = exactSum(integer(text(db, key) ?? "0"), by);
  db.keys.obtain(key, StringValue).text = String(sum);
  return sum;
}
