import type { Slot } from "./slots";
import { vault } from "./vault";

/** Something the visitor wrote. Its key, the clientMessageId, stays the same however often it is sent. */
export type QueuedMessage = {
  type: string;
  key: string;
  value: string;
  /** When it was written, in milliseconds. */
  timestamp: number;
  /** The conversation that it was first sent to, null for a new one: again it must go there. */
  conversationId?: string | null | undefined;
};

export type QueueOptions = {
  /** Whether messages outlive the page. Default: true. */
  enablePersistence?: boolean;
  /** Names the place where the messages are kept, and no more: whose they are the server reads from the session's proof. */
  customerId: string;
  /** Keeps the messages of this session apart from others'. */
  sessionId?: string;
  /** The conversation of messages that do not name one. */
  conversationId?: string | null;
  /** Notes whether anything waits, for who must not open the database to know. */
  waiting?: Slot;
};

/**
 * Messages that the server has not acknowledged, oldest first: in memory, and in IndexedDB where the browser lets us, so
 * that they survive reload, close and crash. Tabs of one site share them, and replay one at a time.
 */
export class PersistentMessageQueue {
  /** What waits, as far as this page knows. */
  messages: readonly QueuedMessage[] = [];
  /** Keys of those that IndexedDB holds. */
  #kept = new Set<string>();
  #options: QueueOptions;
  #prefix: string;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#prefix = `outbox:${options.customerId}:${options.sessionId ?? ""}:`;
  }

  /** Adds a message, or replaces the one of its key. In memory at once; resolves when it is kept as well as it can be. */
  async enqueue(message: QueuedMessage): Promise<void> {
    const { conversationId, enablePersistence, waiting } = this.#options;
    const whole = { conversationId, ...message };
    this.#take([whole]);
    if (enablePersistence === false) return;
    waiting?.set("1");
    if (await vault.set(this.#prefix + whole.key, whole)) this.#kept.add(whole.key);
  }

  /** Takes in what other visits of this site have left, and returns everything that waits. */
  async loadPersistedMessages(): Promise<readonly QueuedMessage[]> {
    const isKept = this.#options.enablePersistence !== false;
    const found = (isKept && (await vault.all<QueuedMessage>(this.#prefix))) || [];
    for (const { key } of found) this.#kept.add(key);
    this.#take(found.filter(({ key }) => !this.messages.some((message) => message.key === key)));
    return this.messages;
  }

  /** The server has it: forgets it everywhere. */
  async remove(key: string): Promise<void> {
    this.messages = this.messages.filter((message) => message.key !== key);
    this.#kept.delete(key);
    await vault.remove(this.#prefix + key);
    if (!this.messages[0]) this.#options.waiting?.set(null);
  }

  /**
   * Sends what waits, oldest first, no two tabs at once, and forgets what was sent. Where `send` throws, that message and
   * those behind it stay and the error is thrown. `wasTaken` tells that another tab seems to have sent it meanwhile.
   */
  async replayWithPersistence(send: (message: QueuedMessage, wasTaken: boolean) => Promise<unknown>): Promise<void> {
    const sendNext = async () => {
      const [message] = this.messages;
      if (!message) return;
      const { key } = message;
      const kept = await vault.get<QueuedMessage>(this.#prefix + key);
      await send(kept ?? message, this.#kept.has(key) && !kept);
      await this.remove(key);
    };
    // Pages without a secure origin know no locks: there the server's keys alone make a double harmless.
    while (this.messages[0]) await (navigator.locks?.request(this.#prefix, sendNext) ?? sendNext());
  }

  #take(added: QueuedMessage[]) {
    const others = this.messages.filter(({ key }) => !added.some((message) => message.key === key));
    this.messages = [...others, ...added].sort((a, b) => a.timestamp - b.timestamp);
  }
}
