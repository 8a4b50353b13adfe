import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Ctx } from "@/lib/platform/context";
import { AppError, asAppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { renewHistory } from "./history";
import { deliverQueued } from "./queue/deliver";
import { insertQueuedTurn } from "./queue/store";
import { MessageParts, type SendMessage } from "./schema";
import { ownerOf, type Speaker } from "./speaker";
import {
  insertConversation,
  insertMessage,
  insertQuestion,
  type MessageRow,
  type NewConversation,
  type NewMessage,
  selectTurn,
  updateAnswer,
} from "./store";

const RETRY_AFTER_MS = [100, 400, 1000];

/** A question on its way to an answer. */
export type Turn = {
  conversationId: string;
  /** No conversation was named: this question begins one. */
  isNew: boolean;
  questionId: string;
  answerId: string;
  message: string;
  clientMessageId: string;
  pageUrl: string | null;
};

export type StoredAnswer = { message: string; parts: MessageParts; answered: boolean | null };

/**
 * The turn that a message opens. The same message of the same speaker opens the same turn, with the same ids, wherever
 * and however often it arrives: so the database's keys let it be stored only once.
 */
export function openTurn({ actor }: Ctx<Speaker>, input: SendMessage): Turn {
  const { message, clientMessageId, pageUrl = null } = input;
  const begun = idFrom("conversation", ownerOf(actor), clientMessageId);
  const conversationId = input.conversationId ?? begun;
  const questionId = idFrom("question", conversationId, clientMessageId);
  const answerId = idFrom("answer", questionId);
  return { conversationId, isNew: conversationId === begun, questionId, answerId, message, clientMessageId, pageUrl };
}

/** The answer that this turn already has, or nothing. */
export async function findAnswer(
  ctx: Ctx<Speaker>,
  { conversationId, questionId }: Turn,
): Promise<StoredAnswer | undefined> {
  const { answer } = await selectTurn(ctx, conversationId, questionId);
  return answer && storedAnswer(answer);
}

/** Begins a conversation, once. Like all writes of the chat it goes on beside the answer and tries again briefly. */
export const createConversation = (ctx: Ctx<Speaker>, conversation: NewConversation): Promise<void> =>
  persistently(() => insertConversation(ctx, conversation));

/** Stores a message: false where it, or another answer to its question, is stored already. */
export const saveMessage = (ctx: Ctx<Speaker>, message: NewMessage): Promise<boolean> =>
  persistently(() => insertMessage(ctx, message));

/** Stores the question, and the conversation that it begins, behind what still waits for the speaker. */
export async function storeQuestion(ctx: Ctx<Speaker>, turn: Turn, language: string): Promise<void> {
  const { questionId: id, conversationId, message: content, clientMessageId, pageUrl } = turn;
  const question = { id, conversationId, content, clientMessageId, begins: turn.isNew ? { language, pageUrl } : null };
  const isStored = await persistently(() => insertQuestion(ctx, question, { behindQueue: false }));
  if (!isStored) {
    await persistently(() => deliverQueued(ctx));
    await persistently(() => insertQuestion(ctx, question, { behindQueue: true }));
  }
  await renewHistory(ctx, turn.conversationId, turn.isNew ? "conversation" : "message");
}

/** Stores a question that a person will answer; in the queue while the tables are away. */
export async function storeForPerson(ctx: Ctx<Speaker>, turn: Turn, language: string): Promise<void> {
  try {
    await storeQuestion(ctx, turn, language);
  } catch (error) {
    log().warn({ error }, "A message was not stored; it goes to the queue");
    await queueTurn(ctx, { turn, language, messages: [questionOf(turn)] });
  }
}

/**
 * Stores the answer behind its question, and gives the one that is stored: another's, when that was first and whole.
 * When the tables are away the turn waits in the queue; throws `unavailable` when nothing takes it.
 */
export async function storeAnswer(
  ctx: Ctx<Speaker>,
  turn: Turn,
  { answer, question, language }: { answer: StoredAnswer; question: Promise<void>; language: string },
): Promise<StoredAnswer> {
  const message = answerOf(turn, answer);
  try {
    await question;
    const isFirst = await saveMessage(ctx, message);
    const stored = isFirst ? answer : await settle(ctx, turn, answer);
    await renewHistory(ctx, turn.conversationId, "answer");
    return stored;
  } catch (error) {
    log().warn({ error }, "A turn was not stored; it goes to the queue");
    await queueTurn(ctx, { turn, language, messages: [questionOf(turn), message] });
    return answer;
  }
}

/** The answer that is stored already; a whole one takes the place of one that was cut off. */
async function settle(ctx: Ctx<Speaker>, turn: Turn, answer: StoredAnswer): Promise<StoredAnswer> {
  const stored = await findAnswer(ctx, turn);
  if (!stored?.parts.stopped || answer.parts.stopped) return stored ?? answer;
  const isReplaced = await updateAnswer(ctx, answerOf(turn, answer));
  return isReplaced ? answer : ((await findAnswer(ctx, turn)) ?? answer);
}

async function queueTurn(
  ctx: Ctx<Speaker>,
  { turn, language, messages }: { turn: Turn; language: string; messages: NewMessage[] },
) {
  try {
    await insertQueuedTurn(ctx, { conversation: conversationOf(turn, language), messages });
  } catch (cause) {
    throw new AppError("unavailable", "Your message is kept here and sent again in a moment", { cause });
  } finally {
    // The database may have stored more than it had time to say.
    await renewHistory(ctx, turn.conversationId, turn.isNew ? "conversation" : "message");
  }
}

const conversationOf = ({ conversationId, pageUrl }: Turn, language: string) => ({
  id: conversationId,
  language,
  pageUrl,
});

const questionOf = ({ questionId, conversationId, message, clientMessageId }: Turn): NewMessage => ({
  id: questionId,
  conversationId,
  role: "user",
  content: message,
  clientMessageId,
});

const answerOf = (turn: Turn, { message, parts, answered }: StoredAnswer): NewMessage => ({
  id: turn.answerId,
  conversationId: turn.conversationId,
  role: "assistant",
  content: message,
  parts,
  replyTo: turn.questionId,
  answered,
});

const storedAnswer = ({ content, parts, answered }: MessageRow): StoredAnswer => ({
  message: content,
  parts: MessageParts.parse(parts),
  answered,
});

/** Tries again where trying again may help: not where the database has refused. */
async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (const pause of RETRY_AFTER_MS) {
    try {
      return await work();
    } catch (error) {
      if (asAppError(error).status < 500) throw error;
      await sleep(pause);
    }
  }
  return work();
}

/** A uuid that is always the same for the same parts, and that nobody else's parts lead to. */
export function idFrom(...parts: string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
