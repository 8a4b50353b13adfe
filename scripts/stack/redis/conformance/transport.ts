import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "@upstash/redis";
import { type Check, refusal } from "./check";

export const transport: Check[] = [
  [
    "a pipeline runs in order",
    (r, k) => r.pipeline().set(k, "v").incr(`${k}n`).get(k).expire(`${k}n`, 10).exec(),
    ["OK", 1, "v", 1],
  ],
  [
    "a failing command doesn't stop a pipeline",
    async (r, k) => {
      await r.set(k, "abc");
      const results = await r.pipeline().incr(k).get(k).exec({ keepErrors: true });
      return results.map(({ error, result }) => (error ? "failed" : result));
    },
    ["failed", "abc"],
  ],
  [
    "a transaction runs whole",
    (r, k) => r.multi().set(k, { x: 1 }).incr(`${k}n`).get(k).hset(`${k}h`, { a: 1 }).hgetall(`${k}h`).exec(),
    ["OK", 1, { x: 1 }, 1, { a: 1 }],
  ],
  [
    "a failing command doesn't stop a transaction",
    async (r, k) => {
      await r.set(k, "abc");
      const results = await r.multi().incr(k).get(k).exec({ keepErrors: true });
      return results.map(({ error, result }) => (error ? "failed" : result));
    },
    ["failed", "abc"],
  ],
  [
    "a transaction with an unknown command runs nothing",
    async (r, k, { url, token }) => {
      const body = JSON.stringify([["set", k, "1"], ["nope"]]);
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(`${url}/multi-exec`, { method: "POST", headers, body });
      return [response.status, await r.get(k)];
    },
    [400, null],
  ],
  [
    "a command on another type is refused",
    (r, k) => r.set(k, "x").then(() => refusal(r.lpush(k, "y"))),
    "WRONGTYPE Operation against a key holding the wrong kind of value",
  ],
  [
    "an unknown command is refused",
    (r) => refusal(r.exec(["NOPE"])).then((text) => text.startsWith("ERR unknown command")),
    true,
  ],
  ["too few words are refused", (r) => refusal(r.exec(["GET"])), "ERR wrong number of arguments for 'get' command"],
  [
    "a wrong token is refused",
    (_, __, { url }) => refusal(new Redis({ url, token: "x", retry: false }).get("a")),
    "WRONGPASS invalid or missing auth token",
  ],
  [
    "replies come without base64 when asked",
    async (r, k, endpoint) => {
      await r.set(k, "héllo 世界");
      return new Redis({ ...endpoint, responseEncoding: false }).get(k);
    },
    "héllo 世界",
  ],
  [
    "replies come as text when asked",
    async (r, k, endpoint) => {
      await r.set(k, { a: 1 });
      return new Redis({ ...endpoint, automaticDeserialization: false }).get(k);
    },
    '{"a":1}',
  ],
  [
    "a command may stand in the address",
    async (r, k, { url, token }) => {
      const response = await fetch(`${url}/set/${encodeURIComponent(k)}/a%2Fb?EX=50&_token=${token}`);
      return [response.status, await response.json(), await r.get(k), await r.ttl(k)];
    },
    [200, { result: "OK" }, "a/b", 50],
  ],
  [
    "a body that is no command is refused",
    async (_, __, { url, token }) => {
      const headers = { authorization: `Bearer ${token}` };
      const post = (body: string) => fetch(url, { method: "POST", headers, body }).then(({ status }) => status);
      return [
        await post("{"),
        await post("[]"),
        await post('{"a":1}'),
        await post(`["SET","k","${"x".repeat(11_000_000)}"]`),
      ];
    },
    [400, 400, 400, 413],
  ],
  ["publishing to nobody reaches nobody", (r, k) => r.publish(k, "m"), 0],
  [
    "a subscriber hears its channel",
    async (r, k) => {
      const subscription = r.subscribe(k);
      const heard: unknown[] = [];
      subscription.on("message", ({ message }) => heard.push(message));
      await sleep(200);
      await r.publish(k, { hi: 1 });
      await sleep(100);
      await subscription.unsubscribe();
      return heard;
    },
    [{ hi: 1 }],
  ],
  [
    "a subscriber to a pattern hears its channels",
    async (r, k) => {
      const subscription = r.psubscribe(`${k}:*`);
      const heard: unknown[] = [];
      subscription.on("pmessage", ({ channel, message }) => heard.push([channel.slice(k.length), message]));
      await sleep(200);
      await r.publish(`${k}:a`, { hi: 1 });
      await sleep(100);
      await subscription.unsubscribe();
      return heard;
    },
    [[":a", { hi: 1 }]],
  ],
];
