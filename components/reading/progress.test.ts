import { expect, test } from "vitest";
import { readingProgress } from "./progress";

const job = { status: "running", total_pages: 0, queued: 0, pages_per_second: 0 } as const;

test("before pages are known the share is unknown", () => {
  expect(readingProgress({ ...job, status: "queued" })).toMatchObject({ isOpen: true, share: undefined, known: 0 });
});

test("the share counts pages that are done among those known", () => {
  expect(readingProgress({ ...job, total_pages: 6, queued: 18, pages_per_second: 4 })).toEqual({
    done: 6,
    known: 24,
    isOpen: true,
    share: 0.25,
    secondsLeft: 5,
  });
});

test("a first page or two say nothing about the time left", () => {
  expect(readingProgress({ ...job, total_pages: 2, queued: 18, pages_per_second: 9 }).secondsLeft).toBeUndefined();
});

test("a paused reading has no time left, and a finished one is whole even if pages were left", () => {
  const paused = readingProgress({ ...job, status: "paused", total_pages: 6, queued: 18, pages_per_second: 4 });
  expect(paused).toMatchObject({ isOpen: true, secondsLeft: undefined, share: 0.25 });
  expect(readingProgress({ ...job, status: "cancelled", total_pages: 6, queued: 18 })).toMatchObject({
    isOpen: false,
    share: 1,
  });
});
