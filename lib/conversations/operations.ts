import { z } from "zod";
import { operation } from "@/lib/platform/operation";
import { ConversationPage, ListConversations, MessagePage, ReadMessages } from "./schema";
import { listConversations, listMessages } from "./service";

const callers = ["api_key", "member"] as const;

export const conversationOperations = [
  operation({
    name: "list_conversations",
    description: "Conversations of visitors with the assistant, the latest first.",
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
];
