import type { Store } from "@/lib/chat-widget/conversation/state";
import { unbegun } from "@/lib/chat-widget/conversation/state";

/** What tabs tell each other: the conversation that they are in, null where a new one is to begin; "" that they are there. */
type Word = string | null;

/** Lets the tabs of one visitor show the same conversation: each says when something came, and the others ask for it. */
export function agreeWithTabs(tabs: BroadcastChannel, store: Store, pull: () => void) {
  let before = "";
  const say = (word: Word) => tabs.postMessage(word);

  tabs.onmessage = ({ data }: MessageEvent<Word>) => {
    const { conversationId, entries, reach } = store.get();
    if (data === "") return conversationId && say(conversationId);
    if (reach !== "ready") return; // Which conversation it is comes with the session.
    if (entries.some(({ state }) => state === "sending" || state === "streaming")) return; // What comes of it is said.
    if (data !== conversationId) {
      store.set({ ...unbegun, conversationId: data, entries: entries.filter(({ state }) => state === "kept") });
    }
    pull();
  };

  return function look() {
    const { conversationId, entries, handler, reach } = store.get();
    if (reach !== "ready") return;
    const now = JSON.stringify([conversationId, handler, entries.filter(({ state }) => state === "sent").length]);
    if (now === before) return;
    say(conversationId ?? (before ? null : ""));
    before = now;
  };
}
