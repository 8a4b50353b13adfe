import { type Answer, type LanguageChoice, MessageParts, type Person } from "@/lib/conversations/schema";
import type { StoredAnswer, Turn } from "@/lib/conversations/turn";
import { asAppError } from "@/lib/platform/errors";
import type { ServerEvent } from "@/lib/platform/http/sse";
import { log } from "@/lib/platform/log";

/** What every event of an answer is about. */
export type About = { turn: Turn; choice: LanguageChoice; languageChanged: boolean };

export const started = ({ turn, choice }: About): ServerEvent => ({
  event: "start",
  data: {
    conversationId: turn.conversationId,
    messageId: turn.answerId,
    userMessageId: turn.questionId,
    language: choice.language,
  },
});

export function done(
  { turn, choice, languageChanged }: About,
  { message, parts, answered }: StoredAnswer,
): ServerEvent {
  const { sources, toolCalls, usage } = MessageParts.parse(parts);
  const { conversationId, answerId: messageId } = turn;
  const given = {
    conversationId,
    messageId,
    message,
    sources,
    answered: answered ?? true,
    toolCalls,
    usage,
    person: null,
  };
  return { event: "done", data: { ...given, ...choice, languageChanged } satisfies Answer };
}

/** A message is stored for the person who has taken over. */
export function left({ turn, choice, languageChanged }: About, person: Person): ServerEvent {
  const { conversationId, answerId: messageId } = turn;
  const { sources, toolCalls, usage } = MessageParts.parse({});
  const nothing = { message: "", sources, answered: false, toolCalls, usage };
  return {
    event: "done",
    data: { conversationId, messageId, ...nothing, person, ...choice, languageChanged } satisfies Answer,
  };
}

export function failed(thrown: unknown): ServerEvent {
  const error = asAppError(thrown);
  log().error({ error }, "An answer failed");
  return { event: "error", data: { code: error.code, message: error.message } };
}

/** The events of an answer that is stored already. */
export async function* replay(about: About, stored: StoredAnswer): AsyncGenerator<ServerEvent> {
  yield started(about);
  yield { event: "delta", data: { text: stored.message } };
  yield { event: "sources", data: { sources: stored.parts.sources } };
  yield done(about, stored);
}
