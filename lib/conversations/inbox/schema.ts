import { z } from "zod";
import { Conversation, ConversationDetail } from "@/lib/conversations/schema";

/** What a list of conversations is kept to; what is left out filters nothing. */
export const InboxFilter = z.object({
  q: z.string().trim().max(200).optional().describe("Words that all were said in one exchange, by either side."),
  since: z.iso
    .datetime({ offset: true })
    .optional()
    .describe("The last message is no older than this moment, such as 2026-05-04T00:00:00Z."),
  until: z.iso.datetime({ offset: true }).optional().describe("The last message is older than this moment."),
  channel: z
    .enum(["widget", "dashboard", "event"])
    .optional()
    .describe("Where they were held; dashboard gives the caller's own chats instead of visitors'."),
  language: z
    .string()
    .max(35)
    .optional()
    .describe("The tag of the language that was spoken last, such as en or pt-BR."),
  siteId: z.uuid().optional(),
  mood: z
    .enum(["positive", "neutral", "negative"])
    .optional()
    .describe("How it felt to the visitor, once that was judged."),
  view: z
    .enum(["unanswered", "waiting", "mine"])
    .optional()
    .describe("With a question without an answer; waiting for a person; handled by the caller."),
});
export type InboxFilter = z.infer<typeof InboxFilter>;

export const ListConversations = InboxFilter.extend({
  cursor: z.string().max(200).optional().describe("nextCursor of the page before."),
  limit: z.coerce.number().int().min(1).max(300).default(50).describe("How many conversations to return."),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0).describe("How many to leave out before."),
});
export type ListConversations = z.infer<typeof ListConversations>;

/** The words around what was searched, with where in them it stands: from and to, in UTF-16 units. */
export const Excerpt = z.object({
  role: z.enum(["user", "assistant", "system"]),
  text: z.string(),
  marks: z.array(z.tuple([z.number().int(), z.number().int()])),
});
export type Excerpt = z.infer<typeof Excerpt>;

/** The latest exchange in which a conversation was found. */
export const Found = z.object({ messageId: z.uuid(), excerpts: z.array(Excerpt) });

export const InboxEntry = ConversationDetail.extend({
  found: Found.nullable(),
  isPersonWanted: z.boolean().describe("Whether somebody asked for a person, and none has come since."),
});
export type InboxEntry = z.infer<typeof InboxEntry>;

export const ConversationPage = z.object({
  conversations: z.array(Conversation.extend({ found: Found.nullable() })),
  nextCursor: z.string().nullable(),
  total: z.number().int().describe("How many meet the filters."),
});
export type ConversationPage = z.infer<typeof ConversationPage>;
