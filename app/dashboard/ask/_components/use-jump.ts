"use client";

import { useEffect, useState } from "react";
import { idOf } from "./exchange";
import type { Chat } from "./use-chat";

/**
 * Goes to an exchange that was found, wherever it lies, once the chat is on the page again: what comes before it is read
 * until it is there.
 */
export function useJump(chat: Chat, isOnPage: boolean) {
  const [target, setTarget] = useState<string>();
  const { messages, hasEarlier, isLoadingEarlier, failure, leapEarlier } = chat;

  useEffect(() => {
    if (!(target && isOnPage)) return;
    const found = messages.find(({ stored }) => stored?.id === target);
    if (found) {
      const element = document.getElementById(idOf(found));
      element?.scrollIntoView({ block: "center", behavior: "instant" });
      element?.focus({ preventScroll: true });
    } else if (hasEarlier && !failure) {
      if (!isLoadingEarlier) void leapEarlier();
      return;
    }
    setTarget(undefined);
  }, [target, isOnPage, messages, hasEarlier, isLoadingEarlier, failure, leapEarlier]);

  return setTarget;
}
