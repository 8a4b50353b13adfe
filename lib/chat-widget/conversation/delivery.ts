import { ApiError } from "@/lib/chat-widget/api";
import type { Outbox, Outgoing } from "@/lib/chat-widget/storage/outbox";
import type { Slot } from "@/lib/chat-widget/storage/slots";
import { showFailure, showStopped } from "./failure";
import type { Session } from "./session";
import { languageOf, type Store } from "./state";
import { answerKey, runTurn } from "./turn";

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;

export type Delivery = {
  /** Sends what the outbox holds, in order, one turn at a time. */
  pump(): void;
  /** Ends the running turn, here and on the server. */
  stop(): void;
};

/** Brings the outbox to the server: kept while nobody answers, tried again when the browser or the server is back. */
export function createDelivery(
  store: Store,
  outbox: Outbox,
  session: Session,
  options: { url: string; language: Slot },
): Delivery {
  let isRunning = false;
  let turn: AbortController | undefined;
  let isStopped = false;
  let retryMs = FIRST_RETRY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function deliver(message: Outgoing, { signal }: AbortController) {
    const { clientMessageId } = message;
    store.put({ key: clientMessageId, state: "sending" });
    const language = options.language.get();
    const attempt = () =>
      session.use((token) => runTurn(store, { url: options.url, token, message, language, signal }));
    const answer = await attempt().catch((error) => {
      if (!(error instanceof ApiError) || error.status !== 404 || !store.get().conversationId) throw error;
      store.set({ conversationId: null }); // The conversation is gone, the message is not.
      return attempt();
    });
    const { conversationId, messageId: id, message: text, sources, answered } = answer;
    store.put({ key: clientMessageId, state: "sent" });
    store.put({ key: answerKey(clientMessageId), id, role: "assistant", state: "sent", text, sources, answered });
    store.set({ reach: "ready", conversationId, ...languageOf(answer) });
    retryMs = FIRST_RETRY_MS;
  }

  /** Whether the message needs no more sending. */
  async function settle(message: Outgoing): Promise<boolean> {
    turn = new AbortController();
    isStopped = false;
    try {
      await deliver(message, turn);
    } catch (error) {
      if (!isStopped) return !showFailure(store, message.clientMessageId, error);
      showStopped(store, message.clientMessageId);
    }
    return true;
  }

  async function work() {
    for (let message = outbox.all()[0]; message; message = outbox.all()[0]) {
      if (!(await settle(message))) return retryLater();
      outbox.remove(message.clientMessageId);
    }
  }

  function retryLater() {
    timer = setTimeout(pump, retryMs);
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  }

  async function pump() {
    clearTimeout(timer);
    if (isRunning || store.get().reach === "refused") return;
    isRunning = true;
    await work();
    isRunning = false;
  }

  addEventListener("offline", () => turn?.abort());
  return {
    pump: () => void pump(),
    stop: () => {
      isStopped = true;
      turn?.abort();
    },
  };
}
