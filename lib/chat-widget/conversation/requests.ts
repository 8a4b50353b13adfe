import type { LanguageChoice, Noted } from "@/lib/chat-widget/contract";
import type { Slot } from "@/lib/chat-widget/storage/slots";
import type { Session } from "./session";
import { languageOf, type Store } from "./state";

/** What a visitor can ask for besides an answer: another language, and a person. */
export function createRequests(store: Store, session: Session, chosen: Slot) {
  /** Shows what the server says it has done, where the history will show it. */
  const note = ({ message }: Noted) =>
    store.put({ key: message.id ?? crypto.randomUUID(), role: "system", text: message.content });

  return {
    setLanguage: async (language: string) => {
      const before = languageOf(store.get());
      store.set({ language });
      try {
        const reply = await session.json<LanguageChoice & Noted>("language", { body: { language } });
        chosen.set(language);
        store.set(languageOf(reply));
        note(reply);
      } catch {
        store.set(before);
      }
    },
    offerPerson: () => store.set({ person: "offered" }),
    declinePerson: () => store.set({ person: "declined" }),
    askPerson: async (email: string) => {
      const { conversationId } = store.get();
      store.set({ person: "asking" });
      try {
        note(await session.json<Noted>("person", { body: { conversationId, ...(email && { email }) } }));
        store.set({ person: "unasked" });
      } catch {
        store.set({ person: "failed" });
      }
    },
  };
}
