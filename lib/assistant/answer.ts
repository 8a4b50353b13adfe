import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { recentMessages } from "@/lib/conversations/history";
import { chooseFor } from "@/lib/conversations/language-choice";
import {
  type Answer,
  type LanguageChoice,
  type Message,
  MessageParts,
  type SendMessage,
} from "@/lib/conversations/schema";
import { changeSession } from "@/lib/conversations/session-opening";
import {
  findAnswer,
  openTurn,
  type StoredAnswer,
  storeAnswer,
  storeQuestion,
  type Turn,
} from "@/lib/conversations/turn";
import type { Visitor } from "@/lib/conversations/visitor";
import { asAppError } from "@/lib/platform/errors";
import type { ServerEvent } from "@/lib/platform/http/sse";
import { log } from "@/lib/platform/log";
import { compose, type Record } from "./compose";
import { Draft } from "./draft";
import { type Evidence, findEvidence } from "./evidence";
import { smallTalk } from "./greeting";
import { promptFor } from "./prompt";

/** How many of the newest messages the model sees. */
const HISTORY = 20;
const DUPLICATE_WAITS_MS = 30_000;

/** Turns that are being answered in this process, so that a message sent twice at once is answered by one of them. */
const running = new Map<string, Promise<void>>();

type Job = {
  visitor: Visitor;
  turn: Turn;
  choice: LanguageChoice;
  languageChanged: boolean;
  signal: AbortSignal;
};

/**
 * Answers a visitor's message: the events `start`, `delta`s, `sources` and `done`, or `error` when the turn could not be
 * stored. Throws before the first event where the request cannot be answered at all. `signal` stops it; what was shown
 * until then is stored.
 */
export async function answer(
  visitor: Visitor,
  input: SendMessage,
  signal: AbortSignal,
): Promise<AsyncGenerator<ServerEvent>> {
  const turn = openTurn(visitor, input);
  await Promise.race([running.get(turn.questionId), sleep(DUPLICATE_WAITS_MS, undefined, { ref: false })]);
  const done = Promise.withResolvers<void>();
  running.set(turn.questionId, done.promise);
  const release = () => {
    running.delete(turn.questionId);
    done.resolve();
  };
  try {
    return releasing(await prepare(visitor, turn, input, signal), release);
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

async function prepare(visitor: Visitor, turn: Turn, input: SendMessage, signal: AbortSignal) {
  const { message, languageOverride: override } = input;
  const { choice, languageChanged, metadata } = chooseFor(visitor.settings, visitor.session, { message, override });
  const job: Job = { visitor, turn, choice, languageChanged, signal };
  const small = smallTalk(message, choice.language);
  const history = turn.isNew ? Promise.resolve([]) : recentMessages(visitor, turn.conversationId, HISTORY + 1);
  const [stored, said, evidence] = await Promise.all([
    findAnswer(visitor, turn),
    history,
    small
      ? undefined
      : findEvidence(visitor, message, history, [choice.language, visitor.settings.config.defaultLanguage]),
  ]);
  if (stored && !stored.parts.stopped) return replay(job, stored);
  changeSession(visitor.session, { ...metadata, conversationId: turn.conversationId });
  const earlier = said.filter(({ id }) => id !== turn.questionId).slice(-HISTORY);
  return respond(job, (draft, record) => write({ job, evidence, small, earlier, draft, record }), evidence);
}

type Writing = {
  job: Job;
  evidence: Evidence | undefined;
  small: string | undefined;
  earlier: Message[];
  draft: Draft;
  record: Record;
};

async function* write({ job, evidence, small, earlier, draft, record }: Writing): AsyncGenerator<string> {
  if (!evidence) return yield draft.say(small ?? "");
  const { visitor, turn, choice, signal } = job;
  const { settings } = visitor;
  const { language } = choice;
  const { message } = turn;
  const messages = promptFor({ settings, language, history: earlier, message, passages: evidence.passages });
  yield* compose({ ctx: visitor, draft, evidence, messages, language, signal, record });
}

async function* respond(
  job: Job,
  writing: (draft: Draft, record: Record) => AsyncGenerator<string>,
  evidence: Evidence | undefined,
): AsyncGenerator<ServerEvent> {
  const { visitor, turn, choice, signal } = job;
  const { language } = choice;
  const question = storeQuestion(visitor, turn, language);
  question.catch(() => {}); // Awaited when the answer is stored.
  const draft = new Draft(language, evidence);
  const record: Record = { toolCalls: [], usage: { inputTokens: 0, outputTokens: 0 } };
  let storing: Promise<StoredAnswer> | undefined;
  const store = (stopped: boolean) => {
    const parts = { ...record, sources: draft.sources(), stopped };
    const answered = evidence ? draft.isAnswer : null;
    const answer = { message: draft.text, parts, answered };
    storing ??= storeAnswer(visitor, turn, { answer, question, language });
    storing.catch(() => {});
    return storing;
  };
  try {
    yield started(job);
    for await (const text of writing(draft, record)) yield { event: "delta", data: { text } };
    const stored = store(false);
    yield { event: "sources", data: { sources: draft.sources() } };
    yield { event: "done", data: answerOf(job, await stored) };
  } catch (error) {
    if (!signal.aborted) yield failed(error);
  } finally {
    // The reader left: what they saw is what is stored.
    if (draft.text)
      await store(true).catch((error: unknown) => log().error({ error }, "A stopped answer was not stored"));
    else await question.catch((error: unknown) => log().error({ error }, "A question was not stored"));
  }
}

async function* replay(job: Job, stored: StoredAnswer): AsyncGenerator<ServerEvent> {
  yield started(job);
  yield { event: "delta", data: { text: stored.message } };
  yield { event: "sources", data: { sources: stored.parts.sources } };
  yield { event: "done", data: answerOf(job, stored) };
}

const started = ({ turn, choice }: Job): ServerEvent => ({
  event: "start",
  data: {
    conversationId: turn.conversationId,
    messageId: turn.answerId,
    userMessageId: turn.questionId,
    language: choice.language,
  },
});

function answerOf({ turn, choice, languageChanged }: Job, { message, parts, answered }: StoredAnswer): Answer {
  const { sources, toolCalls, usage } = MessageParts.parse(parts);
  const { conversationId, answerId: messageId } = turn;
  return {
    conversationId,
    messageId,
    message,
    sources,
    answered: answered ?? true,
    ...choice,
    languageChanged,
    toolCalls,
    usage,
  };
}

function failed(thrown: unknown): ServerEvent {
  const error = asAppError(thrown);
  log().error({ error }, "An answer failed");
  return { event: "error", data: { code: error.code, message: error.message } };
}
