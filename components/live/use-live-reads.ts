"use client";

import { type ActionDispatch, useEffect, useEffectEvent, useReducer } from "react";
import { initialLiveState, type LiveEvent, type LiveState, nextLiveState } from "./live-state";

const POLL_MS = 4000;

/**
 * Calls `read` whenever what is shown may be old: as the events tell it, by the clock while there is no connection, and
 * when the page is looked at again. Gives how fresh the page is, and what tells the events.
 */
export function useLiveReads(read: () => void): [LiveState["mode"], ActionDispatch<[event: LiveEvent]>] {
  const [{ mode, reads }, tell] = useReducer(nextLiveState, initialLiveState);
  const readAgain = useEffectEvent(read);

  useEffect(() => {
    const timer = setInterval(() => tell("tick"), POLL_MS);
    const onShown = () => document.visibilityState === "visible" && tell("shown");
    document.addEventListener("visibilitychange", onShown);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onShown);
    };
  }, []);

  useEffect(() => {
    if (reads > 0) readAgain();
  }, [reads]);

  return [mode, tell];
}
