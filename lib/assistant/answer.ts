import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { filesOf } from "@/lib/conversations/attachments/service";
import { type RecentChat, recentChat, renewHistory } from "@/lib/conversations/history";
import { chooseFor } from "@/lib/conversations/language-choice";
import { deliverQueued } from "@/lib/conversations/queue/deliver";
import type { SendMessage } from "@/lib/conversations/schema";
import { changeSession } from "@/lib/conversations/session-opening";
import type { Asker } from "@/lib/conversations/speaker";
import { findAnswer, openTurn, type StoredAnswer, type Turn } from "@/lib/conversations/turn";
import { asAppError } from "@/lib/platform/errors";
import type { ServerEvent } from "@/lib/platform/http/sse";
import { replay } from "./events";
import { findEvidence } from "./evidence";
import { leaveTo, respond } from "./respond";
import { smallReply } from "./small-reply";

/** How many of the newest messages the model sees. */
const HISTORY = 20;
const DUPLICATE_WAITS_MS = 30_000;

const empty: RecentChat = { messages: [], hasMore: false, person: null };

/** Turns that are being answered in this process, so that a message sent twice at once is answered by one of them. */
const running = new Map<string, Promise<void>>();

/**
 * Answers a message: the events `start`, `delta`s, `sources` and `done`, or `error` when the turn could not be
 * stored. Throws before the first event where the request cannot be answered at all. `signal` stops it; what was shown
 * until then is stored.
 */
export async function answer(
  asker: Asker,
  input: SendMessage,
  signal: AbortSignal,
): Promise<AsyncGenerator<ServerEvent>> {
  const turn = openTurn(asker, input);
  const other = running.get(turn.questionId);
  if (other !== undefined) await Promise.race([other, sleep(DUPLICATE_WAITS_MS, undefined, { ref: false })]);
  const { promise, resolve } = Promise.withResolvers<void>();
  running.set(turn.questionId, promise);
  const release = () => {
    running.delete(turn.questionId);
    resolve();
  };
  try {
    return releasing(await begin(asker, turn, input, signal), release);
  } catch (error) {
    release();
    throw error;
  }
}

async function* releasing(events: AsyncGenerator<ServerEvent>, release: () => void) {
  try {
    yield* events;
  } finally {
    release();
  }
}

async function begin(asker: Asker, turn: Turn, input: SendMessage, signal: AbortSignal) {
  const { settings, session } = asker;
  const { message, languageOverride: override } = input;
  const { choice, languageChanged, metadata } = chooseFor(settings, session, { message, override });
  const about = { turn, choice, languageChanged };
  const files = await filesOf(asker, turn.clientMessageId);
  const reply = smallReply(message, files, choice.language);
  const chat = turn.isNew ? Promise.resolve(empty) : chatBefore(asker, turn);
  const languages = [choice.language, settings.config.defaultLanguage];
  const [stored, { messages: said, person }, evidence] = await Promise.all([
    answerBefore(asker, turn, chat),
    chat,
    reply ? undefined : findEvidence(asker, message, chat, languages),
  ]);
  if (stored && !stored.parts.stopped) {
    // Who stored it may have died before it was dropped from the cache.
    await renewHistory(asker, turn.conversationId, turn.isNew ? "conversation" : "message");
    return replay(about, stored);
  }
  changeSession(session, { ...metadata, conversationId: turn.conversationId });
  // Who knows that only now has searched in vain; to ask first would make every other turn wait.
  if (person) return leaveTo(person, asker, about);
  const earlier = said.filter(({ id }) => id !== turn.questionId).slice(-HISTORY);
  const material = evidence ? { evidence, earlier } : (reply ?? { reply: "", answered: null });
  return respond({ ...about, asker, material, hasFiles: files.length > 0, signal });
}

/** The answer that the turn has already. A conversation that is known to its beginning tells without the database. */
async function answerBefore(asker: Asker, turn: Turn, chat: Promise<RecentChat>): Promise<StoredAnswer | undefined> {
  if (turn.isNew) return findAnswer(asker, turn);
  const { messages, hasMore } = await chat;
  const mayBeStored = hasMore || messages.some(({ id }) => id === turn.questionId);
  return mayBeStored ? findAnswer(asker, turn) : undefined;
}

/** The conversation so far, whose beginning may still wait in the queue. */
async function chatBefore(asker: Asker, { conversationId }: Turn): Promise<RecentChat> {
  try {
    return await recentChat(asker, conversationId);
  } catch (error) {
    if (asAppError(error).code !== "not_found") throw error;
    await deliverQueued(asker);
    return recentChat(asker, conversationId);
  }
}
