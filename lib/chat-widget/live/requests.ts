import type { Noted } from "@/lib/chat-widget/contract";
import type { Session } from "@/lib/chat-widget/conversation/session";
import type { Store } from "@/lib/chat-widget/conversation/state";

export type PersonRequests = ReturnType<typeof createPersonRequests>;

/** How a visitor asks for a person, or does not want one now. */
export function createPersonRequests(store: Store, session: Session) {
  return {
    decline: () => store.set({ person: "declined" }),
    ask: async (email: string) => {
      const { conversationId } = store.get();
      store.set({ person: "asking" });
      try {
        const body = { conversationId, ...(email && { email }) };
        const { message } = await session.json<Noted>("person", { body });
        store.put({ key: message.id ?? crypto.randomUUID(), role: "system", text: message.content });
        store.set({ person: "unasked", hasAsked: true });
      } catch {
        store.set({ person: "failed" });
      }
    },
  };
}
