import type { Conversation } from "@/lib/chat-widget/conversation/conversation";
import type { Session } from "@/lib/chat-widget/conversation/session";
import type { PanelOptions } from "@/lib/chat-widget/panel";
import type { Linked, Links } from "./links";
import type { Refusal } from "./upload";
import type { FileWords } from "./words";

const MOST = 5;

type Uploading = typeof import("./upload");

/** Takes back what was not sent; where that fails, it goes after a day. */
function forget(url: string, session: Session, { id }: Linked) {
  const headers = (token: string) => ({ authorization: `Bearer ${token}` });
  session
    .use((token) => fetch(`${url}?id=${id}`, { method: "DELETE", headers: headers(token) }))
    .catch(() => undefined);
}

/** A file that waits to be sent. `file` is there once the server has it. */
export type Waiting = { name: string; part: number; file?: Linked };
export type Tray = ReturnType<typeof createTray>;

const problems: Record<number, keyof FileWords> = { 0: "offline", 400: "kind", 409: "many", 413: "large", 429: "busy" };

/** What went wrong, with what its words name. */
type Problem = { word: keyof FileWords; name: string; wait: number };

/** The files that go with the next message: uploaded at once, one after the other, and sent with it. */
export function createTray(
  {
    base,
    part,
    conversation,
    links,
  }: Pick<PanelOptions, "base" | "part"> & { conversation: Conversation; links: Links },
  onChange: () => void,
) {
  const { session } = conversation;
  const url = `${base}/api/chat/attachments`;
  let key = crypto.randomUUID();
  let waiting: Waiting[] = [];
  let problem: Problem | undefined;
  let line = Promise.resolve();
  /** What was sent from here, by the message that it was sent with. */
  const sent = new Map<string, Linked[]>();

  function complain(word: keyof FileWords, name = "", wait = 0) {
    problem = { word, name, wait };
    onChange();
  }

  function drop(item: Waiting) {
    waiting = waiting.filter((other) => other !== item);
    onChange();
  }

  async function bring(file: File, item: Waiting, query: URLSearchParams) {
    if (!waiting.includes(item)) return;
    const { upload } = await part<Uploading>("upload");
    const kept = await upload(`${url}?${query}`, session, file, (done) => {
      item.part = done;
      onChange();
    });
    links.know(kept);
    if (waiting.includes(item)) item.file = kept;
    else forget(url, session, kept); // It was taken back meanwhile.
    onChange();
  }

  function add(file: File) {
    const { name } = file;
    if (waiting.length >= MOST) return complain("many");
    if (!navigator.onLine) return complain("offline");
    const item: Waiting = { name, part: 0 };
    const query = new URLSearchParams({ name, clientMessageId: key });
    waiting = [...waiting, item];
    onChange();
    line = line
      .then(() => bring(file, item, query))
      .catch(({ status, wait }: Refusal) => {
        if (waiting.includes(item)) complain(problems[status] ?? "failed", name, wait);
        drop(item);
      });
  }

  return {
    waiting: () => waiting,
    problem: () => problem,
    complain,
    sent: (message: string) => sent.get(message),
    add: (files: Iterable<File>) => {
      problem = undefined;
      for (const file of files) add(file);
    },
    remove: (item: Waiting) => {
      drop(item);
      if (item.file) forget(url, session, item.file);
    },
    /** Whether there is something to send, all of it with the server. */
    isReady: () => waiting.length > 0 && waiting.every(({ file }) => file),
    /** Sends what waits with these words, or with the files' names. */
    send: (text: string) => {
      const files = waiting.flatMap(({ file }) => file ?? []);
      sent.set(key, files);
      conversation.send(text || files.map(({ name }) => name).join(", "), key);
      key = crypto.randomUUID();
      waiting = [];
      problem = undefined;
    },
  };
}
