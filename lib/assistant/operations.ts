import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Exchange } from "@/lib/conversations/chat-history/schema";
import { ownId } from "@/lib/conversations/chat-history/service";
import { ownChat, ownChatId } from "@/lib/conversations/own-chat";
import { Answer, SendMessage, Source } from "@/lib/conversations/schema";
import { lastEvent } from "@/lib/platform/http/sse";
import { operation } from "@/lib/platform/operation";
import { limit } from "@/lib/platform/redis/limits";
import { answer } from "./answer";

const SendOwn = z.strictObject({
  user_id: z.string().describe("The user who asks."),
  message: SendMessage.shape.message,
  client_message_id: SendMessage.shape.clientMessageId
    .optional()
    .describe("An id of the message: sent again under it, it is the same message."),
  language: SendMessage.shape.languageOverride,
});

const ChatResponse = Exchange.pick({ message: true, response: true }).extend({
  conversation_id: z.uuid(),
  message_id: z.uuid(),
  sources: z.array(Source),
  answered: z.boolean(),
  language: z.string(),
});

export const assistantOperations = [
  operation({
    name: "send_chat_message",
    description: "Asks the assistant as a signed-in user. The answer comes with the pages that support it.",
    http: { method: "POST", path: "/chat/send" },
    callers: ["member"],
    risk: "write",
    input: SendOwn,
    output: ChatResponse,
    run: async (ctx, { user_id, message, client_message_id = randomUUID(), language }) => {
      const userId = ownId(ctx, user_id);
      await limit({ chatByMember: userId });
      const input = {
        message,
        conversationId: ownChatId(ctx),
        clientMessageId: client_message_id,
        languageOverride: language,
      };
      const events = await answer(await ownChat(ctx), input, new AbortController().signal);
      const done = Answer.parse(await lastEvent(events));
      const { conversationId, messageId, message: response, sources, answered } = done;
      const ids = { conversation_id: conversationId, message_id: messageId };
      return { ...ids, message, response, sources, answered, language: done.language };
    },
  }),
];
