import "server-only";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import type { Reactions, ReactionToggled, ToggleReaction } from "./schema";
import { selectReactions, toggleSign } from "./store";

/** Sets the caller's sign at a message, or takes it back. Throws not_found for a message that the caller can't see. */
export async function toggleReaction(ctx: Ctx, input: ToggleReaction): Promise<ReactionToggled> {
  const isSet = await toggleSign(ctx, input);
  if (isSet === null) throw notFound("Message");
  return { isSet };
}

/** What is thought of a conversation's messages; nothing for a conversation that the caller can't see. */
export async function listReactions(ctx: Ctx, conversationId: string): Promise<Reactions> {
  return { reactions: await selectReactions(ctx, conversationId) };
}
