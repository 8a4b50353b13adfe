import { ApiError } from "@/lib/chat-widget/api";
import type { SessionReply } from "@/lib/chat-widget/contract";
import type { PanelOptions } from "@/lib/chat-widget/panel";
import { PersistentMessageQueue } from "@/lib/chat-widget/storage/persistent-message-queue";
import { createDelivery } from "./delivery";
import { createLivePart } from "./live-part";
import { createSession } from "./session";
import { createStore, type Entry, languageOf, type State } from "./state";
import { answerKey } from "./turn";

type History = typeof import("./history");

const RETRY_MS = 5_000;

export type Conversation = ReturnType<typeof createConversation>;

type Place = Pick<PanelOptions, "base" | "siteKey" | "slots" | "part" | "place">;

/** One visitor's conversation on one site: its state, and everything the visitor can do with it. */
export function createConversation({ base, siteKey, slots, part, place }: Place, onChange: () => void) {
  const store = createStore(() => {
    onChange();
    person.look();
  });
  const outbox = new PersistentMessageQueue({ customerId: siteKey, waiting: slots.waiting });
  const session = createSession(base, siteKey, take);
  const person = createLivePart({ part, siteKey, store, session, place, onChange });
  let opened = false;
  const loadHistory = async (before?: string) => {
    if (store.get().conversationId) await (await part<History>("history")).loadHistory(store, session, outbox, before);
  };
  const delivery = createDelivery(store, outbox, session, {
    ...{ url: `${base}/api/chat`, language: slots.language, part, loadHistory },
  });

  function take(reply: SessionReply) {
    const { site, conversationId } = reply;
    const chosen = slots.language.get();
    const isKept = chosen && reply.allowedLanguages.includes(chosen);
    store.set({ reach: "ready", site, conversationId, ...languageOf(reply), ...(isKept && { language: chosen }) });
  }

  const waiting = outbox.loadPersistedMessages().then((messages) => {
    for (const { key, value: text, timestamp: at } of messages)
      store.put({ key, role: "user", text, at, state: "kept" });
  });

  async function open() {
    try {
      await Promise.all([session.open(), waiting]);
      opened = true;
      await loadHistory().catch(() => undefined);
      delivery.pump();
    } catch (error) {
      const refused = error instanceof ApiError && !error.isAway && error.status < 500 && error.status !== 429;
      store.set({ reach: refused ? "refused" : "away" });
      if (refused)
        console.warn(`Omniops: ${error.message}`); // For whoever installs the widget.
      else setTimeout(reconnect, RETRY_MS);
    }
  }

  function reconnect() {
    if (opened) delivery.pump();
    else void open();
  }
  addEventListener("online", reconnect);

  function enqueue(key: string, text: string, at: number) {
    void outbox.enqueue({ type: "message", key, value: text, timestamp: at });
    const isNext = outbox.messages.length === 1 && navigator.onLine;
    store.put({ key, role: "user", text, at, state: isNext ? "sending" : "kept" });
    delivery.pump();
  }

  return {
    state: (): State => store.get(),
    live: person.get,
    open,
    stop: delivery.stop,
    store,
    session,
    send: (text: string, key: string = crypto.randomUUID()) => enqueue(key, text, Date.now()),
    retry: ({ key }: Entry) => {
      const clientMessageId = key.replace(answerKey(""), "");
      const question = store.get().entries.find((entry) => entry.key === clientMessageId);
      store.drop(answerKey(clientMessageId));
      if (question) enqueue(clientMessageId, question.text, question.at);
    },
    earlier: () => {
      const first = store.get().entries[0]?.id;
      if (first) void loadHistory(first);
    },
  };
}
