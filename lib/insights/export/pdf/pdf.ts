import { setImmediate } from "node:timers/promises";
import type { ExportRow } from "@/lib/insights/export/schema";
import { words } from "@/lib/insights/export/words";
import { Pages, type Style } from "./pages";

const title: Style = { size: 18, color: "#1c1b19" };
const note: Style = { size: 9, color: "#6b6862", spaceBefore: 2 };
const heading: Style = { size: 12, color: "#1c1b19", spaceBefore: 22 };
const speaker: Style = { size: 8, color: "#6b6862", spaceBefore: 9 };
const body: Style = { size: 10, color: "#1c1b19" };
const source: Style = { size: 8, color: "#6b6862", spaceBefore: 1, indent: 10 };

export type Cover = { title: string; range: string; isOwn: boolean };

/** A transcript on A4 pages, which come as they are full. */
export async function* toPdf(
  batches: AsyncIterable<ExportRow[]>,
  { title: name, range, isOwn }: Cover,
): AsyncGenerator<Buffer> {
  const pages = new Pages(name, (page) => words.page(page));
  pages.write(name, title);
  pages.write(range, note);
  let open: string | undefined;
  let conversations = 0;
  let messages = 0;
  for await (const rows of batches) {
    for (const { conversation, message } of rows) {
      if (conversation.id !== open) {
        conversations++;
        writeHeading(pages, conversation);
      }
      open = conversation.id;
      messages++;
      writeMessage(pages, message, isOwn);
      await setImmediate(); // Drawing takes its time, and others wait.
    }
    const full = pages.read();
    if (full) yield full;
  }
  pages.write(words.total(conversations, messages), { ...note, spaceBefore: 24 });
  if (pages.hasUndrawable) pages.write(words.undrawable, note);
  yield* pages.end();
}

function writeHeading(pages: Pages, conversation: ExportRow["conversation"]): void {
  const { begunAt, channel, language, pageUrl } = conversation;
  pages.write(words.conversation(minute(begunAt), channel, language), heading, 60);
  if (pageUrl) pages.write(pageUrl, note);
}

function writeMessage(pages: Pages, message: ExportRow["message"], isOwn: boolean): void {
  const from = isOwn && message.from === "user" ? words.you : words.from[message.from];
  const about = [from, minute(message.createdAt), ...(message.answered === false ? [words.noAnswer] : [])];
  pages.write(about.join(" · "), speaker, 14);
  pages.write(message.content, body);
  for (const { title: name, url } of message.sources) pages.write(name ? `${name} — ${url}` : url, source);
}

const minute = (at: string) => new Date(at).toISOString().slice(0, 16).replace("T", " ");
