import { handBack, takeOver } from "@/lib/conversations/live/handoff";
import type { HandBack, TakeOver } from "@/lib/conversations/live/schema";
import type { AskForPerson, LanguageChosen, PersonAsked } from "@/lib/conversations/schema";
import { requestPerson, setLanguage } from "@/lib/conversations/service";
import type { Visitor } from "@/lib/conversations/visitor";
import type { ActorOf, Ctx } from "@/lib/platform/context";
import { wordsIn } from "./messages";

/** Switches the language of later answers where the site allows it, and says so in the language that holds now. */
export async function chooseLanguage(visitor: Visitor, language: string): Promise<LanguageChosen> {
  const { choice, languageChanged } = await setLanguage(visitor, language);
  return { ...choice, languageChanged, message: { role: "system", content: wordsIn(choice.language).languageSet } };
}

/** Asks the business for a person, and says so in the conversation. */
export function askForPerson(visitor: Visitor, input: AskForPerson): Promise<PersonAsked> {
  const words = wordsIn(visitor.session.metadata.language ?? visitor.settings.config.defaultLanguage);
  return requestPerson(visitor, input, input.email ? words.personAskedMail(input.email) : words.personAsked);
}

/** Lets a member answer a visitor from now on, the assistant being silent, and says so in the conversation. */
export const takeOverConversation = (member: Ctx<ActorOf<"member">>, input: TakeOver): Promise<void> =>
  takeOver(member, input, ({ language, handledName }) => wordsIn(language).personJoined(handledName));

/** Lets the assistant answer again, and says so in the conversation. */
export const handBackConversation = (member: Ctx<ActorOf<"member">>, input: HandBack): Promise<void> =>
  handBack(member, input, ({ language, handledName }) => wordsIn(language).personLeft(handledName));
