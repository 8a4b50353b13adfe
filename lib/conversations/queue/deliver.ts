import { renewHistory } from "@/lib/conversations/history";
import type { Speaker } from "@/lib/conversations/speaker";
import { insertConversation, insertMessage } from "@/lib/conversations/store";
import type { Ctx } from "@/lib/platform/context";
import { asAppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { QueuedTurn } from "./schema";
import { markDelivered, selectQueuedTurns } from "./store";

/**
 * Stores the turns that wait for the speaker, in the order in which they came. What is stored already stays as it is;
 * what the database refuses is left to the worker, which counts its tries.
 */
export async function deliverQueued(ctx: Ctx<Speaker>): Promise<void> {
  const delivered: string[] = [];
  for (const { id, messageData } of await selectQueuedTurns(ctx)) {
    try {
      await deliverTurn(ctx, QueuedTurn.parse(messageData));
      delivered.push(id);
    } catch (error) {
      if (asAppError(error).code === "unavailable") throw error;
      log().warn({ error }, "A queued turn was not stored");
    }
  }
  if (delivered.length > 0) await markDelivered(ctx, delivered);
}

/** Stores a turn's conversation and messages; what is stored already stays as it is. */
export async function deliverTurn(ctx: Ctx<Speaker>, { conversation, messages }: QueuedTurn): Promise<void> {
  try {
    await insertConversation(ctx, conversation);
    for (const { parts, clientMessageId, replyTo, answered, ...message } of messages) {
      await insertMessage(ctx, {
        ...message,
        ...(parts && { parts: parts as NonNullable<Parameters<typeof insertMessage>[1]["parts"]> }),
        ...(clientMessageId !== undefined && { clientMessageId }),
        ...(replyTo !== undefined && { replyTo }),
        ...(answered !== undefined && { answered }),
      });
    }
  } finally {
    await renewHistory(ctx, conversation.id, "conversation"); // A part may be stored, whatever became of the rest.
  }
}
