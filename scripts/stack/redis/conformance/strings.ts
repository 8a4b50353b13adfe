import { setTimeout as sleep } from "node:timers/promises";
import { type Check, refusal } from "./check";

export const strings: Check[] = [
  [
    "any text comes back as it was",
    (r, k) => r.set(k, "héllo 世界 😀\u0000").then(() => r.get(k)),
    "héllo 世界 😀\u0000",
  ],
  [
    "JSON comes back as it was",
    (r, k) => r.set(k, { a: [1, "x"], n: null }).then(() => r.get(k)),
    { a: [1, "x"], n: null },
  ],
  ["a number comes back as a number", (r, k) => r.set(k, 42).then(() => r.get(k)), 42],
  ["the text OK is a value like any other", (r, k) => r.set(k, "OK").then(() => r.get(k)), "OK"],
  ["a missing key is null", (r, k) => r.get(k), null],
  ["SET NX takes a free key", (r, k) => r.set(k, "a", { nx: true, px: 5000 }), "OK"],
  [
    "SET NX leaves a taken key alone",
    async (r, k) => {
      await r.set(k, "a");
      return [await r.set(k, "b", { nx: true }), await r.get(k)];
    },
    [null, "a"],
  ],
  [
    "SET NX takes a key again once it expired",
    async (r, k) => {
      await r.set(k, "a", { px: 100 });
      await sleep(150);
      return [await r.get(k), await r.set(k, "b", { nx: true })];
    },
    [null, "OK"],
  ],
  ["SET XX needs the key", (r, k) => r.set(k, "a", { xx: true }), null],
  ["SET XX replaces a value", (r, k) => r.set(k, "a").then(() => r.set(k, "b", { xx: true, ex: 5 })), "OK"],
  ["SET GET answers the old value", (r, k) => r.set(k, "a").then(() => r.set(k, "b", { get: true })), "a"],
  ["SET GET on no key answers null", (r, k) => r.set(k, "b", { get: true }), null],
  [
    "SET KEEPTTL keeps the deadline",
    async (r, k) => {
      await r.set(k, 1, { ex: 50 });
      await r.set(k, 2, { keepTtl: true });
      return r.ttl(k);
    },
    50,
  ],
  [
    "SET drops the deadline",
    async (r, k) => {
      await r.set(k, 1, { ex: 50 });
      await r.set(k, 2);
      return r.ttl(k);
    },
    -1,
  ],
  [
    "SET refuses a time that is not positive",
    (r, k) => refusal(r.set(k, 1, { ex: 0 })),
    "ERR invalid expire time in 'set' command",
  ],
  ["SETEX sets seconds", (r, k) => r.setex(k, 100, "v").then(() => r.ttl(k)), 100],
  [
    "PSETEX sets milliseconds",
    async (r, k) => Math.ceil((await r.psetex(k, 5000, "v").then(() => r.pttl(k))) / 1000),
    5,
  ],
  [
    "SETNX says whether it wrote",
    async (r, k) => [await r.setnx(k, 1), await r.setnx(k, 2), await r.get(k)],
    [1, 0, 1],
  ],
  ["GETSET answers the old value", (r, k) => r.set(k, 1).then(() => r.getset(k, 2)), 1],
  [
    "GETDEL answers and removes",
    async (r, k) => [await r.set(k, 1), await r.getdel(k), await r.exists(k)],
    ["OK", 1, 0],
  ],
  [
    "GETEX sets a deadline",
    async (r, k) => [await r.set(k, "q"), await r.getex(k, { ex: 10 }), await r.ttl(k)],
    ["OK", "q", 10],
  ],
  [
    "GETEX PERSIST drops the deadline",
    async (r, k) => [await r.set(k, "q", { ex: 5 }), await r.getex(k, { persist: true }), await r.ttl(k)],
    ["OK", "q", -1],
  ],
  [
    "INCR, INCRBY, DECR and DECRBY count",
    async (r, k) => [await r.incr(k), await r.incrby(k, 5), await r.decr(k), await r.decrby(k, 2)],
    [1, 6, 5, 3],
  ],
  [
    "INCR keeps the deadline",
    async (r, k) => [await r.set(k, 1, { ex: 9 }), await r.incr(k), await r.ttl(k)],
    ["OK", 2, 9],
  ],
  [
    "INCR refuses what is no integer and leaves it",
    async (r, k) => {
      await r.set(k, "abc");
      return [await refusal(r.incr(k)), await r.get(k)];
    },
    ["ERR value is not an integer or out of range", "abc"],
  ],
  ["INCRBYFLOAT adds decimals", async (r, k) => [await r.incrbyfloat(k, 0.1), await r.incrbyfloat(k, 0.2)], [0.1, 0.3]],
  [
    "MSET and MGET take many keys",
    async (r, k) => {
      await r.mset({ [`${k}a`]: 1, [`${k}b`]: "x", [`${k}c`]: { z: 1 } });
      return r.mget(`${k}a`, `${k}b`, `${k}c`, `${k}none`);
    },
    [1, "x", { z: 1 }, null],
  ],
  ["MGET answers null for another type", async (r, k) => [await r.sadd(k, "m"), await r.mget(k)], [1, [null]]],
  [
    "MSETNX writes all or nothing",
    async (r, k) => [
      await r.msetnx({ [`${k}a`]: 1 }),
      await r.msetnx({ [`${k}a`]: 2, [`${k}b`]: 2 }),
      await r.exists(`${k}b`),
    ],
    [1, 0, 0],
  ],
  [
    "APPEND and STRLEN count bytes",
    async (r, k) => [await r.append(k, "ab"), await r.append(k, "é"), await r.strlen(k)],
    [2, 4, 4],
  ],
  [
    "SETRANGE and GETRANGE work inside a string",
    async (r, k) => {
      await r.set(k, "Hello World");
      return [await r.setrange(k, 6, "Redis"), await r.getrange(k, 6, -1), await r.getrange(k, 20, 30)];
    },
    [11, "Redis", ""],
  ],
];
