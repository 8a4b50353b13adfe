import { expect, test } from "vitest";
import type { ChatHistoryResponse, Exchange } from "@/lib/conversations/chat-history/schema";
import { type ChatEvent, type ChatState, initialChat, nextChat } from "./chat-state";

const exchange = (number: number, clientId: string | null = null): Exchange => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
  user_id: "00000000-0000-4000-8000-000000000000",
  message: `Question ${number}`,
  response: `Answer ${number}`,
  personality_context: null,
  has_personality_context: false,
  created_at: `2026-01-01T00:00:${String(number).padStart(2, "0")}.5+00:00`,
  client_message_id: clientId,
  answered: true,
  sources: [],
});

/** The exchanges of these numbers, the newest first, as the server gives them. */
const page = (numbers: number[], hasMore = false): ChatHistoryResponse => ({
  messages: numbers.toSorted((a, b) => b - a).map((number) => exchange(number)),
  total: numbers.length,
  has_more: hasMore,
});

const after = (events: ChatEvent[], state: ChatState = initialChat) => events.reduce(nextChat, state);
const questions = ({ messages }: ChatState) => messages.map(({ message }) => message);
const response = { id: exchange(3).id, conversation_id: "", message_id: "", message: "Question 3", language: "en" };

test("HIST-050 HIST-055 pages join in the order of time, whichever comes first and however often", () => {
  const state = after([
    { type: "newest", page: page([3, 4], true) },
    { type: "earlier", page: page([1, 2]) },
    { type: "newest", page: page([3, 4], true) },
  ]);
  expect(questions(state)).toEqual(["Question 1", "Question 2", "Question 3", "Question 4"]);
  expect(state).toMatchObject({ hasEarlier: false, isLoadingHistory: false, isLoadingEarlier: false });
});

test("SYNC-008 HIST-085 what was typed here and is found stored is one exchange, which keeps its place on the page", () => {
  const asked = after([
    { type: "newest", page: page([1, 2]) },
    { type: "asked", key: "mine", message: "Question 3" },
    { type: "written", key: "mine", text: "Answer " },
  ]);
  expect(asked.messages.at(-1)).toMatchObject({ key: "mine", response: "Answer ", state: "waiting" });
  const stored = { ...page([1, 2]), messages: [exchange(3, "mine"), exchange(2), exchange(1)] };
  const state = after([{ type: "newest", page: stored }], asked);
  expect(questions(state)).toEqual(["Question 1", "Question 2", "Question 3"]);
  expect(state.messages.at(-1)).toMatchObject({ key: "mine", stored: { id: exchange(3).id }, response: "Answer 3" });
  expect(state.messages.at(-1)).not.toHaveProperty("state");
  const late = after([{ type: "written", key: "mine", text: "3" }], state);
  expect(late.messages.at(-1)?.response).toBe("Answer 3");
});

test("what is being asked stays last, behind what was said elsewhere meanwhile", () => {
  const state = after([
    { type: "newest", page: page([1]) },
    { type: "asked", key: "mine", message: "Mine" },
    { type: "newest", page: page([1, 2]) },
  ]);
  expect(questions(state)).toEqual(["Question 1", "Question 2", "Mine"]);
});

test("after a gap that a page doesn't bridge, the newest page takes the place of what was shown", () => {
  const state = after([
    { type: "newest", page: page([1, 2]) },
    { type: "asked", key: "mine", message: "Mine" },
    { type: "newest", page: page([8, 9], true) },
  ]);
  expect(questions(state)).toEqual(["Question 8", "Question 9", "Mine"]);
  expect(state.hasEarlier).toBe(true);
});

test("a question that failed can be asked again under its id, or removed", () => {
  const failed = after([
    { type: "asked", key: "mine", message: "Mine" },
    { type: "written", key: "mine", text: "Half an ans" },
    { type: "unanswered", key: "mine", failure: { code: "unavailable", message: "" } },
  ]);
  expect(failed.messages).toMatchObject([{ state: "failed", failure: { code: "unavailable" } }]);
  const again = after([{ type: "again", key: "mine" }], failed);
  expect(again.messages).toMatchObject([{ key: "mine", state: "waiting", response: "" }]);
  expect(again.messages[0]).not.toHaveProperty("failure");
  const answered = after(
    [{ type: "answered", key: "mine", response: { ...response, response: "Yes", sources: [], answered: true } }],
    again,
  );
  expect(answered.messages).toMatchObject([{ key: "mine", response: "Yes" }]);
  expect(after([{ type: "withdrawn", key: "mine" }], failed).messages).toEqual([]);
});

test("HIST-056 a history that can't be read leaves the chat usable, and says why", () => {
  const failure = { code: "unavailable", message: "" } as const;
  const state = after([{ type: "notLoaded", failure }]);
  expect(state).toMatchObject({ isLoadingHistory: false, failure, messages: [] });
  expect(after([{ type: "newest", page: page([1]) }], state).failure).toBeUndefined();
});
