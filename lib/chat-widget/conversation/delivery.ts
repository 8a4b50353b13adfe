import type { LoadPart } from "@/lib/chat-widget/panel";
import type { PersistentMessageQueue, QueuedMessage } from "@/lib/chat-widget/storage/persistent-message-queue";
import type { Slot } from "@/lib/chat-widget/storage/slots";
import { showFailure, showStopped } from "./failure";
import type { Session } from "./session";
import { languageOf, type Store } from "./state";
import { answerKey, runTurn } from "./turn";

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;

type Backup = typeof import("@/lib/chat-widget/storage/backup");

export type Delivery = {
  /** Sends what the outbox holds, in order, one turn at a time. */
  pump(): void;
  /** Ends the running turn, here and on the server. */
  stop(): void;
};

/** Brings the outbox to the server: kept while nobody answers, tried again when the browser or the server is back. */
export function createDelivery(
  store: Store,
  outbox: PersistentMessageQueue,
  session: Session,
  options: { url: string; language: Slot; part: LoadPart; loadHistory(): Promise<void> },
): Delivery {
  let isRunning = false;
  let turn: AbortController | undefined;
  let isStopped = false;
  let retryMs = FIRST_RETRY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Once it was sent to a conversation it must go there again, or it would be another message. */
  async function bind(message: QueuedMessage): Promise<QueuedMessage> {
    const { conversationId = store.get().conversationId } = message;
    const bound = { ...message, conversationId };
    if (message.conversationId !== conversationId) await outbox.enqueue(bound);
    return bound;
  }

  async function deliver(message: QueuedMessage, { signal }: AbortController) {
    const { key: clientMessageId } = message;
    store.put({ key: clientMessageId, state: "sending" });
    const language = options.language.get();
    const attempt = (unbound: QueuedMessage) =>
      session.use(async (token) =>
        runTurn(store, { url: options.url, token, message: await bind(unbound), language, signal }),
      );
    const answer = await attempt(message).catch((error) => {
      if (error?.status !== 404) throw error;
      return attempt({ ...message, conversationId: null }); // The conversation is gone, the message is not.
    });
    const { messageId: id, message: text, sources, answered, person } = answer;
    store.put({ key: clientMessageId, state: "sent" });
    if (!person) {
      store.put({ key: answerKey(clientMessageId), id, role: "assistant", state: "sent", text, sources, answered });
    }
    store.set({ reach: "ready", handler: person?.name, conversationId: answer.conversationId, ...languageOf(answer) });
    retryMs = FIRST_RETRY_MS;
  }

  /** Whether another tab has brought it to its answer, which has come with the history then. */
  async function isAnswered({ key }: QueuedMessage): Promise<boolean> {
    await session.open();
    await options.loadHistory();
    return !outbox.messages.some((message) => message.key === key);
  }

  /** Throws where the message must be sent again. */
  async function settle(message: QueuedMessage, wasTaken: boolean): Promise<void> {
    if (wasTaken && (await isAnswered(message))) return;
    turn = new AbortController();
    isStopped = false;
    try {
      await deliver(message, turn);
    } catch (error) {
      if (isStopped) showStopped(store, message.key);
      else if (showFailure(store, message.key, error)) throw error;
    }
  }

  function retryLater() {
    options
      .part<Backup>("backup")
      .then(({ backUp }) => backUp(session, outbox.messages))
      .catch(() => {});
    timer = setTimeout(pump, retryMs);
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  }

  async function pump() {
    clearTimeout(timer);
    if (isRunning || store.get().reach === "refused") return;
    isRunning = true;
    await outbox.replayWithPersistence(settle).catch(retryLater);
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
