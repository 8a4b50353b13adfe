import type { Check } from "./check";

export const hashes: Check[] = [
  [
    "HSET and HGETALL keep an object",
    async (r, k) => [await r.hset(k, { a: 1, b: "two", o: { k: 1 } }), await r.hgetall(k)],
    [3, { a: 1, b: "two", o: { k: 1 } }],
  ],
  ["HGETALL without a key is null", (r, k) => r.hgetall(k), null],
  [
    "fields are read, counted and removed one by one",
    async (r, k) => {
      await r.hset(k, { a: 1, b: "two", c: 3 });
      return [
        await r.hget(k, "b"),
        await r.hincrby(k, "a", 4),
        await r.hdel(k, "c", "none"),
        await r.hexists(k, "b"),
        await r.hlen(k),
        await r.hmget(k, "a", "b", "none"),
        await r.hkeys(k),
        await r.hvals(k),
      ];
    },
    ["two", 5, 1, 1, 2, { a: 5, b: "two", none: null }, ["a", "b"], [5, "two"]],
  ],
  [
    "HSETNX spares a field",
    async (r, k) => [await r.hsetnx(k, "a", 1), await r.hsetnx(k, "a", 2), await r.hget(k, "a")],
    [1, 0, 1],
  ],
  [
    "HINCRBYFLOAT adds decimals",
    async (r, k) => [await r.hset(k, { a: 0.1 }), await r.hincrbyfloat(k, "a", 0.2)],
    [1, 0.3],
  ],
  [
    "HSCAN walks all fields",
    async (r, k) => [await r.hset(k, { a: 1, b: 2 }), await r.hscan(k, 0)],
    [2, ["0", ["a", 1, "b", 2]]],
  ],
  [
    "a hash without fields is no key",
    async (r, k) => [await r.hset(k, { a: 1 }), await r.hdel(k, "a"), await r.exists(k)],
    [1, 1, 0],
  ],
];

export const lists: Check[] = [
  [
    "LPUSH and RPUSH add at their ends",
    async (r, k) => [await r.lpush(k, "a", "b"), await r.rpush(k, "c"), await r.lrange(k, 0, -1)],
    [2, 3, ["b", "a", "c"]],
  ],
  [
    "LPOP, RPOP, LLEN, LTRIM and LINDEX work",
    async (r, k) => {
      await r.rpush(k, "a", "b", "c", "d", "e");
      return [await r.lpop(k), await r.rpop(k), await r.llen(k), await r.ltrim(k, 0, 1), await r.lindex(k, -1)];
    },
    ["a", "e", 3, "OK", "c"],
  ],
  [
    "LPOP and RPOP take many",
    async (r, k) => [await r.rpush(k, 1, 2, 3, 4), await r.lpop(k, 2), await r.rpop(k, 2)],
    [4, [1, 2], [4, 3]],
  ],
  ["LPUSHX needs the list", (r, k) => r.lpushx(k, "a"), 0],
  [
    "LMOVE moves between lists",
    async (r, k) => [
      await r.rpush(`${k}a`, "x", "y"),
      await r.lmove(`${k}a`, `${k}b`, "left", "right"),
      await r.lrange(`${k}b`, 0, -1),
    ],
    [2, "x", ["x"]],
  ],
  [
    "LREM counts from the end when asked",
    async (r, k) => [await r.rpush(k, "a", "b", "a"), await r.lrem(k, -1, "a"), await r.lrange(k, 0, -1)],
    [3, 1, ["a", "b"]],
  ],
  [
    "LSET, LINSERT and LPOS find their place",
    async (r, k) => {
      await r.rpush(k, "a", "b");
      return [
        await r.lset(k, 0, "q"),
        await r.linsert(k, "before", "b", "m"),
        await r.lrange(k, 0, -1),
        await r.lpos(k, "b"),
      ];
    },
    ["OK", 3, ["q", "m", "b"], 2],
  ],
];

export const sets: Check[] = [
  [
    "members are added, found, counted and removed",
    async (r, k) => {
      const added = await r.sadd(k, "a", "b", "c", "a");
      return [added, await r.scard(k), await r.sismember(k, "a"), await r.srem(k, "a"), (await r.smembers(k)).sort()];
    },
    [3, 3, 1, 1, ["b", "c"]],
  ],
  ["SMISMEMBER asks for many", async (r, k) => [await r.sadd(k, "b"), await r.smismember(k, ["b", "q"])], [1, [1, 0]]],
  [
    "SUNION, SINTER and SDIFF combine sets",
    async (r, k) => {
      await r.sadd(`${k}a`, "1", "2");
      await r.sadd(`${k}b`, "2", "3");
      const [a, b] = [`${k}a`, `${k}b`];
      return [(await r.sunion(a, b)).sort(), await r.sinter(a, b), await r.sdiff(a, b)];
    },
    [[1, 2, 3], [2], [1]],
  ],
  [
    "their STORE forms keep the result",
    async (r, k) => {
      await r.sadd(`${k}a`, "1", "2");
      const [a, none] = [`${k}a`, `${k}none`];
      return [
        await r.sunionstore(`${k}u`, a, none),
        await r.sdiffstore(`${k}d`, a, none),
        await r.sinterstore(`${k}i`, a, none),
      ];
    },
    [2, 2, 0],
  ],
  ["SPOP takes a member away", async (r, k) => [await r.sadd(k, "a"), await r.spop(k), await r.exists(k)], [1, "a", 0]],
  [
    "SRANDMEMBER leaves it",
    async (r, k) => [await r.sadd(k, "a"), await r.srandmember(k), await r.scard(k)],
    [1, "a", 1],
  ],
  [
    "SMOVE moves a member",
    async (r, k) => [await r.sadd(k, "a"), await r.smove(k, `${k}2`, "a"), await r.smembers(`${k}2`)],
    [1, 1, ["a"]],
  ],
  [
    "SSCAN walks all members",
    async (r, k) => [await r.sadd(k, "a", "b"), (await r.sscan(k, 0))[1].toSorted()],
    [2, ["a", "b"]],
  ],
];
