import type { Live, LiveOptions } from "@/lib/chat-widget/live/live";
import type { LoadPart } from "@/lib/chat-widget/panel";

type Module = typeof import("@/lib/chat-widget/live/live");
type Dictionary = typeof import("@/lib/chat-widget/live/words");

type Options = LiveOptions & { part: LoadPart; siteKey: string };

/** What makes a conversation live: loaded once it has begun, here or in another tab. */
export function createLivePart({ part, siteKey, ...options }: Options) {
  const tabs = new BroadcastChannel(`omniops:${siteKey}`);
  let live: Live | undefined;
  let isLoading = false;
  const load = () => {
    if (isLoading) return;
    isLoading = true;
    Promise.all([part<Module>("live"), part<Dictionary>("live-words")]).then(
      ([{ start }, { liveWords }]) => {
        live = start(options, tabs, liveWords);
        options.onChange();
      },
      () => {
        isLoading = false; // The next change tries again.
      },
    );
  };
  tabs.onmessage = load;
  return {
    get: () => live,
    look: () => {
      if (options.store.get().conversationId) load();
      live?.look();
    },
  };
}
