import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { QueuedMessage, QueuedTurn, type UndeliveredMessage } from "./schema";
import { deleteUndelivered, resetUndelivered, selectUndelivered } from "./store";

/** Visitors' messages that were given up after their tries, the newest first. */
export async function listUndelivered(ctx: Ctx): Promise<UndeliveredMessage[]> {
  const rows = await selectUndelivered(ctx);
  return rows.map(({ messageData, lastError, ...row }) => ({
    ...row,
    text: textOf(messageData),
    reason: lastError ?? "",
  }));
}

/** Lets the worker try again, from the first try on. Throws `not_found` where it is not given up or not the caller's. */
export async function resendUndelivered(ctx: Ctx, { id }: { id: string }): Promise<void> {
  if (!(await resetUndelivered(ctx, id))) throw notFound("Message");
}

/** Deletes it for good. Throws as `resendUndelivered`. */
export async function discardUndelivered(ctx: Ctx, { id }: { id: string }): Promise<void> {
  if (!(await deleteUndelivered(ctx, id))) throw notFound("Message");
}

function textOf(data: unknown): string {
  const message = QueuedMessage.safeParse(data);
  if (message.success) return message.data.value;
  const turn = QueuedTurn.safeParse(data);
  return turn.data?.messages.find(({ role }) => role === "user")?.content ?? "";
}
