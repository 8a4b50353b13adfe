import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { SessionLock } from "./session-lock";

test("work is done one piece after another, in the order of asking", async () => {
  const lock = new SessionLock();
  const log: string[] = [];
  const work = (name: string, ms: number) =>
    lock.run(async () => {
      log.push(`${name} begins`);
      await setTimeout(ms);
      log.push(`${name} ends`);
    });
  await Promise.all([work("slow", 20), work("fast", 0)]);
  expect(log).toEqual(["slow begins", "slow ends", "fast begins", "fast ends"]);
});

test("what the holder starts joins in instead of waiting", async () => {
  const lock = new SessionLock();
  expect(await lock.run(() => lock.run(async () => lock.isHeldHere))).toBe(true);
  expect(lock.isHeldHere).toBe(false);
});

test("what the holder started and didn't await waits once the holder is done", async () => {
  const lock = new SessionLock();
  const late: Promise<boolean>[] = [];
  await lock.run(async () => {
    late.push(setTimeout(10).then(() => lock.isHeldHere));
  });
  expect(await late[0]).toBe(false);
});

test("a failure gives the session back", async () => {
  const lock = new SessionLock();
  const failing = lock.run(async () => {
    throw new Error("failed");
  });
  await expect(failing).rejects.toThrow("failed");
  expect(await lock.run(async () => "next")).toBe("next");
});

test("work moved outside is no part of the holder", async () => {
  const lock = new SessionLock();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  await lock.run(async () => lock.outside(() => resolve(lock.isHeldHere)));
  expect(await promise).toBe(false);
});
