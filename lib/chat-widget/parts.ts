import type { View } from "./components/context";
import type { Conversation } from "./conversation/conversation";
import type { State } from "./conversation/state";
import { once } from "./once";
import type { Opened } from "./opened/opened";
import type { PanelOptions } from "./panel";
import type { Thought } from "./reactions/thoughts";
import type { Extend } from "./view/extend";
import type { Child } from "./view/jsx-runtime";

type Opening = typeof import("./opened/opened");
type Files = typeof import("./files/files");
type FileWords = typeof import("./files/words");
type Reactions = typeof import("./reactions/reactions");

/** How long it says that something could not be loaded. */
const NOTICE_MS = 5_000;

export type Parts = ReturnType<typeof createParts>;

/** What only some visitors use, loaded with its first use: menu and cards, files and voice, what they think of answers. */
export function createParts(
  options: PanelOptions,
  conversation: Conversation,
  { update, setView }: { update: () => void; setView(change: Partial<View>): void },
) {
  const { part } = options;
  const extensions: Extend[] = [];
  let opened: Opened | undefined;

  const extending = <Part extends { extend: Extend }>(load: () => Promise<Part>) =>
    once(async () => {
      const loaded = await load();
      extensions.push(loaded.extend);
      update();
      return loaded;
    });
  const files = extending(async () => {
    const [{ start }, { speechOf }] = await Promise.all([part<Files>("files"), part<FileWords>("files-words")]);
    return start(options, conversation, update, speechOf);
  });
  const reactions = extending(async () =>
    (await part<Reactions>("reactions")).start(options.shadow, conversation, update),
  );
  const opening = once(async () => {
    opened = (await part<Opening>("opened")).start(options, conversation);
    return opened;
  });

  const use = <Part>(load: () => Promise<Part>, begin: (part: Part) => unknown) =>
    void load().then(begin, () => {
      setView({ isStuck: true });
      setTimeout(setView, NOTICE_MS, { isStuck: false });
    });
  /** What the messages ask for by themselves is asked for again when they change. */
  const want = (load: () => Promise<unknown>) => void load().catch(() => {});

  const add = (chosen: FileList | null) => {
    const taken = [...(chosen ?? [])]; // The list is emptied once the event is over.
    use(files, (loaded) => loaded.add(taken));
  };
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.onchange = () => {
    add(input.files);
    input.value = "";
  };

  return {
    opened: () => opened,
    /** Opens something in the panel once it is there, and closes what was open. */
    open: (open: string) => use(opening, () => setView({ open })),
    setLanguage: (language: string) => use(opening, (loaded) => loaded.setLanguage(language)),
    /** Takes what is pasted into the panel or dropped on it, where it is files. */
    take: (event: Event) => {
      const { clipboardData, dataTransfer } = event as Partial<ClipboardEvent & DragEvent>;
      const data = clipboardData ?? dataTransfer;
      if (!data?.types.includes("Files")) return;
      event.preventDefault();
      add(data.files);
    },
    attach: () => {
      want(files);
      input.click(); // At once: a browser opens it only for who has just pressed something.
    },
    record: () => use(files, (loaded) => loaded.record()),
    think: (id: string, thought: Thought) => use(reactions, (loaded) => loaded.think(id, thought)),
    /** The panel with what the parts add. Messages from before may have files and thoughts. */
    extend: (panel: Child, { entries }: State) => {
      if (entries[0]?.seq) want(reactions);
      if (entries.some(({ attachments }) => attachments?.[0])) want(files);
      return extensions.reduce((extended, extend) => extend(extended), panel);
    },
  };
}
