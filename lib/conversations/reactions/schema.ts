import { z } from "zod";

/** The signs that people may set. */
export const emojis = ["👍", "👎", "❤️", "😄", "🎉", "😢"] as const;

export const ToggleReaction = z.object({
  messageId: z.uuid(),
  emoji: z.enum(emojis, `Choose one of ${emojis.join(" ")}`),
});
export type ToggleReaction = z.infer<typeof ToggleReaction>;

export const ReactionToggled = z.object({ isSet: z.boolean().describe("Whether the caller's sign is there now.") });
export type ReactionToggled = z.infer<typeof ReactionToggled>;

export const ListReactions = z.object({ conversationId: z.uuid() });

export const Reaction = z.object({
  messageId: z.uuid(),
  emoji: z.string(),
  count: z.number().int(),
  isMine: z.boolean(),
});
export type Reaction = z.infer<typeof Reaction>;

export const Reactions = z.object({ reactions: z.array(Reaction) });
export type Reactions = z.infer<typeof Reactions>;
