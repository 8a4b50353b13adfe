import type { Live, LiveOptions } from "@/lib/chat-widget/live/live";
import type { LoadPart } from "@/lib/chat-widget/panel";
import type { State } from "./state";

type Module = typeof import("@/lib/chat-widget/live/live");
type Dictionary = typeof import("@/lib/chat-widget/live/words");

const mayWantPerson = ({ person, handler, hasAsked, entries }: State) =>
  person !== "unasked" || handler || hasAsked || entries.at(-1)?.answered === false;

type Options = LiveOptions & { part: LoadPart; siteKey: string };

/** What makes a conversation live: loaded when a person may come in, or the visitor has it open twice. */
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
  tabs.postMessage("");
  return {
    get: () => live,
    look: () => {
      if (mayWantPerson(options.store.get())) load();
      live?.look();
    },
  };
}
