import type { Conversation } from "@/lib/chat-widget/conversation/conversation";
import type { Linked, Links } from "./links";
import { prepared } from "./picture";
import { upload } from "./upload";
import type { FileWords } from "./words";

const MOST = 5;
const LARGEST = 4 * 1024 * 1024;

/** A file that waits to be sent. `file` is there once the server has it. */
export type Waiting = { name: string; part: number; file?: Linked };
export type Tray = ReturnType<typeof createTray>;

const problems: Record<number, keyof FileWords> = { 0: "offline", 400: "kind", 409: "many", 413: "large" };

/** The files that go with the next message: uploaded at once, and sent with it. */
export function createTray(
  { base, conversation, links }: { base: string; conversation: Conversation; links: Links },
  onChange: () => void,
) {
  const url = `${base}/api/chat/attachments`;
  let key = crypto.randomUUID();
  let waiting: Waiting[] = [];
  let problem: { word: keyof FileWords; name: string } | undefined;
  /** What was sent from here, by the message that it was sent with. */
  const sent = new Map<string, Linked[]>();

  function complain(word: keyof FileWords, name = "") {
    problem = { word, name };
    onChange();
  }

  async function add(file: File) {
    const { name } = file;
    if (waiting.length >= MOST) return complain("many");
    if (!navigator.onLine) return complain("offline");
    const item: Waiting = { name, part: 0 };
    waiting.push(item);
    onChange();
    try {
      const body = await prepared(file);
      if (body.size > LARGEST) throw 413;
      const query = new URLSearchParams({ name, clientMessageId: key });
      item.file = await conversation.session.use((token) =>
        upload(`${url}?${query}`, token, body, (part) => {
          item.part = part;
          onChange();
        }),
      );
      links.know(item.file);
      onChange();
    } catch (status) {
      waiting = waiting.filter((other) => other !== item);
      complain(problems[Number(status)] ?? "failed", name);
    }
  }

  return {
    waiting: () => waiting,
    problem: () => problem,
    complain,
    sent: (message: string) => sent.get(message),
    add: (files: Iterable<File>) => {
      problem = undefined;
      for (const file of files) void add(file);
    },
    remove: (item: Waiting) => {
      waiting = waiting.filter((other) => other !== item);
      onChange();
      const { session } = conversation;
      const gone = ({ id }: Linked) =>
        session.use((token) =>
          fetch(`${url}?id=${id}`, { method: "DELETE", headers: { authorization: `Bearer ${token}` } }),
        );
      if (item.file) gone(item.file).catch(() => undefined); // Otherwise it goes after a day.
    },
    /** Sends what waits with these words, or with the files' names. Says whether it did. */
    send: (text: string) => {
      const files = waiting.flatMap(({ file }) => file ?? []);
      if (files.length < waiting.length) return false;
      sent.set(key, files);
      conversation.send(text || files.map(({ name }) => name).join(", "), key);
      key = crypto.randomUUID();
      waiting = [];
      problem = undefined;
      return true;
    },
  };
}
