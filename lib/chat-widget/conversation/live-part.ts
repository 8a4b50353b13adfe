import type { Live, LiveOptions } from "@/lib/chat-widget/live/live";
import type { LoadPart } from "@/lib/chat-widget/panel";
import type { State } from "./state";

type Module = { start(options: LiveOptions): Live };

const mayWantPerson = ({ person, entries }: State) => person !== "unasked" || entries.at(-1)?.answered === false;

/** The part of the chat in which persons come in: loaded when one may, and where that fails, at the next look. */
export function createLivePart({ part, ...options }: LiveOptions & { part: LoadPart }, onLoad: () => void) {
  let live: Live | undefined;
  let isLoading = false;
  const load = async () => {
    isLoading = true;
    try {
      live = (await part<Module>("live")).start(options);
      onLoad();
    } catch {
      isLoading = false;
    }
  };
  return {
    get: () => live,
    look: () => {
      if (!isLoading && mayWantPerson(options.store.get())) void load();
    },
  };
}
