import { z } from "zod";
import { MessageParts, SendMessage } from "@/lib/conversations/schema";

/** A turn whose writing failed: the conversation it belongs to, and what was said in it. */
export const QueuedTurn = z.object({
  siteId: z.uuid().optional().describe("Of a visitor's session."),
  conversation: z.object({ id: z.uuid(), language: z.string(), pageUrl: z.string().nullish() }),
  messages: z.array(
    z.object({
      id: z.uuid(),
      conversationId: z.uuid(),
      role: z.enum(["user", "assistant", "system"]),
      content: z.string(),
      parts: MessageParts.partial().optional(),
      clientMessageId: z.string().optional(),
      replyTo: z.uuid().optional(),
      answered: z.boolean().nullish(),
    }),
  ),
});
export type QueuedTurn = z.infer<typeof QueuedTurn>;

const Key = SendMessage.shape.clientMessageId;

/** A message in a widget's outbox; its key is its clientMessageId. */
export const OutboxMessage = z.object({
  type: z.literal("message"),
  key: Key,
  value: SendMessage.shape.message,
  timestamp: z.number().int().nonnegative(),
  conversationId: SendMessage.shape.conversationId,
});
export type OutboxMessage = z.infer<typeof OutboxMessage>;

export const BackUpMessages = z.object({
  messages: z.array(OutboxMessage).min(1).max(50, "At most 50 messages are backed up at once"),
});

export const BackedUpMessages = z.object({ messages: z.array(OutboxMessage) });

export const BackedUp = z.object({ kept: z.number().int() });

export const MarkProcessed = z.object({ keys: z.array(Key).min(1).max(50) });

export const MarkedProcessed = z.object({ processed: z.number().int() });

/** What the queue holds of a message that a widget has backed up. */
export const QueuedMessage = OutboxMessage.extend({ siteId: z.uuid() });

export const UndeliveredMessage = z.object({
  id: z.uuid(),
  conversationId: z.uuid().nullable(),
  text: z.string().describe("What the visitor wrote."),
  tries: z.number().int(),
  reason: z.string().describe("Why the last try failed."),
  createdAt: z.string(),
  expiresAt: z.string().describe("When it is deleted, whatever becomes of it."),
});
export type UndeliveredMessage = z.infer<typeof UndeliveredMessage>;

export const UndeliveredId = z.object({ id: z.uuid() });
