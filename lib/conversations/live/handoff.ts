import "server-only";
import { randomUUID } from "node:crypto";
import { forgetConversation } from "@/lib/conversations/history";
import type { Conversation } from "@/lib/conversations/schema";
import { selectConversation } from "@/lib/conversations/store";
import { idFrom } from "@/lib/conversations/turn";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { AppError, notFound } from "@/lib/platform/errors";
import type { HandBack, SayToVisitor, TakeOver } from "./schema";
import { insertMembersMessage, selectHasComeSince, updateHandling } from "./store";

type Member = Ctx<ActorOf<"member">>;

/** What a conversation says of a change of hands, in its language. */
type Line = (conversation: Conversation & { handledName: string }) => string;

/**
 * Lets a member answer in the assistant's place. Throws `conflict` where another already does, unless the member may
 * take over from others (owners and admins) and means to. Again by the same member changes nothing.
 */
export async function takeOver(ctx: Member, { conversationId, fromAnother }: TakeOver, line: Line): Promise<void> {
  const me = ctx.actor.userId;
  const before = await find(ctx, conversationId);
  if (before.handledBy === me) return;
  const from = fromAnother ? before.handledBy : null;
  if (!(await updateHandling(ctx, conversationId, { from, to: me }))) throw await whyNot(ctx, conversationId);
  await tell(ctx, conversationId, line);
}

/** Gives the conversation back to the assistant; does nothing where a member doesn't handle it. */
export async function handBack(ctx: Member, { conversationId }: HandBack, line: Line): Promise<void> {
  const conversation = await find(ctx, conversationId);
  if (conversation.handledBy !== ctx.actor.userId) return;
  // Said first, for who has handed back may not write there any more.
  await insertMembersMessage(ctx, {
    id: randomUUID(),
    conversationId,
    role: "system",
    content: line({ ...conversation, handledName: conversation.handledName ?? "" }),
  });
  await updateHandling(ctx, conversationId, { from: ctx.actor.userId, to: null });
  await forgetConversation(conversationId);
}

/** Whether somebody asked for a person and none has come since. */
export async function isPersonWanted(
  ctx: Member,
  { id, personRequestedAt, handledBy }: Pick<Conversation, "id" | "personRequestedAt" | "handledBy">,
): Promise<boolean> {
  return personRequestedAt !== null && handledBy === null && !(await selectHasComeSince(ctx, id, personRequestedAt));
}

/** Says something in the assistant's place, once however often it is sent. Throws `conflict` for who hasn't taken over. */
export async function sayToVisitor(ctx: Member, { conversationId, clientMessageId, content }: SayToVisitor) {
  const id = idFrom("said", conversationId, ctx.actor.userId, clientMessageId);
  try {
    await insertMembersMessage(ctx, { id, conversationId, role: "assistant", content, clientMessageId });
  } catch (error) {
    throw error instanceof AppError && error.code === "forbidden" ? await whyNot(ctx, conversationId) : error;
  }
  await forgetConversation(conversationId);
  return { id };
}

async function tell(ctx: Member, conversationId: string, line: Line): Promise<void> {
  const conversation = await find(ctx, conversationId);
  const content = line({ ...conversation, handledName: conversation.handledName ?? "" });
  await insertMembersMessage(ctx, { id: randomUUID(), conversationId, role: "system", content });
  await forgetConversation(conversationId);
}

async function find(ctx: Member, id: string): Promise<Conversation> {
  const conversation = await selectConversation(ctx, id);
  if (!conversation) throw notFound("Conversation");
  return conversation;
}

async function whyNot(ctx: Member, conversationId: string): Promise<AppError> {
  const { handledBy, handledName } = await find(ctx, conversationId);
  if (handledBy && handledBy !== ctx.actor.userId) {
    return new AppError("conflict", `${handledName} answers in this conversation`);
  }
  if (handledBy === null && ctx.actor.role !== "viewer") {
    return new AppError("conflict", "The assistant answers in this conversation: take over first");
  }
  return new AppError("forbidden", "You may read this conversation, but not answer in it");
}
