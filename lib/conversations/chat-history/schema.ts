import { z } from "zod";
import { Source } from "@/lib/conversations/schema";

/** A question of a signed-in user with its answer: a row of chat_history. */
export const Exchange = z.object({
  id: z.uuid(),
  user_id: z.uuid(),
  message: z.string(),
  response: z.string(),
  personality_context: z.json(),
  has_personality_context: z.boolean(),
  created_at: z.string(),
  /** The sender's id of the question, if it was given one. */
  client_message_id: z.string().nullable(),
  /** Whether a page supported the answer; null where it needed none. */
  answered: z.boolean().nullable(),
  sources: z.array(Source),
});
export type Exchange = z.infer<typeof Exchange>;

const limit = z.coerce.number().int().min(1).max(100).default(50).describe("How many exchanges to return.");
const offset = z.coerce.number().int().min(0).max(100_000).default(0).describe("How many of the newest to pass over.");
const user_id = z.string().describe("The user who asks; others' chats are as unknown as those that never were.");

export const GetChatHistory = z.strictObject({
  user_id,
  limit,
  offset,
  before: z.uuid().optional().describe("The id of an exchange: the page begins behind it, whatever was said since."),
});
export type GetChatHistory = z.infer<typeof GetChatHistory>;

export const SearchChatHistory = z.strictObject({
  user_id,
  q: z.string().trim().min(1, "Search for something").max(200, "Search for at most 200 characters"),
  limit,
});
export type SearchChatHistory = z.infer<typeof SearchChatHistory>;

/** Exchanges, the newest first, and how many there are in all. */
export const ChatHistoryResponse = z.object({
  messages: z.array(Exchange),
  total: z.number().int(),
  has_more: z.boolean(),
});
export type ChatHistoryResponse = z.infer<typeof ChatHistoryResponse>;
