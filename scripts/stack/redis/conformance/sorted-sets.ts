import type { Redis } from "@upstash/redis";
import { type Check, refusal } from "./check";

const numbers = (r: Redis, k: string) =>
  r.zadd(k, { score: 1, member: "one" }, { score: 2, member: "two" }, { score: 3, member: "three" });

export const sortedSets: Check[] = [
  [
    "ZRANGE goes by score",
    async (r, k) => [await numbers(r, k), await r.zrange(k, 0, -1)],
    [3, ["one", "two", "three"]],
  ],
  [
    "ZRANGE REV gives scores from the top",
    async (r, k) => [await numbers(r, k), await r.zrange(k, 0, 1, { rev: true, withScores: true })],
    [3, ["three", 3, "two", 2]],
  ],
  [
    "ZRANGE BYSCORE keeps the bounds",
    async (r, k) => [await numbers(r, k), await r.zrange(k, 2, 3, { byScore: true })],
    [3, ["two", "three"]],
  ],
  [
    "exclusive and infinite bounds hold",
    async (r, k) => [
      await numbers(r, k),
      await r.zrange(k, "(1", "+inf", { byScore: true }),
      await r.zcount(k, "-inf", "(3"),
    ],
    [3, ["two", "three"], 2],
  ],
  [
    "ZRANGE LIMIT takes a page",
    async (r, k) => [await numbers(r, k), await r.zrange(k, 1, 3, { byScore: true, offset: 1, count: 1 })],
    [3, ["two"]],
  ],
  [
    "ZRANGE BYLEX goes by bytes",
    async (r, k) => {
      const members = ["b", "a", "é", "😀", "\uffee"];
      for (const member of members) await r.zadd(k, { score: 0, member });
      return [await r.zrange(k, "[a", "(é", { byLex: true }), await r.zrange(k, "-", "+", { byLex: true })];
    },
    [
      ["a", "b"],
      ["a", "b", "é", "\uffee", "😀"],
    ],
  ],
  [
    "members are scored, ranked, counted and removed",
    async (r, k) => {
      await numbers(r, k);
      return [
        await r.zscore(k, "two"),
        await r.zincrby(k, 5, "one"),
        await r.zrank(k, "one"),
        await r.zrevrank(k, "one"),
        await r.zcard(k),
        await r.zcount(k, 2, 3),
        await r.zrem(k, "one", "none"),
        await r.zmscore(k, ["two", "none"]),
      ];
    },
    [2, 6, 2, 0, 3, 2, 1, [2, null]],
  ],
  [
    "ZADD NX, XX, GT, LT and CH look at the old score",
    async (r, k) => {
      await r.zadd(k, { score: 5, member: "a" });
      const add = (option: object, score: number) => r.zadd(k, { ch: true, ...option }, { score, member: "a" });
      return [
        await add({ nx: true }, 9),
        await add({ xx: true }, 6),
        await add({ gt: true }, 4),
        await add({ lt: true }, 4),
        await r.zadd(k, { xx: true }, { score: 1, member: "new" }),
        await r.zadd(k, { incr: true }, { score: 3, member: "a" }),
      ];
    },
    [0, 1, 0, 1, 0, 7],
  ],
  [
    "ZREMRANGEBYSCORE and ZREMRANGEBYRANK remove spans",
    async (r, k) => [
      await numbers(r, k),
      await r.zremrangebyscore(k, 0, 1),
      await r.zremrangebyrank(k, -1, -1),
      await r.zrange(k, 0, -1),
    ],
    [3, 1, 1, ["two"]],
  ],
  [
    "ZPOPMIN and ZPOPMAX take the ends",
    async (r, k) => [await numbers(r, k), await r.zpopmin(k), await r.zpopmax(k)],
    [3, ["one", 1], ["three", 3]],
  ],
  [
    "ZUNIONSTORE adds scores",
    async (r, k) => {
      await numbers(r, `${k}a`);
      await r.zadd(`${k}b`, { score: 10, member: "one" });
      return [await r.zunionstore(`${k}u`, 2, [`${k}a`, `${k}b`]), await r.zscore(`${k}u`, "one")];
    },
    [3, 11],
  ],
  [
    "ZSCAN walks all members",
    async (r, k) => [await r.zadd(k, { score: 1, member: "a" }), await r.zscan(k, 0)],
    [1, ["0", ["a", 1]]],
  ],
  [
    "a score must be a number",
    (r, k) => refusal(r.zadd(k, { score: "x" as never, member: "a" })),
    "ERR value is not a valid float",
  ],
];
