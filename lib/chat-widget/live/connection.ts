import type { LiveAccess } from "@/lib/chat-widget/contract";
import type { Session } from "@/lib/chat-widget/conversation/session";
import type { Store } from "@/lib/chat-widget/conversation/state";
import { Channel, type Payload } from "./channel";

const PATIENCE_MS = 15_000;

export type Connection = ReturnType<typeof createConnection>;

/** The connection that the state asks for: none until a person was asked for or answers. */
export function createConnection(
  store: Store,
  session: Session,
  { pull, onEvent }: { pull: () => void; onEvent: (event: string, payload: Payload) => void },
) {
  let channel: Channel | undefined;
  let of: string | null = null;
  let joinedAt = 0;

  function look() {
    const { conversationId, handler, hasAsked } = store.get();
    const wanted = handler || hasAsked ? conversationId : null;
    if (wanted === of) return;
    of = wanted;
    channel?.close();
    channel = undefined;
    if (!wanted) return;
    pull();
    channel = new Channel({
      access: () => session.json<LiveAccess>("live", { body: { conversationId: wanted } }),
      onJoin: () => {
        joinedAt = Date.now();
        pull();
      },
      onEvent,
    });
  }

  return {
    look,
    say: (event: string) => channel?.say(event),
    isWanted: () => of !== null,
    isJoined: () => channel?.isJoined ?? false,
    /** Whether it has lasted long enough for everybody who is here to be known. */
    isSettled: () => channel?.isJoined && Date.now() - joinedAt > PATIENCE_MS,
  };
}
