import { decimalSum, exactSum, float, integer, pairs } from "./arguments";
import { type Commands, command, type Database, growing } from "./command";
import { OK, RedisError } from "./reply";
import { scanAll } from "./scan-all";
import { HashValue } from "./values";

export const hashes: Commands = {
  HSET: growing(-4, (db, key, ...words) => setFields(db, key, pairs(words, "hset"))),
  HMSET: growing(-4, (db, key, ...words) => {
    setFields(db, key, pairs(words, "hmset"));
    return OK;
  }),
  HSETNX: growing(4, (db, key, field, value) => {
    if (db.keys.read(key, HashValue)?.has(field)) return 0;
    return setFields(db, key, [[field, value]]);
  }),
  HGET: command(3, (db, key, field) => db.keys.read(key, HashValue)?.get(field) ?? null),
  HMGET: command(-3, (db, key, ...fields) => {
    const hash = db.keys.read(key, HashValue);
    return fields.map((field) => hash?.get(field) ?? null);
  }),
  HGETALL: command(2, (db, key) => [...(db.keys.read(key, HashValue) ?? [])].flat()),
  HKEYS: command(2, (db, key) => [...(db.keys.read(key, HashValue)?.keys() ?? [])]),
  HVALS: command(2, (db, key) => [...(db.keys.read(key, HashValue)?.values() ?? [])]),
  HLEN: command(2, (db, key) => db.keys.read(key, HashValue)?.size ?? 0),
  HEXISTS: command(3, (db, key, field) => (db.keys.read(key, HashValue)?.has(field) ? 1 : 0)),
  HSTRLEN: command(3, (db, key, field) => Buffer.byteLength(db.keys.read(key, HashValue)?.get(field) ?? "")),
  HDEL: command(-3, (db, key, ...fields) => {
    const hash = db.keys.change(key, HashValue);
    return fields.filter((field) => hash?.delete(field)).length;
  }),
  HINCRBY: growing(4, (db, key, field, by) => {
    const old = number(db, key, field, (text) => integer(text), "ERR hash value is not an integer");
    const sum = exactSum(old, integer(by));
    db.keys.obtain(key, HashValue).set(field, String(sum));
    return sum;
  }),
  HINCRBYFLOAT: growing(4, (db, key, field, by) => {
    const old = number(db, key, field, (text) => float(text), "ERR hash value is not a float");
    const sum = decimalSum(old, float(by));
    db.keys.obtain(key, HashValue).set(field, sum);
    return sum;
  }),
  HSCAN: command(-3, (db, key, cursor, ...words) => {
    const fields = [...(db.keys.read(key, HashValue) ?? [])];
    return scanAll(fields, cursor, words);
  }),
};

function setFields(db: Database, key: string, fields: [string, string][]): number {
  const hash = db.keys.obtain(key, HashValue);
  const before = hash.size;
  for (const [field, value] of fields) hash.set(field, value);
  return hash.size - before;
}

function number(db: Database, key: string, field: string, read: (text: string) => number, message: string): number {
  const text = db.keys.read(key, HashValue)?.get(field) ?? "0";
  try {
    return read(text);
  } catch {
    throw new RedisError(message);
  }
}
