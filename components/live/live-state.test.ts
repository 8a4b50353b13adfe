import { expect, test } from "vitest";
import { initialLiveState, type LiveEvent, nextLiveState } from "./live-state";

const after = (...events: LiveEvent[]) => events.reduce(nextLiveState, initialLiveState);

test("a page reads once when its channel joins, for what changed before", () => {
  expect(after("joined")).toEqual({ mode: "live", reads: 1 });
});

test("a live page reads on changes and not by the clock", () => {
  expect(after("joined", "tick", "tick", "changed").reads).toBe(2);
});

test("SYNC-009 a page whose channel is lost asks by the clock", () => {
  expect(after("joined", "lost", "tick", "tick")).toEqual({ mode: "polling", reads: 3 });
});

test("a page whose channel never joins asks by the clock too", () => {
  expect(after("tick").reads).toBe(1);
});

test("a channel that comes back reads what it missed, and stops the clock", () => {
  expect(after("joined", "lost", "joined", "tick")).toEqual({ mode: "live", reads: 2 });
});

test("joining twice reads once", () => {
  expect(after("joined", "joined").reads).toBe(1);
});

test("a page that is shown again reads, whatever its channel says", () => {
  expect(after("joined", "shown").reads).toBe(2);
});
