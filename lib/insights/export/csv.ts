import type { ExportRow } from "./schema";

const BYTE_ORDER_MARK = "\uFEFF"; // Without it, Excel reads UTF-8 as something else.

const columns: Record<string, (row: ExportRow) => string | number | boolean | null> = {
  conversation_id: ({ conversation }) => conversation.id,
  conversation_begun_at: ({ conversation }) => conversation.begunAt,
  channel: ({ conversation }) => conversation.channel,
  language: ({ conversation }) => conversation.language,
  page_url: ({ conversation }) => conversation.pageUrl,
  mood: ({ conversation }) => conversation.mood,
  message_id: ({ message }) => message.id,
  created_at: ({ message }) => message.createdAt,
  from: ({ message }) => message.from,
  answered: ({ message }) => message.answered,
  content: ({ message }) => message.content,
  sources: ({ message }) => message.sources.map(({ url }) => url).join("\n"),
};

/** A line for each message, as RFC 4180 wants it. */
export async function* toCsv(batches: AsyncIterable<ExportRow[]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + line(Object.keys(columns));
  for await (const rows of batches) {
    yield rows.map((row) => line(Object.values(columns).map((cellOf) => String(cellOf(row) ?? "")))).join("");
  }
}

const line = (cells: string[]) => `${cells.map((cell) => quoted(harmless(cell))).join(",")}\r\n`;

/** A visitor's words must not run as a formula in somebody's spreadsheet; the apostrophe is how one says "text" there. */
const harmless = (cell: string) => (/^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell);

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
