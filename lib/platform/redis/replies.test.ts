import type { UpstashRequest, UpstashResponse } from "@upstash/redis";
import { expect, test } from "vitest";
import { soundly } from "./replies";

const answering = (answer: unknown) => soundly(async <T>(_: UpstashRequest) => answer as UpstashResponse<T>);

const two = {
  path: ["pipeline"],
  body: [
    ["GET", "a"],
    ["DEL", "b"],
  ],
};

test.each([
  ["fewer replies than commands", [{ result: "a" }]],
  ["an object", { result: "a" }],
  ["nothing", null],
  ["a page", "<html>"],
  ["replies without content", [{}, {}]],
  ["replies of other kinds", [{ result: 5 }, { result: "gone" }]],
  ["errors that are no words", [{ error: { code: 1 } }, { result: 1 }]],
])("an answer of %s is none", async (_, garbage) => {
  await expect(answering(garbage)(two)).rejects.toThrow("Redis answered 2 commands with something else");
});

test("what Redis says is passed on: values, nothing, numbers, refusals, and replies to commands unknown here", async () => {
  for (const replies of [
    [{ result: "a" }, { result: 1 }],
    [{ result: null }, { error: "WRONGTYPE no text" }],
  ]) {
    expect(await answering(replies)(two)).toEqual(replies);
  }
  expect(await answering({ result: "OK" })({ body: ["SET", "a", 1] })).toEqual({ result: "OK" });
  expect(await answering({ result: { any: 1 } })({ body: ["JSON.GET", "a"] })).toEqual({ result: { any: 1 } });
});

test.each([
  ["EVALSHA", "sha", 0],
  ["SET", "a", 1],
])("nothing is no answer to %s", async (...command) => {
  await expect(answering({ result: null })({ body: command })).rejects.toThrow("something else");
});

test("a key that is there already leaves nothing to say", async () => {
  expect(await answering({ result: null })({ body: ["SET", "a", 1, "NX"] })).toEqual({ result: null });
});

test("a ping that is answered with anything but PONG is not answered", async () => {
  await expect(answering({ result: "hello" })({ body: ["PING"] })).rejects.toThrow("something else");
});
