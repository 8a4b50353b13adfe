import type { Message, Person } from "@/lib/conversations/schema";
import type { Asker } from "@/lib/conversations/speaker";
import { type StoredAnswer, storeAnswer, storeForPerson, storeQuestion } from "@/lib/conversations/turn";
import type { ServerEvent } from "@/lib/platform/http/sse";
import { log } from "@/lib/platform/log";
import { compose, type Effort } from "./compose";
import { Draft } from "./draft";
import { type About, done, failed, left, started } from "./events";
import type { Evidence } from "./evidence";
import { wordsIn } from "./messages";
import { promptFor } from "./prompt";

/** What an answer is written from: passages and what was said before, or a reply to small talk. */
type Material = { evidence: Evidence; earlier: Message[] } | { reply: string; answered: false | null };

/** `hasFiles`: something was sent with the question that the assistant can't read. */
export type Job = About & { asker: Asker; material: Material; hasFiles: boolean; signal: AbortSignal };

/** Writes an answer and stores it with its question, as events. What a reader saw who left is what is stored. */
export async function* respond(job: Job): AsyncGenerator<ServerEvent> {
  const { asker, turn, choice, material, signal } = job;
  const { language } = choice;
  const question = storeQuestion(asker, turn, language);
  question.catch(() => {}); // Awaited when the answer is stored.
  const draft = new Draft(language, "evidence" in material ? material.evidence : undefined);
  const effort: Effort = { toolCalls: [], usage: { inputTokens: 0, outputTokens: 0 } };
  let storing: Promise<StoredAnswer> | undefined;
  const store = (stopped: boolean) => {
    const parts = { ...effort, sources: draft.sources(), stopped };
    const answer = {
      message: draft.text,
      parts,
      answered: "evidence" in material ? draft.isAnswer : material.answered,
    };
    storing = storeAnswer(asker, turn, { answer, question, language });
    storing.catch(() => {}); // Awaited for `done`.
    return storing;
  };
  try {
    yield started(job);
    for await (const text of write(job, draft, effort)) yield { event: "delta", data: { text } };
    const stored = store(false);
    yield { event: "sources", data: { sources: draft.sources() } };
    yield done(job, await stored);
  } catch (error) {
    if (!signal.aborted) yield failed(error);
  } finally {
    const rest: Promise<unknown> = storing ?? (draft.text ? store(true) : question);
    await rest.catch((error: unknown) => log().error({ error }, "A turn was not stored"));
  }
}

/** Stores a message that a person will answer, in whose conversation the assistant is silent. */
export async function* leaveTo(person: Person, asker: Asker, about: About): AsyncGenerator<ServerEvent> {
  try {
    await storeForPerson(asker, about.turn, about.choice.language);
    yield left(about, person);
  } catch (error) {
    yield failed(error);
  }
}

async function* write(job: Job, draft: Draft, effort: Effort): AsyncGenerator<string> {
  const { asker, turn, choice, material, signal } = job;
  if ("reply" in material) return yield draft.say(material.reply);
  const { evidence, earlier: history } = material;
  const { language } = choice;
  const { passages } = evidence;
  const messages = promptFor({ settings: asker.settings, language, history, message: turn.message, passages });
  yield* compose({ ctx: asker, draft, evidence, messages, language, signal, effort });
  if (job.hasFiles) yield draft.say(`\n\n${wordsIn(language).files}`);
}
