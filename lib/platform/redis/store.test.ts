import { expect, test } from "vitest";
import { Store } from "./store";

function setup(options: ConstructorParameters<typeof Store>[0] = {}) {
  let time = 1_000_000;
  const store = new Store({ now: () => time, sweepEveryMs: 2_000_000, ...options });
  const pass = (ms: number) => {
    time += ms;
  };
  return { store, run: (...words: string[]) => store.execute(words), pass };
}

test("a key lives to its deadline and not a millisecond longer", () => {
  const { run, pass } = setup();
  run("SET", "k", "v", "PX", "100");
  pass(99);
  expect(run("GET", "k")).toBe("v");
  pass(1);
  expect(run("GET", "k")).toBeNull();
});

test("time stands still while a script runs", () => {
  let time = 1_000_000;
  const store = new Store({ now: () => time++ });
  const source = `
    redis.call('SET', KEYS[1], 'v', 'PX', '5')
    for i = 1, 100 do redis.call('PING') end
    return { redis.call('GET', KEYS[1]), redis.call('PTTL', KEYS[1]) }
  `;
  expect(store.execute(["EVAL", source, "1", "k"])).toEqual(["v", 5]);
});

test("expired keys that nobody asks for are swept out of memory", () => {
  const { store, run, pass } = setup();
  run("SET", "stays", "v");
  const before = store.database.keys.bytes;
  for (let i = 0; i < 1000; i++) run("SET", `k${i}`, "v", "PX", "100");
  pass(100);
  store.database.keys.sweep();
  expect(store.database.keys.bytes).toBe(before);
});

test("memory is counted back to nothing when values shrink and go", () => {
  const { store, run } = setup();
  run("RPUSH", "list", "a", "b", "c");
  run("HSET", "hash", "f", "v", "g", "w");
  run("SADD", "set", "a", "b");
  run("ZADD", "zset", "1", "a", "2", "b");
  run("APPEND", "string", "more and more");
  run("LTRIM", "list", "0", "0");
  run("LPOP", "list");
  run("HDEL", "hash", "f", "g");
  run("SREM", "set", "a", "b");
  run("ZPOPMIN", "zset", "2");
  run("DEL", "string");
  expect(store.database.keys.bytes).toBe(0);
  expect(run("DBSIZE")).toBe(0);
});

test("SYNC-028 when memory is full, keys with a deadline go first, the least lately used before the others", () => {
  const { run } = setup({ maxKeys: 100 });
  run("SET", "for good", "v");
  for (let i = 0; i < 99; i++) run("SET", `k${i}`, "v", "EX", "1000");
  run("GET", "k0");
  run("SET", "one more", "v");
  expect(run("MGET", "for good", "one more", "k0", "k1", "k98")).toEqual(["v", "v", "v", null, "v"]);
});

test("bytes are bounded too", () => {
  const { store, run } = setup({ maxBytes: 1_000_000 });
  for (let i = 0; i < 1000; i++) run("SET", `k${i}`, "x".repeat(10_000), "EX", "1000");
  expect(store.database.keys.bytes).toBeLessThan(1_020_000);
  expect(run("STRLEN", "k999")).toBe(10_000);
  expect(run("INFO")).toContain("maxmemory:1000000\r\nmaxmemory_policy:volatile-lru");
});

test("when nothing may go, writing is refused and reading and deleting go on", () => {
  const { run } = setup({ maxKeys: 10 });
  for (let i = 0; i < 10; i++) run("SET", `k${i}`, "v");
  expect(() => run("SET", "one more", "v")).toThrow("OOM command not allowed");
  expect(run("GET", "k1")).toBe("v");
  expect(run("DEL", "k1")).toBe(1);
  expect(run("INCR", "counter")).toBe(1);
});

test.each([
  ["a loop", "while true do end"],
  ["a loop that catches its end", "while true do pcall(function() while true do end end) end"],
  ["a loop of coroutines", "while true do pcall(coroutine.wrap(function() while true do end end)) end"],
  ["a loop of commands", "while true do redis.call('PING') end"],
])("%s that never ends is stopped, and the next script runs", (_, source) => {
  const { run } = setup();
  expect(() => run("EVAL", source, "0")).toThrow("Script killed");
  expect(run("EVAL", "return 'next'", "0")).toBe("next");
});

test.each(["os", "io", "require", "load", "loadfile", "dofile", "debug", "package"])("scripts have no %s", (name) => {
  const { run } = setup();
  expect(() => run("EVAL", `return ${name}`, "0")).toThrow("nonexistent global variable");
});

test("a script leaves nothing behind for the next one", () => {
  const { run } = setup();
  run("EVAL", "KEYS[2] = 'mine' return KEYS[1]", "1", "k");
  expect(run("EVAL", "return #KEYS + #ARGV", "0")).toBe(0);
});

test("a script can't run another by command", () => {
  const { run } = setup();
  expect(() => run("EVAL", "return redis.call('EVAL', 'return 1', '0')", "0")).toThrow("not allowed from script");
});

test("a table that contains itself is refused", () => {
  const { run } = setup();
  expect(() => run("EVAL", "local t = {} t[1] = t return t", "0")).toThrow("ERR");
});

test("a transaction with an unknown command is refused before anything runs", () => {
  const { store } = setup();
  expect(() => store.check([["SET", "k", "v"], ["NOPE"]])).toThrow("EXECABORT");
});

test("a command with more words than a call can take is refused", () => {
  const { run } = setup();
  expect(() => run("DEL", ...Array.from({ length: 25_000 }, String))).toThrow("invalid multibulk length");
  expect(run("RPUSH", "list", ...Array.from({ length: 24_998 }, String))).toBe(24_998);
  expect(() => run("EVAL", "return redis.call('DEL', unpack(redis.call('LRANGE', 'list', 0, -1)))", "0")).not.toThrow();
});
