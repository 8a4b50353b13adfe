/** @jsxImportSource @/lib/chat-widget/view */
import type { Ui } from "@/lib/chat-widget/components/context";
import type { Session } from "@/lib/chat-widget/conversation/session";
import type { State, Store } from "@/lib/chat-widget/conversation/state";
import type { Child } from "@/lib/chat-widget/view/jsx-runtime";
import { PersonOffer } from "./offer";
import { createPersonRequests } from "./requests";

/** What the panel hands to the part. */
export type LiveOptions = { store: Store; session: Session };

/** What a conversation has when a person may take part in it. */
export type Live = {
  /** What stands below the messages. */
  below(ui: Ui, state: State): Child;
};

/** Begins it, once a panel. */
export function start({ store, session }: LiveOptions): Live {
  const requests = createPersonRequests(store, session);
  return { below: (ui, state) => <PersonOffer ui={ui} state={state} requests={requests} /> };
}
