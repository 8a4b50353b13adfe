import type { ChatResponse } from "@/lib/assistant/operations";
import type { Failure } from "@/lib/chat-api";
import type { ChatHistoryResponse, Exchange } from "@/lib/conversations/chat-history/schema";

/** A question with its answer, as far as there is one. `key` stays the same when what was typed is found stored. */
export type Shown = Pick<Exchange, "message" | "response" | "sources" | "answered"> & {
  key: string;
  /** What the database knows it by, and when it was asked there; nothing until it is known to be stored. */
  stored?: { id: string; at: string };
  /** Being answered, or not answered. What is stored is neither. */
  state?: "waiting" | "failed";
  failure?: Failure;
};

export type ChatState = {
  /** The oldest first; those that are not known to be stored last. */
  messages: Shown[];
  isLoadingHistory: boolean;
  hasEarlier: boolean;
  isLoadingEarlier: boolean;
  /** What was asked here last. */
  asked?: string;
  /** Why the newest or earlier exchanges could not be read. */
  failure?: Failure | undefined;
};

type Reading =
  | { type: "newest" | "earlier"; page: ChatHistoryResponse }
  | { type: "loading" | "loadingEarlier" }
  | { type: "notLoaded"; failure: Failure };

type Saying =
  | { type: "asked"; key: string; message: string }
  | { type: "again" | "withdrawn"; key: string }
  | { type: "written"; key: string; text: string }
  | { type: "answered"; key: string; response: ChatResponse }
  | { type: "unanswered"; key: string; failure: Failure };

export type ChatEvent = Reading | Saying;

export const initialChat: ChatState = {
  messages: [],
  isLoadingHistory: true,
  hasEarlier: false,
  isLoadingEarlier: false,
};

/** What an event makes of the chat. Pages may come in any order and any number of times. */
export function nextChat(state: ChatState, event: ChatEvent): ChatState {
  switch (event.type) {
    case "loading":
      return { ...state, isLoadingHistory: true, failure: undefined };
    case "loadingEarlier":
      return { ...state, isLoadingEarlier: true, failure: undefined };
    case "notLoaded":
      return { ...state, isLoadingHistory: false, isLoadingEarlier: false, failure: event.failure };
    case "newest":
      return withNewest(state, event.page);
    case "earlier":
      return { ...withPage(state, event.page), isLoadingEarlier: false, hasEarlier: event.page.has_more };
    case "asked":
    case "again":
      return { ...state, messages: said(state.messages, event), asked: event.key };
    default:
      return { ...state, messages: said(state.messages, event) };
  }
}

function said(messages: Shown[], event: Saying): Shown[] {
  const { key } = event;
  const change = (changed: (shown: Shown) => Shown) =>
    messages.map((each) => (each.key === key ? changed(each) : each));
  switch (event.type) {
    case "asked":
      return [
        ...messages,
        { key, message: event.message, response: "", sources: [], answered: null, state: "waiting" },
      ];
    case "withdrawn":
      return messages.filter((each) => each.key !== key);
    case "again":
      return change(({ failure: _, ...shown }) => ({ ...shown, response: "", state: "waiting" }));
    case "written":
      return change((shown) => (shown.stored ? shown : { ...shown, response: shown.response + event.text }));
    case "unanswered":
      return change((shown) => (shown.stored ? shown : { ...shown, state: "failed", failure: event.failure }));
    case "answered": {
      const { response, sources, answered } = event.response;
      return change(({ state: _, ...shown }) => (shown.stored ? shown : { ...shown, response, sources, answered }));
    }
  }
}

/** Where so much was said elsewhere that the newest page doesn't reach what is shown, it takes its place. */
function withNewest(state: ChatState, page: ChatHistoryResponse): ChatState {
  const ids = new Set(page.messages.map(({ id }) => id));
  const shown = state.messages.filter(({ stored }) => stored);
  const isConnected = shown.length > 0 && (!page.has_more || shown.some(({ stored }) => stored && ids.has(stored.id)));
  const kept = isConnected ? state.messages : state.messages.filter(({ stored }) => !stored);
  const merged = withPage({ ...state, messages: kept }, page);
  const hasEarlier = isConnected ? state.hasEarlier : page.has_more;
  return { ...merged, isLoadingHistory: false, failure: undefined, hasEarlier };
}

function withPage(state: ChatState, page: ChatHistoryResponse): ChatState {
  const stored = page.messages.map((exchange) => shownOf(exchange, state.messages));
  const keys = new Set(stored.map(({ key }) => key));
  const others = state.messages.filter(({ key }) => !keys.has(key));
  const inOrder = [...stored, ...others.filter((each) => each.stored)].sort(byTime);
  return { ...state, messages: [...inOrder, ...others.filter((each) => !each.stored)] };
}

function shownOf(exchange: Exchange, known: Shown[]): Shown {
  const { id, message, response, sources, answered, created_at: at, client_message_id: clientId } = exchange;
  const shown = known.find(({ key, stored }) => stored?.id === id || key === clientId);
  return { key: shown?.key ?? clientId ?? id, stored: { id, at }, message, response, sources, answered };
}

/** As the database orders them. Its times are texts of one zone, finer than a Date is. */
function byTime({ stored: a }: Shown, { stored: b }: Shown): number {
  const [one, other] = [`${a?.at} ${a?.id}`, `${b?.at} ${b?.id}`];
  return one < other ? -1 : Number(one > other);
}
