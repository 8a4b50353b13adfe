import { setTimeout as sleep } from "node:timers/promises";
import type { Check } from "./check";

export const keys: Check[] = [
  ["PING answers PONG", (r) => r.ping(), "PONG"],
  ["ECHO answers its word", (r) => r.echo("hi"), "hi"],
  ["TIME is now", async (r) => Math.abs(Number((await r.time())[0]) - Date.now() / 1000) < 2, true],
  ["EXPIRE sets a deadline", async (r, k) => [await r.set(k, 1), await r.expire(k, 60), await r.ttl(k)], ["OK", 1, 60]],
  ["EXPIRE on no key does nothing", (r, k) => r.expire(k, 60), 0],
  [
    "EXPIRE NX, XX, GT and LT look at the old deadline",
    async (r, k) => {
      await r.set(k, 1);
      const options = ["XX", "GT", "NX", "NX", "GT", "LT"] as const;
      const seconds = [50, 50, 60, 70, 50, 40];
      const outcomes = [];
      for (const [index, option] of options.entries()) outcomes.push(await r.expire(k, seconds[index] ?? 0, option));
      return [...outcomes, await r.ttl(k)];
    },
    [0, 0, 1, 0, 0, 1, 40],
  ],
  [
    "EXPIREAT and PEXPIREAT name a moment",
    async (r, k) => {
      await r.set(k, 1);
      await r.expireat(k, Math.floor(Date.now() / 1000) + 31);
      const first = await r.ttl(k);
      await r.pexpireat(k, Date.now() + 20_000);
      return [first === 30 || first === 31, await r.ttl(k)];
    },
    [true, 20],
  ],
  [
    "PEXPIRE ends a key to the millisecond",
    async (r, k) => {
      await r.set(k, 1);
      await r.pexpire(k, 120);
      const before = await r.exists(k);
      await sleep(130);
      return [before, await r.exists(k)];
    },
    [1, 0],
  ],
  [
    "a deadline in the past removes the key",
    async (r, k) => [await r.set(k, 1), await r.expire(k, -1), await r.exists(k)],
    ["OK", 1, 0],
  ],
  ["TTL is -2 without a key", (r, k) => r.ttl(k), -2],
  ["TTL is -1 without a deadline", (r, k) => r.set(k, 1).then(() => r.ttl(k)), -1],
  [
    "PERSIST drops a deadline",
    async (r, k) => [await r.set(k, 1, { ex: 9 }), await r.persist(k), await r.ttl(k)],
    ["OK", 1, -1],
  ],
  [
    "DEL, UNLINK, EXISTS and TOUCH count keys",
    async (r, k) => {
      await r.mset({ [`${k}a`]: 1, [`${k}b`]: 1 });
      const [a, b, none] = [`${k}a`, `${k}b`, `${k}none`];
      return [await r.exists(a, b, none, a), await r.touch(a, none), await r.del(a, none), await r.unlink(b)];
    },
    [3, 1, 1, 1],
  ],
  [
    "TYPE names each kind",
    async (r, k) => {
      await r.set(`${k}s`, 1);
      await r.hset(`${k}h`, { a: 1 });
      await r.rpush(`${k}l`, 1);
      await r.sadd(`${k}m`, 1);
      await r.zadd(`${k}z`, { score: 1, member: "a" });
      return Promise.all(["s", "h", "l", "m", "z", "none"].map((end) => r.type(k + end)));
    },
    ["string", "hash", "list", "set", "zset", "none"],
  ],
  [
    "RENAME moves a value with its deadline",
    async (r, k) => {
      await r.set(`${k}a`, "v", { ex: 30 });
      await r.rename(`${k}a`, `${k}b`);
      return [await r.exists(`${k}a`), await r.get(`${k}b`), await r.ttl(`${k}b`)];
    },
    [0, "v", 30],
  ],
  [
    "RENAMENX spares a key that exists",
    async (r, k) => [await r.mset({ [`${k}a`]: 1, [`${k}b`]: 2 }), await r.renamenx(`${k}a`, `${k}b`)],
    ["OK", 0],
  ],
  [
    "COPY makes a value of its own",
    async (r, k) => {
      await r.rpush(`${k}a`, "x");
      const copied = await r.copy(`${k}a`, `${k}b`);
      await r.rpush(`${k}a`, "y");
      return [copied, await r.lrange(`${k}b`, 0, -1)];
    },
    ["COPIED", ["x"]],
  ],
  [
    "SCAN returns every key that lives through it, while others come and go",
    async (r, k) => {
      await r.mset(Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`${k}${i}`, i])));
      const found = new Set<string>();
      let cursor = "0";
      do {
        const [next, page] = await r.scan(cursor, { match: `${k}*`, count: 40 });
        for (const key of page) found.add(key);
        const even = page.find((key) => Number(key.slice(k.length)) % 2 === 0);
        if (even) await r.del(even);
        cursor = next;
      } while (cursor !== "0");
      return Array.from({ length: 125 }, (_, i) => `${k}${2 * i + 1}`).every((key) => found.has(key));
    },
    true,
  ],
  [
    "SCAN TYPE filters",
    async (r, k) => {
      await r.set(`${k}s`, 1);
      await r.hset(`${k}h`, { a: 1 });
      return (await r.scan(0, { match: `${k}*`, type: "hash", count: 100_000 }))[1].map((key) => key.slice(k.length));
    },
    ["h"],
  ],
  [
    "KEYS matches patterns",
    async (r, k) => {
      await r.mset(Object.fromEntries(["a1", "b1", "c1", "a*", "ab1", "51"].map((end) => [k + end, 1])));
      const ends = async (pattern: string) => (await r.keys(k + pattern)).map((key) => key.slice(k.length)).sort();
      const patterns = ["?1", "[a-b]1", "[^a]1", "a\\*", "a*1", "[\\dc]1", "[b-a]1"];
      return Promise.all(patterns.map(ends));
    },
    [["51", "a1", "b1", "c1"], ["a1", "b1"], ["51", "b1", "c1"], ["a*"], ["a1", "ab1"], ["c1"], ["a1", "b1"]],
  ],
  ["DBSIZE counts", async (r, k) => [await r.set(k, 1), (await r.dbsize()) > 0], ["OK", true]],
  ["RANDOMKEY names a key", async (r, k) => [await r.set(k, 1), typeof (await r.randomkey())], ["OK", "string"]],
];
