import type { LanguageChoice, Noted } from "@/lib/chat-widget/contract";
import type { Conversation } from "@/lib/chat-widget/conversation/conversation";
import { languageOf, unbegun } from "@/lib/chat-widget/conversation/state";
import type { Slot } from "@/lib/chat-widget/storage/slots";

/** What a visitor can ask for besides an answer: another conversation, another language, and a person. */
export function createChoices({ store, session, stop }: Conversation, chosen: Slot) {
  return {
    startNew: () => {
      stop();
      store.set({ ...unbegun, entries: store.get().entries.filter(({ state }) => state === "kept") });
    },
    offerPerson: () => store.set({ person: "offered" }),
    setLanguage: async (language: string) => {
      const before = languageOf(store.get());
      store.set({ language });
      try {
        const reply = await session.json<LanguageChoice & Noted>("language", { body: { language } });
        chosen.set(language);
        store.set(languageOf(reply));
        store.put({ key: crypto.randomUUID(), role: "system", text: reply.message.content });
      } catch {
        store.set(before);
      }
    },
  };
}
