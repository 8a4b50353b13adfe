import type { History, StoredMessage } from "@/lib/chat-widget/contract";
import type { Live, LiveOptions } from "@/lib/chat-widget/live/live";
import { once } from "@/lib/chat-widget/once";
import type { LoadPart } from "@/lib/chat-widget/panel";

type Module = typeof import("@/lib/chat-widget/live/live");
type Dictionary = typeof import("@/lib/chat-widget/live/words");

/** How long something that nobody asked for may stay unheard. */
const CHECK_MS = 20_000;

type Options = LiveOptions & { part: LoadPart; siteKey: string };

/** What makes a conversation live: loaded once others than the assistant take part in it, or are to. */
export function createLivePart({ part, siteKey, ...options }: Options) {
  const { store, session, place } = options;
  const tabs = new BroadcastChannel(`omniops:${siteKey}`);
  let live: Live | undefined;
  const begin = once(async () => {
    const [{ start }, { liveWords }] = await Promise.all([part<Module>("live"), part<Dictionary>("live-words")]);
    live = start(options, tabs, liveWords);
    options.onChange();
  });
  const load = () => void begin().catch(() => {}); // The next change tries again.
  tabs.onmessage = load;
  tabs.postMessage(""); // Where another tab shows this site's chat, both become live.

  /** Looks whether somebody came unasked. */
  async function check() {
    const { conversationId, entries } = store.get();
    if (live || !conversationId || document.hidden || place.hidden) return;
    const path = `messages?conversationId=${conversationId}&limit=1`;
    const { messages, person } = await session.json<History>(path, { method: "GET" });
    const [{ id, clientMessageId } = {}] = messages as Partial<StoredMessage>[];
    if (person || !entries.some((entry) => entry.id === id || entry.key === clientMessageId)) load();
  }
  setInterval(() => check().catch(() => {}), CHECK_MS);

  return {
    get: () => live,
    look: () => {
      const { handler, hasAsked, person, entries } = store.get();
      if (handler || hasAsked || person !== "unasked" || entries.at(-1)?.answered === false) load();
      live?.look();
    },
  };
}
