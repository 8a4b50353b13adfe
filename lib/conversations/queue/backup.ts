import type { ActorOf, Ctx } from "@/lib/platform/context";
import { OutboxMessage } from "./schema";
import { markBackups, selectBackups, upsertBackups } from "./store";

type Visitor = Ctx<ActorOf<"visitor">>;

/** Keeps messages of a widget's outbox for a day: the worker asks them unless the widget does so within a minute. */
export const backUpMessages = (visitor: Visitor, { messages }: { messages: OutboxMessage[] }): Promise<void> =>
  upsertBackups(visitor, messages);

/** The messages of this session that nobody has delivered, oldest first. */
export async function listBackups(visitor: Visitor): Promise<{ messages: OutboxMessage[] }> {
  const rows = await selectBackups(visitor);
  return { messages: rows.map(({ messageData }) => OutboxMessage.parse(messageData)) };
}

/** The widget has sent them itself. */
export const markProcessed = (visitor: Visitor, { keys }: { keys: string[] }): Promise<void> =>
  markBackups(visitor, keys);
