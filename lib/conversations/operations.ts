import { z } from "zod";
import { operation } from "@/lib/platform/operation";
import { ChatHistoryResponse, GetChatHistory, SearchChatHistory } from "./chat-history/schema";
import { getChatHistory, searchChatHistory } from "./chat-history/service";
import { ConversationPage, ListConversations } from "./inbox/schema";
import { listConversations } from "./inbox/service";
import { ListReactions, Reactions, ReactionToggled, ToggleReaction } from "./reactions/schema";
import { listReactions, toggleReaction } from "./reactions/service";
import { MessagePage, ReadMessages } from "./schema";
import { listMessages } from "./service";

const callers = ["api_key", "member"] as const;

export const conversationOperations = [
  operation({
    name: "list_conversations",
    description:
      "Conversations of visitors with the assistant, the latest first: all, or those that meet every filter given.",
    http: { method: "GET", path: "/conversations" },
    callers,
    risk: "read",
    input: ListConversations,
    output: ConversationPage,
    run: listConversations,
  }),
  operation({
    name: "list_messages",
    description:
      "A page of a conversation's messages with their sources, oldest first. Without `before`, the newest page.",
    http: { method: "GET", path: "/conversations/{id}/messages" },
    callers,
    risk: "read",
    input: ReadMessages.omit({ conversationId: true }).extend({ id: z.uuid() }),
    output: MessagePage,
    run: (ctx, { id, ...page }) => listMessages(ctx, { ...page, conversationId: id }),
  }),
  operation({
    name: "list_reactions",
    description: "What is thought of a conversation's messages, in signs, each with how many people set it.",
    http: { method: "GET", path: "/conversations/{conversationId}/reactions" },
    callers,
    risk: "read",
    input: ListReactions,
    output: Reactions,
    run: (ctx, { conversationId }) => listReactions(ctx, conversationId),
  }),
  operation({
    name: "react_to_message",
    description: "Sets the caller's sign at a message, or takes it back where it is set.",
    http: { method: "POST", path: "/messages/{messageId}/reactions" },
    callers: ["member"],
    risk: "write",
    input: ToggleReaction,
    output: ReactionToggled,
    run: toggleReaction,
  }),
  operation({
    name: "get_chat_history",
    description: "What a signed-in user and the assistant have said to each other, the newest exchange first.",
    http: { method: "GET", path: "/chat/history/{user_id}" },
    callers: ["member"],
    risk: "read",
    input: GetChatHistory,
    output: ChatHistoryResponse,
    run: getChatHistory,
  }),
  operation({
    name: "search_chat_history",
    description: "Exchanges of a signed-in user with the assistant in which all of the words were said by either side.",
    http: { method: "GET", path: "/chat/search/{user_id}" },
    callers: ["member"],
    risk: "read",
    input: SearchChatHistory,
    output: ChatHistoryResponse,
    run: searchChatHistory,
  }),
];
