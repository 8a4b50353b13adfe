import { expect, test } from "vitest";
import type { StoredMessage } from "@/lib/chat-widget/contract";
import type { Entry } from "@/lib/chat-widget/conversation/state";
import { merge } from "./sync";

const message = (seq: number, more: Partial<StoredMessage> = {}): StoredMessage => ({
  ...{ id: `id-${seq}`, seq, author: null, role: "assistant", content: `said ${seq}`, sources: [], answered: null },
  ...{ createdAt: "2026-01-01T00:00:00Z", clientMessageId: null },
  ...more,
});
const mine = (key: string, state: Entry["state"]): Entry => ({
  ...{ key, role: "user", text: key, at: 0, state, sources: [], answered: null },
});
const texts = (entries: Entry[]) => entries.map(({ text }) => text);

test("SYNC-007 what is read twice is shown once, and a page that brings nothing changes nothing", () => {
  const once = merge([], [message(1), message(2)]);
  expect(merge(once, [message(2), message(1)])).toBe(once);
  expect(texts(merge(once, [message(2), message(3)]))).toEqual(["said 1", "said 2", "said 3"]);
});

test("SYNC-007 pages that come in any order lead to the order in which things were said", () => {
  const pages = [[message(4)], [message(1), message(2)], [message(3), message(4)]];
  for (const order of [pages, pages.toReversed()]) {
    const entries = order.reduce<Entry[]>((shown, page) => merge(shown, page), []);
    expect(texts(entries)).toEqual(["said 1", "said 2", "said 3", "said 4"]);
  }
});

test("SYNC-007 what the visitor sent takes its place once the server names it, and what still waits stays below", () => {
  const shown = [mine("first", "sent"), mine("second", "sending"), mine("third", "kept")];
  const answered = merge(shown, [message(1)]);
  expect(texts(answered)).toEqual(["first", "said 1", "second", "third"]);
  const placed = merge(answered, [message(2, { clientMessageId: "first", role: "user" })]);
  expect(texts(placed)).toEqual(["said 1", "first", "second", "third"]);
});

test("SYNC-007 what another tab still has to send takes its place when the server has it already", () => {
  const stored = [message(1, { clientMessageId: "first", role: "user" }), message(2)];
  const entries = merge([mine("first", "kept"), mine("second", "kept")], stored);
  expect(texts(entries)).toEqual(["first", "said 2", "second"]);
});
