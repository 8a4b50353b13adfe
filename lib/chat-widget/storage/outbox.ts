import type { Slot } from "./slots";

/** A message that the server has not acknowledged. Its id stays the same however often it is sent. */
export type Outgoing = { clientMessageId: string; text: string; at: number };

export type Outbox = {
  all(): Outgoing[];
  add(message: Outgoing): void;
  remove(clientMessageId: string): void;
};

function restore(slot: Slot): Outgoing[] {
  try {
    return JSON.parse(slot.get() ?? "[]");
  } catch {
    return [];
  }
}

/** Messages in the order they were written, kept in memory and, so that a reload keeps them, in a slot. */
export function createOutbox(slot: Slot): Outbox {
  let messages = restore(slot);

  const put = (next: Outgoing[]) => {
    messages = next;
    slot.set(next.length > 0 ? JSON.stringify(next) : null);
  };
  const without = (id: string) => messages.filter((message) => message.clientMessageId !== id);

  return {
    all: () => messages,
    add: (message) => put([...without(message.clientMessageId), message]),
    remove: (id) => put(without(id)),
  };
}
