import type { Conversation } from "@/lib/chat-widget/conversation/conversation";

export const signs = { up: "👍", down: "👎" } as const;
export type Thought = keyof typeof signs;

type Reaction = { messageId: string; emoji: string; isMine: boolean };

/** What the visitor thinks of answers, as it is kept at the server. */
export function createThoughts({ session, state }: Conversation, onChange: () => void) {
  const thoughts = new Map<string, Thought>();
  const changing = new Set<string>();
  let failed: string | undefined;
  let knownOf: string | null = null;

  function put(id: string, thought: Thought | undefined) {
    if (thought) thoughts.set(id, thought);
    else thoughts.delete(id);
    onChange();
  }

  async function read(conversationId: string) {
    const path = `reactions?conversationId=${conversationId}`;
    const { reactions } = await session.json<{ reactions: Reaction[] }>(path, { method: "GET" });
    for (const { messageId, emoji, isMine } of reactions) {
      if (isMine && emoji === signs.up) put(messageId, "up");
      if (isMine && emoji === signs.down) put(messageId, "down");
    }
  }

  const toggle = (messageId: string, thought: Thought) =>
    session.json("reactions", { body: { messageId, emoji: signs[thought] } });

  return {
    of: (id: string) => thoughts.get(id),
    hasFailed: (id: string) => failed === id,
    /** Asks for what was thought before, once a conversation. */
    look: () => {
      const { conversationId } = state();
      if (!conversationId || conversationId === knownOf) return;
      knownOf = conversationId;
      read(conversationId).catch(() => undefined);
    },
    /** Keeps what the visitor thinks, shown at once; the same again takes it back, the other one changes it. */
    think: async (id: string, thought: Thought) => {
      if (changing.has(id)) return;
      const before = thoughts.get(id);
      const after = thought === before ? undefined : thought;
      failed = undefined;
      changing.add(id);
      put(id, after);
      try {
        if (before) await toggle(id, before);
        if (after) await toggle(id, after);
      } catch {
        failed = id;
        put(id, before);
      }
      changing.delete(id);
    },
  };
}
