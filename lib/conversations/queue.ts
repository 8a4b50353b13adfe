import type { Ctx } from "@/lib/platform/context";
import { asAppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { renewHistory } from "./history";
import type { Speaker } from "./speaker";
import { insertConversation, insertMessage, type Queued, selectQueued, updateQueued } from "./store";

const MAX_TRIES = 5;

/** Stores what waits for the speaker, in the order in which it came. What is stored already stays as it is. */
export async function deliverQueued(ctx: Ctx<Speaker>): Promise<void> {
  for (const { id, messageData, retryCount } of await selectQueued(ctx)) {
    const tries = retryCount + 1;
    try {
      await deliver(ctx, messageData as Queued);
      await updateQueued(ctx, id, { status: "completed", retry_count: tries });
    } catch (error) {
      if (asAppError(error).code === "unavailable") throw error;
      log().warn({ error }, "A queued message was not stored");
      await updateQueued(ctx, id, { status: tries < MAX_TRIES ? "pending" : "failed", retry_count: tries });
    }
  }
}

async function deliver(ctx: Ctx<Speaker>, { conversation, messages }: Queued): Promise<void> {
  await insertConversation(ctx, conversation);
  for (const message of messages) await insertMessage(ctx, message);
  await renewHistory(ctx, conversation.id, "conversation");
}
