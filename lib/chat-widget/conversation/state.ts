import type { Attachment, LanguageChoice, Site, Source } from "@/lib/chat-widget/contract";

/** One thing said, as it is shown. */
export type Entry = {
  /** A visitor's message: its clientMessageId. An answer: the same with "answer:" before it, or its id in the history. */
  key: string;
  /** The server's id of it, once it has one. */
  id?: string;
  /** Where in the conversation it stands, once that is known. */
  seq?: number;
  role: "user" | "assistant" | "system";
  /** The person who wrote it in the assistant's place. */
  author?: string | undefined;
  text: string;
  at: number;
  state: "sent" | "sending" | "kept" | "failed" | "streaming" | "stopped" | "interrupted";
  sources: Source[];
  answered: boolean | null;
  attachments?: Attachment[] | undefined;
  /** After how many seconds to try again, where it failed because there were too many. */
  wait?: number;
};

export type State = LanguageChoice & {
  /** Who of the business answers instead of the assistant. */
  handler: string | undefined;
  /** Whether the visitor has asked for a person. */
  hasAsked: boolean;
  /** Whether the server can be talked to: not asked yet, yes, not now, or not from this page. */
  reach: "opening" | "ready" | "away" | "refused";
  site: Site | null;
  conversationId: string | null;
  entries: Entry[];
  hasEarlier: boolean;
  person: "unasked" | "offered" | "asking" | "failed" | "declined";
};

/** A conversation in which nothing was said. */
export const unbegun = {
  conversationId: null,
  handler: undefined,
  hasAsked: false,
  hasEarlier: false,
  person: "unasked",
} as const;

const initialState: State = {
  ...unbegun,
  language: "",
  languageMode: "single",
  allowedLanguages: [],
  reach: "opening",
  site: null,
  entries: [],
};

export const languageOf = ({ language, languageMode, allowedLanguages }: LanguageChoice): LanguageChoice => ({
  language,
  languageMode,
  allowedLanguages,
});

export type Store = {
  get(): State;
  set(change: Partial<State>): void;
  /** Changes the entry of this key or id; one that is not there is added when its role is given. */
  put(entry: Pick<Entry, "key"> & Partial<Entry>): void;
  drop(key: string): void;
};

const blank = { role: "assistant", text: "", state: "sent", sources: [], answered: null } as const;

/** The panel's one state. Entries that do not change keep their identity, so that only changed ones are drawn again. */
export function createStore(onChange: () => void): Store {
  let state = initialState;
  const set = (change: Partial<State>) => {
    state = { ...state, ...change };
    onChange();
  };
  return {
    get: () => state,
    set,
    put: (entry) => {
      const { entries } = state;
      const is = ({ key, id }: Entry) => key === entry.key || (id && id === entry.id);
      if (entries.some(is)) {
        set({ entries: entries.map((old) => (is(old) ? { ...old, ...entry } : old)) });
      } else if (entry.role) {
        set({ entries: [...entries, { ...blank, sources: [], at: Date.now(), ...entry }] });
      }
    },
    drop: (key) => set({ entries: state.entries.filter((entry) => entry.key !== key) }),
  };
}
