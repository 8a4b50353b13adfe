"use client";

import { useCallback, useEffect, useReducer, useRef } from "react";
import { useLiveDb } from "@/components/live/live-provider";
import { useTableChanges } from "@/components/live/use-table-changes";
import { chatApi, failureIn } from "@/lib/chat-api";
import { readNewestExchanges } from "@/lib/conversations/chat-history/live";
import { initialChat, nextChat } from "./chat-state";

const PAGE = 50;
/** How many exchanges are read at a time on the way to one that was found. */
const LEAP = 100;

/** A person's chat with the assistant: what was said, from the newest back, and what is said now, here or elsewhere. */
export function useChat(userId: string) {
  const [state, tell] = useReducer(nextChat, initialChat);
  const db = useLiveDb();
  const sending = useRef<Promise<void>>(Promise.resolve());
  const oldest = state.messages.find(({ stored }) => stored)?.stored?.id;

  const loadChatHistory = useCallback(async () => {
    tell({ type: "loading" });
    try {
      tell({ type: "newest", page: await chatApi.getChatHistory(userId, PAGE, 0) });
    } catch (thrown) {
      tell({ type: "notLoaded", failure: failureIn(thrown) });
    }
  }, [userId]);

  useEffect(() => void loadChatHistory(), [loadChatHistory]);

  const catchUp = async () => {
    const page = await readNewestExchanges(db, userId, PAGE).catch(() => undefined);
    if (page) tell({ type: "newest", page });
  };
  const live = useTableChanges([{ table: "messages", filter: `user_id=eq.${userId}` }], () => void catchUp());

  const loadEarlier = async (limit = PAGE) => {
    if (state.isLoadingEarlier || !oldest) return;
    tell({ type: "loadingEarlier" });
    try {
      tell({ type: "earlier", page: await chatApi.getChatHistory(userId, limit, 0, oldest) });
    } catch (thrown) {
      tell({ type: "notLoaded", failure: failureIn(thrown) });
    }
  };

  /** One after the other, so that each answer knows what was said before. */
  const send = (key: string, message: string) => {
    sending.current = sending.current.then(() => answerTo(key, message));
  };
  const answerTo = async (key: string, message: string) => {
    try {
      const onText = (text: string) => tell({ type: "written", key, text });
      const response = await chatApi.sendMessage(userId, message, { clientMessageId: key, onText });
      tell({ type: "answered", key, response });
      await catchUp();
    } catch (thrown) {
      tell({ type: "unanswered", key, failure: failureIn(thrown) });
    }
  };

  const ask = (message: string) => {
    const key = crypto.randomUUID();
    tell({ type: "asked", key, message });
    send(key, message);
  };
  const askAgain = (key: string, message: string) => {
    tell({ type: "again", key });
    send(key, message);
  };
  const withdraw = (key: string) => tell({ type: "withdrawn", key });

  return {
    ...state,
    live,
    loadChatHistory,
    loadEarlier,
    leapEarlier: () => loadEarlier(LEAP),
    ask,
    askAgain,
    withdraw,
  };
}

export type Chat = ReturnType<typeof useChat>;
