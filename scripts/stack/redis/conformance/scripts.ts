import { type Check, refusal } from "./check";

export const scripts: Check[] = [
  [
    "EVAL converts what goes in and what comes out",
    (r, k) =>
      r
        .eval(
          `redis.call("set", KEYS[1], "abc") return {KEYS[1], ARGV[1], tonumber(ARGV[2]) * 2, false, redis.call("get", KEYS[1]), 3.9}`,
          [k],
          ["hi", "21"],
        )
        .then((reply) => (reply as unknown[]).slice(1)),
    ["hi", 42, null, "abc", 3],
  ],
  ["a number as an argument is text to the script", (r) => r.eval("return tonumber(ARGV[1]) + 1", [], [5]), 6],
  ["cjson encodes", (r) => r.eval("return cjson.encode({ a = { 1, 2 } })", [], []), { a: [1, 2] }],
  ["cjson decodes", (r) => r.eval("return cjson.decode(ARGV[1]).list[2]", [], ['{"list":[1,7]}']), 7],
  [
    "redis.pcall hands the error to the script",
    (r, k) =>
      r.eval(
        `redis.call("set", KEYS[1], "x") local reply = redis.pcall("incr", KEYS[1]) return reply.err and "caught"`,
        [k],
        [],
      ),
    "caught",
  ],
  [
    "redis.call raises the error",
    (r, k) =>
      r
        .set(k, "x")
        .then(() => refusal(r.eval(`return redis.call("incr", KEYS[1])`, [k], [])))
        .then((text) => text.startsWith("ERR value is not an integer")),
    true,
  ],
  [
    "pcall of Lua catches what redis.call raised",
    (r, k) =>
      r.set(k, "x").then(() => r.eval(`local ok = pcall(redis.call, "incr", KEYS[1]) return ok and 1 or 0`, [k], [])),
    0,
  ],
  ["status_reply is a status", (r) => r.eval(`return redis.status_reply("YO")`, [], []), "YO"],
  ["error_reply is an error", (r) => refusal(r.eval(`return redis.error_reply("MY bad")`, [], [])), "MY bad"],
  ["SHA-1 and unpack are there", (r) => r.eval(`return #redis.sha1hex("a") + #{ unpack(ARGV) }`, [], ["a", "b"]), 42],
  [
    "a script can't make globals",
    (r) => refusal(r.eval("x = 1", [], [])).then((text) => text.startsWith("ERR user_script")),
    true,
  ],
  [
    "a lock is released by its owner only",
    async (r, k) => {
      await r.set(k, "me");
      const release = `if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0`;
      return [await r.eval(release, [k], ["you"]), await r.eval(release, [k], ["me"])];
    },
    [0, 1],
  ],
  [
    "a loaded script runs by its SHA-1",
    (r) => r.scriptLoad("return ARGV[1]").then((sha) => r.evalsha(sha, [], ["z"])),
    "z",
  ],
  [
    "SCRIPT EXISTS knows what was loaded",
    async (r) => r.scriptExists(await r.scriptLoad("return 7"), "f".repeat(40)),
    [1, 0],
  ],
  [
    "an unknown SHA-1 is refused",
    (r) => refusal(r.evalsha("f".repeat(40), [], [])),
    "NOSCRIPT No matching script. Please use EVAL.",
  ],
  ["createScript runs its script", (r) => r.createScript<string>("return ARGV[1]").exec([], ["k"]), "k"],
  ["Upstash's shebang is accepted", (r) => r.eval("#!lua flags=allow-key-locking\nreturn 1", [], []), 1],
  [
    "a script that doesn't compile is refused",
    (r) => refusal(r.eval("return (", [], [])).then((text) => text.startsWith("ERR Error compiling script")),
    true,
  ],
];
