import type { LanguageChoice, Noted } from "@/lib/chat-widget/contract";
import type { Slot } from "@/lib/chat-widget/storage/slots";
import type { Session } from "./session";
import { languageOf, type Store } from "./state";

/** What a visitor can ask for besides an answer: another language, and a person. */
export function createRequests(store: Store, session: Session, chosen: Slot) {
  return {
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
    offerPerson: () => store.set({ person: "offered" }),
  };
}
