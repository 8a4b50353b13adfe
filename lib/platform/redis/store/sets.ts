import { integer } from "./arguments";
import { type Commands, command, type Database, growing } from "./command";
import { RedisError, type Reply } from "./reply";
import { scanAll } from "./scan-all";
import { SetValue } from "./values";

type Combine = "union" | "intersection" | "difference";

export const sets: Commands = {
  SADD: growing(-3, (db, key, ...members) => {
    const set = db.keys.obtain(key, SetValue);
    const before = set.size;
    for (const member of members) set.add(member);
    return set.size - before;
  }),
  SREM: command(-3, (db, key, ...members) => {
    const set = db.keys.change(key, SetValue);
    return members.filter((member) => set?.delete(member)).length;
  }),
  SMEMBERS: command(2, (db, key) => [...members(db, key)]),
  SISMEMBER: command(3, (db, key, member) => (members(db, key).has(member) ? 1 : 0)),
  SMISMEMBER: command(-3, (db, key, ...wanted) => {
    const set = members(db, key);
    return wanted.map((member) => (set.has(member) ? 1 : 0));
  }),
  SCARD: command(2, (db, key) => members(db, key).size),
  SMOVE: growing(4, (db, from, to, member) => {
    db.keys.read(to, SetValue);
    if (!db.keys.change(from, SetValue)?.delete(member)) return 0;
    db.keys.obtain(to, SetValue).add(member);
    return 1;
  }),
  SPOP: command(-2, (db, key, count) => {
    const set = db.keys.change(key, SetValue);
    const taken = sample([...(set ?? [])], popCount(count), seeded(db.now()));
    for (const member of taken) set?.delete(member);
    return count === undefined ? (taken[0] ?? null) : taken;
  }),
  SRANDMEMBER: command(-2, randomMembers),
  SUNION: command(-2, (db, ...keys) => [...combine(db, "union", keys)]),
  SINTER: command(-2, (db, ...keys) => [...combine(db, "intersection", keys)]),
  SDIFF: command(-2, (db, ...keys) => [...combine(db, "difference", keys)]),
  SUNIONSTORE: growing(-3, (db, to, ...keys) => store(db, to, combine(db, "union", keys))),
  SINTERSTORE: growing(-3, (db, to, ...keys) => store(db, to, combine(db, "intersection", keys))),
  SDIFFSTORE: growing(-3, (db, to, ...keys) => store(db, to, combine(db, "difference", keys))),
  SSCAN: command(-3, (db, key, cursor, ...words) => {
    const elements = [...members(db, key)].map((member) => [member]);
    return scanAll(elements, cursor, words);
  }),
};

const members = (db: Database, key: string): ReadonlySet<string> => db.keys.read(key, SetValue) ?? new Set();

function popCount(count: string | undefined): number {
  const wanted = integer(count ?? "1");
  if (wanted < 0) throw new RedisError("ERR value is out of range, must be positive");
  return wanted;
}

function combine(db: Database, how: Combine, keys: string[]): ReadonlySet<string> {
  const [first = new Set<string>(), ...others] = keys.map((key) => members(db, key));
  let result = first;
  for (const other of others) result = result[how](other);
  return result;
}

function store(db: Database, key: string, found: ReadonlySet<string>): number {
  const set = new SetValue();
  for (const member of found) set.add(member);
  if (set.size > 0) db.keys.put(key, set);
  else db.keys.remove(key);
  return set.size;
}

/** What SPOP removes depends on the time alone, so that the command can be replayed from a journal. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Different elements, evenly chosen: the first steps of a Fisher-Yates shuffle. */
function sample(items: string[], count: number, random = Math.random): string[] {
  const end = Math.min(count, items.length);
  for (let i = 0; i < end; i++) {
    const other = i + Math.floor(random() * (items.length - i));
    [items[i], items[other]] = [items[other] ?? "", items[i] ?? ""];
  }
  return items.slice(0, end);
}

/** A negative count may repeat members. */
function randomMembers(db: Database, key: string, count?: string): Reply {
  const all = [...members(db, key)];
  const wanted = integer(count ?? "1");
  if (count === undefined) return sample(all, 1)[0] ?? null;
  if (wanted >= 0 || all.length === 0) return sample(all, wanted);
  return Array.from({ length: -wanted }, () => all[Math.floor(Math.random() * all.length)] ?? "");
}
