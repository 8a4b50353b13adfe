import { z } from "zod";

export const JoinLive = z.object({ conversationId: z.uuid() });
export type JoinLive = z.infer<typeof JoinLive>;

/** How a visitor's browser reaches the channel of a conversation. */
export const LiveAccess = z.object({
  /** The socket to open. */
  url: z.string(),
  /** The channel's name in the Phoenix protocol. */
  topic: z.string(),
  token: z.string(),
  /** After so many seconds the channel needs another token. */
  lifetimeSeconds: z.number().int(),
});
export type LiveAccess = z.infer<typeof LiveAccess>;

const ofConversation = { conversationId: z.uuid() };

export const TakeOver = z.object({ ...ofConversation, fromAnother: z.boolean().default(false) });
export type TakeOver = z.infer<typeof TakeOver>;

export const HandBack = z.object(ofConversation);
export type HandBack = z.infer<typeof HandBack>;

export const SayToVisitor = z.object({
  ...ofConversation,
  clientMessageId: z.uuid(),
  content: z.string().trim().min(1, "Write a message").max(5000, "A message has at most 5,000 characters: shorten it"),
});
export type SayToVisitor = z.infer<typeof SayToVisitor>;

export const MyName = z.object({ name: z.string().trim().max(60, "A name has at most 60 characters: shorten it") });
export type MyName = z.infer<typeof MyName>;
