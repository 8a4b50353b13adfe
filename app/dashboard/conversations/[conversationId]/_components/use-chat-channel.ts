"use client";

import type { RealtimeChannel } from "@supabase/supabase-js";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useLiveDb } from "@/components/live/live-provider";
import type { LiveState } from "@/components/live/live-state";
import { useLiveReads } from "@/components/live/use-live-reads";

const WRITING_MS = 4000;
const WRITING_PAUSE_MS = 2000;

/** Of a channel that is being left: the same one is joined again only after that. */
let leaving: Promise<unknown> = Promise.resolve();

export type ChatChannel = {
  mode: LiveState["mode"];
  /** Whether the visitor is on the page; unknown while nothing is heard. */
  isVisitorHere: boolean | undefined;
  isVisitorWriting: boolean;
  /** Lets the visitor know that somebody writes. */
  tellWriting: () => void;
};

type Options = {
  conversationId: string;
  userId: string /** Whether the visitor talks with this member. */;
  isMine: boolean;
};

/** What happens in a conversation while it is looked at. Calls `read` when what is shown may be old. */
export function useChatChannel({ conversationId, userId, isMine }: Options, read: () => void): ChatChannel {
  const db = useLiveDb();
  const [mode, tell] = useLiveReads(read);
  const [visitors, setVisitors] = useState(0);
  const [isVisitorWriting, setWriting] = useStateThatFades();
  const channel = useRef<RealtimeChannel>(undefined);
  const hear = useEffectEvent((joined: RealtimeChannel) => {
    joined.on("broadcast", { event: "message" }, () => {
      setWriting(false);
      tell("changed");
    });
    for (const event of ["handling", "reaction"]) joined.on("broadcast", { event }, () => tell("changed"));
    joined.on("broadcast", { event: "visitor_writes" }, () => setWriting(true));
    joined.on("presence", { event: "sync" }, () => {
      setVisitors(Object.keys(joined.presenceState()).filter((key) => key.startsWith("visitor")).length);
    });
    joined.subscribe((status) => tell(status === "SUBSCRIBED" ? "joined" : "lost"));
  });

  useEffect(() => {
    let isLeft = false;
    void leaving.then(async () => {
      await db.realtime.setAuth();
      if (isLeft) return;
      const presence = { key: `member:${userId}:${crypto.randomUUID()}` };
      channel.current = db.channel(`chat:${conversationId}`, { config: { private: true, presence } });
      hear(channel.current);
    });
    return () => {
      isLeft = true;
      if (channel.current) leaving = db.removeChannel(channel.current);
      channel.current = undefined;
    };
  }, [db, conversationId, userId]);

  useEffect(() => {
    if (mode !== "live") return;
    if (isMine) void channel.current?.track({});
    else void channel.current?.untrack();
  }, [mode, isMine]);

  const toldAt = useRef(0);
  const tellWriting = () => {
    if (mode !== "live" || Date.now() - toldAt.current < WRITING_PAUSE_MS) return;
    toldAt.current = Date.now();
    void channel.current?.send({ type: "broadcast", event: "member_writes", payload: {} });
  };
  return { mode, isVisitorHere: mode === "live" ? visitors > 0 : undefined, isVisitorWriting, tellWriting };
}

/** True for some seconds after it was last set. */
function useStateThatFades() {
  const [is, set] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const change = (will: boolean) => {
    clearTimeout(timer.current);
    set(will);
    if (will) timer.current = setTimeout(() => set(false), WRITING_MS);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return [is, change] as const;
}
