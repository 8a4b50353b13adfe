import { setImmediate as nextTurn } from "node:timers/promises";
import type { UpstashRequest, UpstashResponse } from "@upstash/redis";
import { expect, test } from "vitest";
import { inBatches } from "./batches";

/** A Redis that answers each command with its last word, and keeps what it was sent. */
function echo(answer = (commands: string[][]): unknown => commands.map((words) => ({ result: words.at(-1) }))) {
  const sent: string[][][] = [];
  const ask = inBatches(async <T>({ body }: UpstashRequest) => {
    sent.push(body as string[][]);
    return answer(body as string[][]) as UpstashResponse<T>;
  });
  return { sent, ask };
}

test("what is asked in one turn travels in one request, in its order, and each gets its own reply", async () => {
  const { sent, ask } = echo();
  const replies = await Promise.all([
    ask({ body: ["GET", "a"] }),
    ask({
      path: ["pipeline"],
      body: [
        ["SET", "b", "1"],
        ["GET", "c"],
      ],
    }),
    ask({ body: ["GET", "d"] }),
  ]);
  expect(sent).toEqual([
    [
      ["GET", "a"],
      ["SET", "b", "1"],
      ["GET", "c"],
      ["GET", "d"],
    ],
  ]);
  expect(replies).toEqual([{ result: "a" }, [{ result: "1" }, { result: "c" }], { result: "d" }]);
  await nextTurn();
  await ask({ body: ["GET", "e"] });
  expect(sent).toHaveLength(2);
});

test("a command that fails fails alone", async () => {
  const { ask } = echo(() => [{ error: "WRONGTYPE no list" }, { result: "b" }]);
  const [first, second] = await Promise.allSettled([ask({ body: ["LPUSH", "a"] }), ask({ body: ["GET", "b"] })]);
  expect(first).toMatchObject({ status: "rejected", reason: { message: "WRONGTYPE no list" } });
  expect(second).toEqual({ status: "fulfilled", value: { result: "b" } });
});

test("what is too large for one request travels in several", async () => {
  const { sent, ask } = echo();
  const large = "x".repeat(600_000);
  await Promise.all([ask({ body: ["SET", "a", large] }), ask({ body: ["SET", "b", large] })]);
  expect(sent).toHaveLength(2);
});
