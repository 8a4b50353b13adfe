import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Exchange } from "@/lib/conversations/chat-history/schema";
import { loadHistoryAhead, ownId } from "@/lib/conversations/chat-history/service";
import { ownChat, ownChatId } from "@/lib/conversations/own-chat";
import { Answer, SendMessage, Source } from "@/lib/conversations/schema";
import { openTurn } from "@/lib/conversations/turn";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { lastEvent, type ServerEvent } from "@/lib/platform/http/sse";
import { operation } from "@/lib/platform/operation";
import { limit } from "@/lib/platform/redis/limits";
import { answer } from "./answer";

type Member = Ctx<ActorOf<"member">>;

const SendOwn = z.strictObject({
  user_id: z.string().describe("The user who asks."),
  message: SendMessage.shape.message,
  client_message_id: SendMessage.shape.clientMessageId
    .optional()
    .describe("An id of the message: sent again under it, it is the same message."),
  language: SendMessage.shape.languageOverride,
});

type SendOwn = z.infer<typeof SendOwn>;

export const ChatResponse = Exchange.pick({ message: true, response: true }).extend({
  id: z.uuid().describe("The exchange, as the history names it."),
  conversation_id: z.uuid(),
  message_id: z.uuid(),
  sources: z.array(Source),
  answered: z.boolean(),
  language: z.string(),
});
export type ChatResponse = z.infer<typeof ChatResponse>;

export const assistantOperations = [
  operation({
    name: "send_chat_message",
    description: "Asks the assistant as a signed-in user. The answer comes with the pages that support it.",
    http: { method: "POST", path: "/chat/send" },
    callers: ["member"],
    risk: "write",
    input: SendOwn,
    output: ChatResponse,
    run: async (ctx, input) => {
      const events = await sendOwn(ctx, input, new AbortController().signal);
      return ChatResponse.parse(await lastEvent(events));
    },
    stream: sendOwn,
  }),
];

/** The events of an answer; `done` carries the response as `run` gives it. */
async function sendOwn(ctx: Member, given: SendOwn, signal: AbortSignal): Promise<AsyncGenerator<ServerEvent>> {
  const userId = ownId(ctx, given.user_id);
  await limit({ chatByMember: userId });
  const { message, client_message_id: clientMessageId = randomUUID(), language: languageOverride } = given;
  const input = { message, conversationId: ownChatId(ctx), clientMessageId, languageOverride };
  const events = await answer(await ownChat(ctx), input, signal);
  return withResponse(ctx, events, { id: openTurn(ctx, input).questionId, message });
}

type Question = Pick<ChatResponse, "id" | "message">;

async function* withResponse(
  ctx: Member,
  events: AsyncGenerator<ServerEvent>,
  question: Question,
): AsyncGenerator<ServerEvent> {
  for await (const { event, data } of events) {
    if (event === "done") loadHistoryAhead(ctx);
    yield { event, data: event === "done" ? responseOf(question, Answer.parse(data)) : data };
  }
}

function responseOf(question: Question, answer: Answer): ChatResponse {
  const { conversationId, messageId, message: response, sources, answered, language } = answer;
  const ids = { conversation_id: conversationId, message_id: messageId };
  return { ...question, ...ids, response, sources, answered, language };
}
