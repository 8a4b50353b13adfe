import type { Attachment } from "@/lib/conversations/attachments/schema";
import { namesOf } from "@/lib/conversations/attachments/wordless";
import { smallTalk } from "./greeting";
import { wordsIn } from "./messages";

/** What is said without reading any page, and whether it leaves a question open. */
export type SmallReply = { reply: string; answered: false | null };

/** The reply to small talk, and to files that came without a question; nothing for a question. */
export function smallReply(message: string, files: Attachment[], language: string): SmallReply | undefined {
  const talk = smallTalk(message, language);
  if (files.length === 0) return talk ? { reply: talk, answered: null } : undefined;
  const words = wordsIn(language);
  if (talk) return { reply: `${talk} ${words.files}`, answered: null };
  const isQuestion = message !== namesOf(files);
  return isQuestion ? undefined : { reply: `${words.files} ${words.person}`, answered: false };
}
