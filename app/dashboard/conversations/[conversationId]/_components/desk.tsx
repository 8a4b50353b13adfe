"use client";

import { createContext, type ReactNode, use } from "react";
import { useRefresh } from "@/components/live/use-refresh";
import { type ChatChannel, useChatChannel } from "./use-chat-channel";
import { useOutbox } from "./use-outbox";

/** Who answers a conversation, and what the reader may do about it. */
export type Handling = {
  conversationId: string;
  /** By what name the visitor knows the member who answers; null while the assistant does. */
  name: string | null;
  isMine: boolean;
  isPersonWanted: boolean;
  may: "read" | "answer" | "answer and take over from others";
  /** The reader, who may have no name yet. */
  me: { userId: string; name: string };
  business: string;
};

type Desk = Handling & ChatChannel & ReturnType<typeof useOutbox>;

const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error("Desk is missing above");
  return desk;
}

/** Keeps a conversation live for what is inside, and holds what is written there. */
export function Desk({ handling, children }: { handling: Handling; children: ReactNode }) {
  const { conversationId, isMine, me } = handling;
  const refresh = useRefresh();
  const channel = useChatChannel({ conversationId, userId: me.userId, isMine }, refresh);
  const outbox = useOutbox(conversationId, refresh);
  return (
    <DeskContext value={{ ...handling, ...channel, ...outbox }}>
      {children}
      <span hidden data-live={channel.mode} />
    </DeskContext>
  );
}
